package org.ketascreen;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Digests;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Identifies requests and evidence by content. */
final class RequestDigest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(
              new SimpleModule()
                  .addSerializer(RecordedTime.class, new ToStringSerializer(RecordedTime.class))
                  .addSerializer(AsOf.class, new ToStringSerializer(AsOf.class)))
          .build();

  private RequestDigest() {}

  /** Returns a digest that order and repetition of entries do not change. */
  static String of(ScreeningRequest request) {
    PatientRecord record = request.record();
    TreeSet<String> parts = new TreeSet<>();
    record.entries().forEach(entry -> parts.add(part(entry.getClass().getSimpleName(), entry)));
    record.notRead().forEach(entry -> parts.add(part("NotRead", entry)));
    request.overrides().forEach(each -> parts.add(part("Override", each)));
    parts.add(part("subject", String.valueOf(record.subject())));
    parts.add(part("gender", String.valueOf(record.gender())));
    parts.add(part("birthSex", String.valueOf(record.birthSex())));
    parts.add(part("birthDate", String.valueOf(record.birthDate())));
    parts.add(part("assertions", record.assertions()));
    parts.add(part("treatment", request.treatment()));
    parts.add(part("asOf", request.asOf()));
    parts.add(part("stage", request.stage()));
    parts.add(part("jurisdiction", request.jurisdiction()));
    return of(String.join("\n", parts));
  }

  private static String part(String kind, Object content) {
    return kind + " " + of(MAPPER.writeValueAsBytes(content));
  }

  /** Returns the digest of a finding's evidence. */
  static String of(List<Finding.Evidence> evidence) {
    return of(MAPPER.writeValueAsBytes(evidence));
  }

  private static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String of(byte[] bytes) {
    return "sha256:" + Digests.hex(bytes);
  }
}
