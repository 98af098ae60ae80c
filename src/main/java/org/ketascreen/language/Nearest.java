package org.ketascreen.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ketascreen.API;

/** What an author may have meant. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Nearest {

  private Nearest() {}

  /** Returns the candidates nearest to {@code text} by edit distance, nearest first. */
  public static List<String> to(String text, Collection<String> candidates, int most) {
    return candidates.stream()
        .distinct()
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(text, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
