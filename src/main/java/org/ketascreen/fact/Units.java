package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.SpelledUnits.Spelled;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;

/**
 * Conversion between units: those of UCUM, and those that people write for them. Amounts convert
 * exactly, so that a unit never moves one across a limit. A unit that can be read in two ways of
 * which both fit is not comparable, and neither is a missing one.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Units {

  /** Longer texts are not units; a bound on the work for hostile input. */
  static final int LONGEST = 100;

  /** A bound on the memory for hostile input; records have a few dozen units. */
  static final int MOST_KEPT = 500;

  /** What was read before; units only, no other texts of a patient's record. */
  private static final Map<String, Read> KEPT = new ConcurrentHashMap<>();

  private static final Map<String, Integer> GRAMS_PER_MOLE = Map.of("g", 1, "mol", -1);

  private static final Read NOTHING = new Read(List.of(), List.of());

  /**
   * What a text may stand for.
   *
   * @param plain by UCUM
   * @param international with an enzyme's unit for an international unit: laboratories write "U"
   *     for both, and each of them calls the other by its name. Which is meant is known from what
   *     it is compared with
   */
  private record Read(List<Scale> plain, List<Scale> international) {}

  private Units() {}

  /** Whether a quantity of this unit is a dose that can be compared with others. */
  public static boolean isOfDose(@Nullable String unit) {
    return areComparable(unit, "mg");
  }

  /** Returns a number in digits; with an exponent where that would take more than 40 of them. */
  static String written(BigDecimal number) {
    boolean isShort = Math.abs((long) number.scale()) <= 40;
    return isShort ? number.toPlainString() : number.toString();
  }

  /** Whether amounts in these units can be compared. */
  public static boolean areComparable(@Nullable String unit, @Nullable String other) {
    return unit != null && convert(Quantity.of("1", unit), other) != null;
  }

  /**
   * Returns the number of the observation's unit that the quantity is, or {@code null} if the units
   * are not comparable. Mass and substance are comparable where the observation says what a mole
   * weighs.
   */
  public static @Nullable BigDecimal convert(Quantity quantity, ObservationDefinition observation) {
    return convert(quantity, observation.unit(), observation.molarMass());
  }

  /**
   * Returns the number of {@code unit} that the quantity is, or {@code null} if the units are not
   * comparable.
   */
  public static @Nullable BigDecimal convert(Quantity quantity, @Nullable String unit) {
    return convert(quantity, unit, null);
  }

  private static @Nullable BigDecimal convert(
      Quantity quantity, @Nullable String unit, @Nullable MolarMass molarMass) {
    String from = quantity.unit();
    if (from == null || unit == null || from.isBlank() || unit.isBlank()) {
      return null;
    }
    // The tables of UCUM take as long to load as everything else: usual records do without.
    return isSameUnit(from, unit)
        ? quantity.value()
        : convert(quantity.value(), read(from), read(unit), molarMass);
  }

  private static boolean isSameUnit(String from, String unit) {
    if (from.equals(unit)) {
      return true;
    }
    Spelled spelled = from.length() > LONGEST ? null : SpelledUnits.read(from);
    return spelled != null && spelled.certain() && spelled.ucum().equals(unit);
  }

  private static @Nullable BigDecimal convert(
      BigDecimal amount, Read from, Read to, @Nullable MolarMass molarMass) {
    List<BigDecimal> amounts = amounts(amount, from.plain(), to.plain());
    if (amounts.isEmpty()) {
      amounts = amounts(amount, from.international(), to.international());
    }
    if (amounts.isEmpty() && molarMass != null) {
      amounts = throughMoles(amount, from.plain(), to.plain(), molarMass);
    }
    return amounts.size() == 1 ? amounts.get(0) : null;
  }

  /** Returns every amount that it comes to by the readings that are of the same kind. */
  private static List<BigDecimal> amounts(BigDecimal amount, List<Scale> from, List<Scale> to) {
    List<BigDecimal> amounts = new ArrayList<>();
    for (Scale source : from) {
      for (Scale target : to) {
        BigDecimal converted =
            source.dimension().equals(target.dimension()) ? source.convert(amount, target) : null;
        if (converted != null && amounts.stream().noneMatch(a -> a.compareTo(converted) == 0)) {
          amounts.add(converted);
        }
      }
    }
    return amounts;
  }

  private static List<BigDecimal> throughMoles(
      BigDecimal amount, List<Scale> from, List<Scale> to, MolarMass molarMass) {
    Scale weight = Scale.of(molarMass.gramsPerMole(), GRAMS_PER_MOLE);
    if (weight == null) {
      return List.of();
    }
    List<Scale> other = new ArrayList<>();
    for (Scale source : from) {
      addIfAny(other, source.times(weight));
      addIfAny(other, source.over(weight));
    }
    return amounts(amount, other, to);
  }

  private static void addIfAny(List<Scale> scales, @Nullable Scale scale) {
    if (scale != null) {
      scales.add(scale);
    }
  }

  private static Read read(String unit) {
    if (unit.length() > LONGEST) {
      return NOTHING;
    }
    Read known = KEPT.get(unit);
    if (known != null) {
      return known;
    }
    Read read = readAnew(unit);
    if (!read.plain().isEmpty() && isWithoutRemarks(unit)) {
      if (KEPT.size() >= MOST_KEPT) {
        KEPT.clear();
      }
      KEPT.put(unit, read);
    }
    return read;
  }

  /** UCUM lets any words stand in braces: they may be of the patient, and are not kept. */
  private static boolean isWithoutRemarks(String unit) {
    return unit.indexOf('{') < 0;
  }

  /** Returns the texts that are kept. */
  static Set<String> kept() {
    return Set.copyOf(KEPT.keySet());
  }

  private static Read readAnew(String unit) {
    List<Scale> plain = new ArrayList<>();
    List<Scale> international = new ArrayList<>();
    Spelled spelled = SpelledUnits.read(unit);
    for (String ucum : spelled == null ? List.of(unit) : List.of(unit, spelled.ucum())) {
      Ucum.Meaning meaning = isPrintable(ucum) ? Ucum.instance().read(ucum) : null;
      if (meaning != null) {
        plain.add(meaning.plain());
        international.add(meaning.international());
      }
    }
    return new Read(List.copyOf(plain), List.copyOf(international));
  }

  private static boolean isPrintable(String unit) {
    return unit.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /**
   * Returns the number of {@code unit} that lies between two readings which differ by the quantity,
   * or {@code null} if the units are not comparable. Units may begin to count at different points,
   * as those of temperature do.
   */
  public static @Nullable BigDecimal difference(Quantity quantity, @Nullable String unit) {
    BigDecimal number = convert(quantity, unit);
    BigDecimal none = convert(new Quantity(BigDecimal.ZERO, null, quantity.unit()), unit);
    return number == null || none == null ? null : number.subtract(none);
  }
}
