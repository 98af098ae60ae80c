package org.ketascreen;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Digests;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Identifies requests and evidence by content. */
final class RequestDigest {

  private static final JsonFactory JSON = new JsonFactory();

  private RequestDigest() {}

  /** Returns a digest that order and repetition of entries do not change. */
  static String of(ScreeningRequest request) {
    PatientRecord record = request.record();
    Parts parts = new Parts(record.entries().size() + record.notRead().size() + 8);
    for (Entry entry : record.entries()) {
      parts.add(entry.reference(), entry);
    }
    for (NotRead entry : record.notRead()) {
      parts.add(entry.reference(), entry);
    }
    request.overrides().forEach(each -> parts.add(each.rule(), each));
    parts.add(
        "",
        List.of(
            String.valueOf(record.subject()),
            String.valueOf(record.gender()),
            String.valueOf(record.birthSex()),
            String.valueOf(record.birthDate()),
            record.assertions(),
            request.treatment(),
            request.asOf().toString(),
            request.stage(),
            request.jurisdiction()));
    return parts.digest();
  }

  /** Returns the digest of a finding's evidence: of its JSON, so that overrides keep counting. */
  static String of(List<Finding.Evidence> evidence) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.writeStartArray();
      evidence.forEach(each -> write(generator, each));
      generator.writeEndArray();
    }
    return "sha256:" + Digests.hex(json.toByteArray());
  }

  private static void write(JsonGenerator json, Finding.Evidence evidence) {
    json.writeStartObject();
    write(json, "sentence", evidence.sentence());
    write(json, "reference", evidence.reference());
    write(json, "concept", evidence.concept());
    json.writeName("coding");
    write(json, evidence.coding());
    write(json, "value", evidence.value());
    write(json, "effective", evidence.effective());
    write(json, "status", evidence.status());
    write(json, "matchedBy", evidence.matchedBy());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable Coding coding) {
    if (coding == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    write(json, "system", coding.system());
    write(json, "code", coding.code());
    write(json, "display", coding.display());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, @Nullable String value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
  }

  /**
   * The parts of a request, to be digested in an order that does not depend on how they came. They
   * are sorted by a number first, and only where that is the same by their bytes. Not thread-safe.
   */
  private static final class Parts {

    private static final long PLACE = 0xffff_ffffL;

    private final CanonicalBytes content = new CanonicalBytes();

    /** Where each part begins, and where the last one ends. */
    private int[] begins;

    /** The number to sort a part by, and its place below it. */
    private long[] keys;

    private int size;

    private Parts(int expected) {
      begins = new int[expected + 1];
      keys = new long[expected];
    }

    private void add(String name, Object part) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, 2 * size);
        begins = Arrays.copyOf(begins, 2 * size + 1);
      }
      keys[size] = (long) name.hashCode() << Integer.SIZE | size;
      content.add(part);
      begins[++size] = content.length();
    }

    private String digest() {
      Arrays.sort(keys, 0, size);
      MessageDigest sha256 = Digests.sha256();
      for (int from = 0, to; from < size; from = to) {
        to = from + 1;
        while (to < size && keys[to] >> Integer.SIZE == keys[from] >> Integer.SIZE) {
          to++;
        }
        digest(from, to, sha256);
      }
      return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    /** Digests parts with the same number, each once. */
    private void digest(int from, int to, MessageDigest sha256) {
      if (to - from == 1) {
        int place = (int) (keys[from] & PLACE);
        sha256.update(content.bytes(), begins[place], begins[place + 1] - begins[place]);
        return;
      }
      byte[][] same = new byte[to - from][];
      for (int i = from; i < to; i++) {
        int place = (int) (keys[i] & PLACE);
        same[i - from] = Arrays.copyOfRange(content.bytes(), begins[place], begins[place + 1]);
      }
      Arrays.sort(same, Arrays::compareUnsigned);
      for (int i = 0; i < same.length; i++) {
        if (i == 0 || !Arrays.equals(same[i], same[i - 1])) {
          sha256.update(same[i]);
        }
      }
    }
  }
}
