package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;

/** Reads the normal range that came with a reading. */
final class ReferenceRangeReader {

  private static final String NORMAL = "normal";

  private ReferenceRangeReader() {}

  /**
   * Returns the normal range, or {@code null} if there is none or it cannot be told which of
   * several is the patient's. Ranges of another type (therapeutic, critical) are none; one that is
   * for some people only counts when it is the only one.
   */
  static @Nullable ReferenceRange read(Element reading) {
    Elements ranges = reading.list("referenceRange");
    if (ranges.isEmpty()) {
      return null;
    }
    List<Element> normal = new ArrayList<>();
    List<Element> forAll = new ArrayList<>();
    for (Element range : ranges) {
      if (isNormal(range) && (range.has("low") || range.has("high"))) {
        normal.add(range);
        if (!range.has("appliesTo") && !range.has("age")) {
          forAll.add(range);
        }
      }
    }
    if (normal.size() == 1) {
      return range(normal.get(0));
    }
    return forAll.size() == 1 ? range(forAll.get(0)) : null;
  }

  private static boolean isNormal(Element range) {
    if (!range.has("type")) {
      return true;
    }
    for (Coding coding : Datatypes.concept(range, "type").codings()) {
      if (NORMAL.equals(coding.code())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable ReferenceRange range(Element range) {
    Quantity low = limit(range, "low");
    Quantity high = limit(range, "high");
    return low == null && high == null ? null : new ReferenceRange(low, high);
  }

  private static @Nullable Quantity limit(Element range, String property) {
    Element limit = range.child(property);
    return limit == null ? null : Datatypes.quantity(limit);
  }
}
