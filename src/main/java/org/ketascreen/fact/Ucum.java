package org.ketascreen.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.fhir.ucum.BaseUnit;
import org.fhir.ucum.Component;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.fhir.ucum.Unit;
import org.fhir.ucum.Value;
import org.fhir.ucum.definitions.XmlDefinitionsParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads UCUM units with the tables and the parser of org.fhir:ucum. Its arithmetic counts
 * significant digits and knows no Fahrenheit, so factors are multiplied here, exactly. Immutable
 * and thread-safe.
 *
 * <p>UCUM defines the mole, the equivalent and the osmole as numbers of particles, and so as
 * comparable with each other and with plain numbers. Here each stands for itself: how many
 * equivalents a mole has depends on the substance.
 */
final class Ucum {

  private static final String ESSENCE = "/ucum-essence.xml";

  private static final Set<String> THEMSELVES = Set.of("mol", "eq", "osm");

  private static final String ENZYME_UNIT = "U";
  private static final Scale INTERNATIONAL = Scale.base("[iU]");

  // UCUM, table 4: functions of K. They stand alone, without prefix or exponent.
  private static final Scale CELSIUS = Scale.base("K").shifted(new BigDecimal("273.15"));
  private static final Scale FAHRENHEIT =
      new Scale(
          Map.of("K", 1), BigInteger.valueOf(5), BigInteger.valueOf(9), new BigDecimal("459.67"));

  private final UcumModel model;

  /** Worked out when first asked for; no more than UCUM has units. */
  private final Map<String, Scale> defined = new ConcurrentHashMap<>();

  private Ucum(UcumModel model) {
    this.model = model;
  }

  /** Loads the tables when they are first asked for, which takes as long as a screening. */
  private static final class Loaded {
    private static final Ucum UCUM = load();
  }

  /** Returns the one instance. */
  static Ucum instance() {
    return Loaded.UCUM;
  }

  private static Ucum load() {
    try (InputStream essence = UcumEssenceService.class.getResourceAsStream(ESSENCE)) {
      if (essence == null) {
        throw new IllegalStateException(
            "the jar org.fhir:ucum has no " + ESSENCE + "; put the whole jar on the class path");
      }
      return new Ucum(new XmlDefinitionsParser().parse(essence));
    } catch (UcumException e) {
      throw new IllegalStateException(
          "the table of units in org.fhir:ucum cannot be read; use the release this library names",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A unit as UCUM has it, and as it may be meant of substances that are measured by activity. */
  record Meaning(Scale plain, Scale international) {}

  /**
   * Returns what a unit means, or {@code null} if it is none of UCUM, or one of a logarithm or
   * another function than a temperature's.
   *
   * @param unit at most {@link Units#LONGEST} printable ASCII characters
   */
  @Nullable Meaning read(String unit) {
    Scale special = special(unit);
    if (special != null) {
      return new Meaning(special, special);
    }
    Term term = parse(unit);
    Scale plain = term == null ? null : scale(term, code -> false);
    if (term == null || plain == null) {
      return null;
    }
    Scale international = scale(term, ENZYME_UNIT::equals);
    return new Meaning(plain, international == null ? plain : international);
  }

  private static @Nullable Scale special(String unit) {
    return switch (unit) {
      case "Cel" -> CELSIUS;
      case "[degF]" -> FAHRENHEIT;
      default -> null;
    };
  }

  private @Nullable Term parse(String unit) {
    try {
      return new ExpressionParser(model).parse(unit);
    } catch (UcumException | RuntimeException e) {
      // The parser throws also what it does not declare, on numbers that are too long for example.
      return null;
    }
  }

  private @Nullable Scale scale(Term whole, Predicate<String> isInternational) {
    Scale product = Scale.ONE;
    boolean divides = false;
    for (Term term = whole; term != null; term = term.getTerm()) {
      if (term.hasComp()) {
        Scale factor = scale(term.getComp(), isInternational);
        if (factor == null) {
          return null;
        }
        product = divides ? product.over(factor) : product.times(factor);
        if (product == null) {
          return null;
        }
      } else if (term != whole) {
        return null;
      }
      divides = term.hasOp() && term.getOp() == Operator.DIVISION;
    }
    return product;
  }

  private @Nullable Scale scale(Component component, Predicate<String> isInternational) {
    if (component instanceof Factor factor) {
      return Scale.number(BigDecimal.valueOf(factor.getValue()));
    }
    if (component instanceof Symbol symbol) {
      return scale(symbol, isInternational);
    }
    return component instanceof Term term ? scale(term, isInternational) : null;
  }

  private @Nullable Scale scale(Symbol symbol, Predicate<String> isInternational) {
    Unit unit = symbol.getUnit();
    if (unit == null) {
      return null;
    }
    Scale scale = isInternational.test(unit.getCode()) ? INTERNATIONAL : scale(unit);
    if (scale != null && symbol.hasPrefix()) {
      Scale prefix = Scale.number(decimal(symbol.getPrefix().getValue()));
      scale = prefix == null ? null : prefix.times(scale);
    }
    return scale == null ? null : scale.power(symbol.getExponent());
  }

  private @Nullable Scale scale(Unit unit) {
    if (unit instanceof BaseUnit || THEMSELVES.contains(unit.getCode())) {
      return Scale.base(unit.getCode());
    }
    Scale known = defined.get(unit.getCode());
    if (known != null) {
      return known;
    }
    Scale scale = unit instanceof DefinedUnit definedUnit ? scale(definedUnit) : null;
    if (scale != null) {
      defined.put(unit.getCode(), scale);
    }
    return scale;
  }

  private @Nullable Scale scale(DefinedUnit unit) {
    Value value = unit.getValue();
    if (unit.isSpecial()) {
      return null;
    }
    if (value.getUnit().equals("1") && !unit.getClass_().equals("dimless")) {
      // Arbitrary units (UCUM, section 25) and what else is only counted.
      return Scale.base(unit.getCode());
    }
    Term term = parse(value.getUnit());
    Scale number = Scale.number(decimal(value.getValue()));
    Scale of = term == null ? null : scale(term, code -> false);
    return number == null || of == null ? null : number.times(of);
  }

  private static BigDecimal decimal(Decimal decimal) {
    return new BigDecimal(decimal.asDecimal());
  }
}
