package org.ketascreen.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.RecordedTime;

/**
 * The last time that a resource whose type is not read says anything about, where that is plain.
 */
final class LastTime {

  /** Properties that hold a period; while it has no end, it goes on. */
  private static final List<String> PERIODS =
      List.of("period", "effectivePeriod", "performedPeriod", "occurrencePeriod");

  /** Properties that hold one time at which everything in the resource was said. */
  private static final List<String> TIMES =
      List.of(
          "effectiveDateTime",
          "performedDateTime",
          "occurrenceDateTime",
          "identifiedDateTime",
          "issued",
          "authored",
          "authoredOn",
          "date");

  private LastTime() {}

  static @Nullable RecordedTime of(Json.Obj resource) {
    for (String name : PERIODS) {
      if (resource.get(name) instanceof Json.Obj period) {
        return time(period, "end");
      }
    }
    for (String name : TIMES) {
      RecordedTime time = time(resource, name);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static @Nullable RecordedTime time(Json.Obj object, String name) {
    try {
      return object.get(name) instanceof Json.Text text ? time(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static RecordedTime time(Json.Text text) {
    RecordedTime known = text.tape().known(RecordedTime.class, text.at());
    return known == null ? RecordedTime.parse(text.value()) : known;
  }
}
