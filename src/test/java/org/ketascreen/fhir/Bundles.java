package org.ketascreen.fhir;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;

/** FHIR JSON for tests, written with single quotes. */
final class Bundles {

  static final String PATIENT =
      "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-05'}";

  private Bundles() {}

  /** Returns JSON written with single quotes. */
  static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  /** Returns a Bundle of these resources. */
  static String collection(String... resources) {
    return bundle("'type':'collection'", wrapped(resources));
  }

  /** Returns a Bundle with these entries. */
  static String bundle(String properties, String... entries) {
    return json(
        "{'resourceType':'Bundle'," + properties + ",'entry':[" + String.join(",", entries) + "]}");
  }

  static String[] wrapped(String... resources) {
    return Arrays.stream(resources).map(r -> "{'resource':" + r + "}").toArray(String[]::new);
  }

  static PatientRecord read(String... resources) {
    return FhirReader.r4().read(collection(resources));
  }

  /** Returns the one entry of a record without anything unread but its patient. */
  static Entry entry(String resource) {
    PatientRecord record = read(resource);
    if (record.entries().size() != 1) {
      throw new AssertionError("not one entry but " + record.notRead());
    }
    return record.entries().get(0);
  }

  /** Returns the one entry that is not read. */
  static NotRead notRead(String resource) {
    PatientRecord record = read(resource);
    if (record.notRead().size() != 1 || !record.entries().isEmpty()) {
      throw new AssertionError("not one unread entry but " + record.entries());
    }
    return record.notRead().get(0);
  }

  /**
   * Returns how many entries of the source a record accounts for, provided that references are
   * unique.
   */
  static long accounted(PatientRecord record) {
    Set<String> read = new HashSet<>();
    record.entries().forEach(entry -> read.add(entry.reference()));
    long unread =
        record.notRead().stream()
            .filter(each -> !isOfARead(each) || !read.contains(each.reference()))
            .count();
    return record.patientEntries() + read.size() + unread;
  }

  /** Whether it may be what is not read of an entry of which something is read. */
  private static boolean isOfARead(NotRead unread) {
    return unread.kind() == NotRead.Kind.TYPE_NOT_READ;
  }

  static List<NotRead.Kind> kinds(PatientRecord record) {
    return record.notRead().stream().map(NotRead::kind).collect(Collectors.toList());
  }
}
