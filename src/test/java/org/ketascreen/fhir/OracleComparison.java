package org.ketascreen.fhir;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;

/** Compares a record with the oracle's view of the same input, field by field. */
final class OracleComparison {

  /** Words whose wording FHIR leaves open; any will do. */
  static final String ANY_WORDS = "any words";

  private final List<String> differences = new ArrayList<>();

  private OracleComparison() {}

  /** Returns every difference, one a line: where, what the record has, what the oracle has. */
  static List<String> differences(PatientRecord record, HapiOracle.View view) {
    OracleComparison comparison = new OracleComparison();
    comparison.compare(record, view);
    return comparison.differences;
  }

  private void compare(PatientRecord record, HapiOracle.View view) {
    compare("subject", record.subject(), view.subject());
    if (view.patientRead()) {
      compare("Patient.gender", record.gender(), view.gender());
      compare("Patient.birthSex", record.birthSex(), view.birthSex());
      compare("Patient.birthDate", record.birthDate(), view.birthDate());
    }
    compareEntries(record, view);
    if (view.entries().stream().allMatch(each -> each.says() != null)) {
      for (Section section : Section.values()) {
        compare(
            "assertion " + section.code(),
            record.assertion(section).is(),
            view.assertions().get(section));
      }
    }
  }

  private void compareEntries(PatientRecord record, HapiOracle.View view) {
    Map<String, List<Entry>> ours = new LinkedHashMap<>();
    record
        .entries()
        .forEach(e -> ours.computeIfAbsent(e.reference(), k -> new ArrayList<>()).add(e));
    Map<String, List<Entry>> oracles = new LinkedHashMap<>();
    Map<String, Integer> times = new TreeMap<>();
    Map<String, Boolean> onlyListed = new TreeMap<>();
    for (HapiOracle.Read each : view.entries()) {
      times.merge(each.reference(), 1, Integer::sum);
      onlyListed.merge(each.reference(), each.says() == null, Boolean::logicalOr);
      oracles
          .computeIfAbsent(each.reference(), k -> new ArrayList<>())
          .addAll(each.says() == null ? List.of() : each.says());
    }
    for (Map.Entry<String, List<Entry>> each : oracles.entrySet()) {
      String reference = each.getKey();
      List<Entry> mine = ours.getOrDefault(reference, List.of());
      if (!onlyListed.getOrDefault(reference, false)) {
        compareAll(reference, mine, each.getValue());
      }
      if (mine.isEmpty() && bears(reference, view) && !isListed(record, reference)) {
        differences.add(reference + ": not listed at all");
      }
    }
    for (String reference : ours.keySet()) {
      if (!oracles.containsKey(reference)) {
        differences.add(reference + ": the oracle has no such entry");
      }
    }
  }

  /** What cannot bear on a screening is counted, and need not be listed by its reference. */
  private static boolean bears(String reference, HapiOracle.View view) {
    return view.entries().stream()
        .anyMatch(each -> each.reference().equals(reference) && each.bears());
  }

  private static boolean isListed(PatientRecord record, String reference) {
    return record.notRead().stream().map(NotRead::reference).anyMatch(reference::equals)
        || (record.patientEntries() == 1
            && (Objects.equals(record.subject(), reference) || record.subject() == null));
  }

  private void compareAll(String reference, List<Entry> ours, List<Entry> oracles) {
    List<Entry> mine = sorted(ours);
    List<Entry> theirs = sorted(oracles);
    if (mine.size() != theirs.size()) {
      differences.add(reference + ": " + shown(mine) + " | oracle: " + shown(theirs));
      return;
    }
    for (int i = 0; i < mine.size(); i++) {
      String path = mine.size() == 1 ? reference : reference + "#" + i;
      compare(path, mine.get(i), theirs.get(i));
    }
  }

  /** One kind after the other, each in the order of the source, but mentions, which have none. */
  private static List<Entry> sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(
            Comparator.comparing((Entry each) -> each.getClass().getSimpleName())
                .thenComparing(each -> each instanceof Mention ? each.toString() : ""))
        .toList();
  }

  private static String shown(List<Entry> entries) {
    return entries.stream().map(each -> each.getClass().getSimpleName()).toList().toString();
  }

  private void compare(String path, @Nullable Object ours, @Nullable Object oracles) {
    if (ours instanceof Record a && oracles instanceof Record b && a.getClass() == b.getClass()) {
      compareRecords(path, a, b);
    } else if (ours instanceof List<?> a && oracles instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path + "[" + i + "]", a.get(i), b.get(i));
      }
    } else if (!isSame(ours, oracles)) {
      differences.add(path + ": " + ours + " | oracle: " + oracles);
    }
  }

  private void compareRecords(String path, Record ours, Record oracles) {
    if (ours instanceof Medication mine && oracles instanceof Medication other) {
      compareMedicines(path + ".code", mine.code(), other.code());
    }
    for (RecordComponent component : ours.getClass().getRecordComponents()) {
      if (ours instanceof Medication && component.getName().equals("code")) {
        continue;
      }
      try {
        compare(
            path + "." + component.getName(),
            component.getAccessor().invoke(ours),
            component.getAccessor().invoke(oracles));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a record has no such component", e);
      }
    }
  }

  /** A medicine that is put together from its ingredients: their order means nothing. */
  private void compareMedicines(String path, CodeableConcept ours, CodeableConcept oracles) {
    compare(path + ".codings", Set.copyOf(ours.codings()), Set.copyOf(oracles.codings()));
    compare(path + ".text", words(ours), words(oracles));
  }

  private static Set<String> words(CodeableConcept concept) {
    return concept.text() == null ? Set.of() : new TreeSet<>(List.of(concept.text().split("; ")));
  }

  private static boolean isSame(@Nullable Object ours, @Nullable Object oracles) {
    if (ours instanceof BigDecimal a && oracles instanceof BigDecimal b) {
      // A dose a day may be rounded where seven days divide it.
      return a.subtract(b).abs().compareTo(b.abs().movePointLeft(12)) <= 0;
    }
    return Objects.equals(ours, oracles) || (ours instanceof String && ANY_WORDS.equals(oracles));
  }
}
