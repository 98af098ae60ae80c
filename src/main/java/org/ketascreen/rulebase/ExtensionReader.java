package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.LocatedJson.Kind;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.Wording;

/**
 * Reads what value sets say in extensions: names, watch words (in capitals: abbreviations), the
 * beginnings of phrases in which those mean something else, and what makes one an observation. Not
 * thread-safe.
 */
final class ExtensionReader {

  private static final String BASE = "https://ketascreen.org/fhir/StructureDefinition/";
  private static final String NAME = "name";
  private static final String WATCH_WORD = "watch-word";
  private static final String EXCEPTION = "watch-word-exception";
  private static final String UNIT = "observation-unit";

  /** A rule file could say no other, since a unit becomes part of a rule's code. */
  private static final Pattern UNIT_WRITTEN = Pattern.compile("[!#-\\[\\]-~]{1,20}");

  private static final String PLAUSIBLE = "observation-plausible";
  private static final String ASK = "observation-ask";
  private static final String MOLAR_MASS = "observation-molar-mass";

  /** The property that holds the value of each. */
  private static final Map<String, String> VALUES =
      Map.of(
          NAME, "valueString",
          WATCH_WORD, "valueString",
          EXCEPTION, "valueString",
          UNIT, "valueCode",
          PLAUSIBLE, "valueRange",
          ASK, "valueString",
          MOLAR_MASS, "extension");

  private static final int SHORTEST_NAME = 2;
  private static final int SHORTEST_WATCH_WORD = 3;

  private final FileProblems problems;
  private final Words names = new Words("name", SHORTEST_NAME);
  private final Words watchWords = new Words("watch word", SHORTEST_WATCH_WORD);
  private final Words exceptions = new Words("exception", SHORTEST_WATCH_WORD);
  private final Map<String, LocatedJson> observation = new HashMap<>();
  private @Nullable String unit;
  private @Nullable String ask;
  private @Nullable Quantity low;
  private @Nullable Quantity high;
  private @Nullable MolarMass molarMass;

  ExtensionReader(FileProblems problems) {
    this.problems = problems;
  }

  /** Names or watch words, each different from the others in more than case and accents. */
  private final class Words {
    private final String what;
    private final int shortest;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private Words(String what, int shortest) {
      this.what = what;
      this.shortest = shortest;
    }

    private void add(int line, String word) {
      String normal = Wording.normalise(word);
      Integer first = lines.putIfAbsent(normal, line);
      if (normal.length() < shortest) {
        problems.add(
            line,
            "the " + what + " '" + word + "' is too short to mean anything",
            "write at least " + shortest + " letters or digits");
      } else if (first != null) {
        problems.add(
            line, "the " + what + " '" + word + "' is already in line " + first, "write it once");
      } else {
        words.add(word);
      }
    }
  }

  void read(List<LocatedJson> extensions) {
    extensions.forEach(this::readOne);
    LocatedJson plausible = observation.get(PLAUSIBLE);
    if (plausible != null) {
      readPlausible(plausible);
    }
    LocatedJson parts = observation.get(MOLAR_MASS);
    if (parts != null) {
      molarMass = new MolarMassReader(problems, BASE + MOLAR_MASS).read(parts);
    }
    if (!observation.isEmpty() && !observation.containsKey(ASK)) {
      int line = observation.values().stream().mapToInt(LocatedJson::line).min().orElse(1);
      problems.add(
          line, "is an observation without '" + BASE + ASK + "'", "say how to obtain a reading");
    }
  }

  List<String> names() {
    return names.words;
  }

  List<String> watchWords() {
    return watchWords.words;
  }

  List<String> watchWordExceptions() {
    return exceptions.words;
  }

  @Nullable ObservationDefinition observation() {
    return ask == null ? null : new ObservationDefinition(unit, low, high, molarMass, ask);
  }

  private void readOne(LocatedJson extension) {
    if (!problems.is(extension, Kind.OBJECT)) {
      return;
    }
    String url = problems.requiredText(extension, "url");
    if (url == null) {
      return;
    }
    String kind = url.startsWith(BASE) ? url.substring(BASE.length()) : "";
    String value = VALUES.get(kind);
    if (value == null) {
      problems.add(
          extension.line(),
          "'" + url + "' is not an extension of value sets",
          "write one of " + BASE + "{" + String.join(",", new TreeSet<>(VALUES.keySet())) + "}");
    } else if (problems.checkNames(
        extension,
        Set.of("url", value),
        value.equals("extension") ? Set.of("id") : Set.of("id", "extension"))) {
      readValue(extension, kind, value);
    }
  }

  private void readValue(LocatedJson extension, String kind, String property) {
    LocatedJson value = extension.fields().get(property);
    if (value == null) {
      problems.add(extension.line(), "'" + property + "' is missing", "write it");
      return;
    }
    Words words = words(kind);
    if (words != null) {
      String word = problems.text(extension, property);
      if (word != null) {
        words.add(value.line(), word);
      }
      return;
    }
    LocatedJson first = observation.putIfAbsent(kind, value);
    if (first != null) {
      problems.add(
          extension.line(),
          "'" + BASE + kind + "' is already in line " + first.line(),
          "write it once");
    } else if (kind.equals(ASK)) {
      ask = problems.text(extension, property);
    } else if (kind.equals(UNIT)) {
      unit = unit(extension, property);
    }
  }

  private @Nullable Words words(String kind) {
    return switch (kind) {
      case NAME -> names;
      case WATCH_WORD -> watchWords;
      case EXCEPTION -> exceptions;
      default -> null;
    };
  }

  private @Nullable String unit(LocatedJson object, String property) {
    String text = problems.text(object, property);
    if (text != null && !UNIT_WRITTEN.matcher(text).matches()) {
      problems.add(
          object.line(),
          "'" + text + "' is not a UCUM unit",
          "write it in ASCII, without blanks, quotation marks and backslashes");
    }
    return text;
  }

  private void readPlausible(LocatedJson range) {
    if (!problems.checkNames(range, Set.of("low", "high"), Set.of("id", "extension"))) {
      return;
    }
    if (!observation.containsKey(UNIT)) {
      problems.add(
          range.line(), "has a plausible range and no '" + BASE + UNIT + "'", "write the unit");
    }
    if (range.fields().isEmpty()) {
      problems.add(range.line(), "the plausible range is empty", "write 'low', 'high' or both");
    }
    low = bound(range, "low");
    high = bound(range, "high");
    if (low != null && high != null && low.value().compareTo(high.value()) >= 0) {
      problems.add(
          range.line(), "the plausible range ends before it begins", "write a 'low' below 'high'");
    }
  }

  private @Nullable Quantity bound(LocatedJson range, String name) {
    LocatedJson bound = range.fields().get(name);
    if (bound == null
        || !problems.checkNames(
            bound,
            Set.of("value", "unit"),
            Set.of("id", "extension", "comparator", "system", "code"))) {
      return null;
    }
    String boundUnit = problems.requiredText(bound, "unit");
    if (boundUnit != null && unit != null && !boundUnit.equals(unit)) {
      problems.add(
          bound.line(),
          "'" + boundUnit + "' is not the unit of the observation",
          "write it in " + unit);
    }
    BigDecimal value = number(bound);
    return value == null ? null : new Quantity(value, null, boundUnit);
  }

  private @Nullable BigDecimal number(LocatedJson quantity) {
    LocatedJson value = quantity.fields().get("value");
    if (value == null) {
      problems.add(quantity.line(), "'value' is missing", "write it");
      return null;
    }
    return problems.is(value, Kind.NUMBER) ? value.number() : null;
  }
}
