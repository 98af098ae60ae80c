package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Citation;

/** Lists of words, side by side. */
final class Lines {

  private Lines() {}

  /** Returns the lines that only the first has; all of them if they are only moved. */
  static @Nullable String onlyIn(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(others);
    List<String> only = new ArrayList<>();
    for (String each : lines) {
      if (!rest.remove(each)) {
        only.add(each);
      }
    }
    if (only.isEmpty() && rest.isEmpty()) {
      return String.join("\n", lines);
    }
    return only.isEmpty() ? null : String.join("\n", only);
  }

  static String cited(List<Citation> sources) {
    return sources.stream()
        .map(each -> (each.source() + " " + each.section()).strip())
        .collect(Collectors.joining("; "));
  }
}
