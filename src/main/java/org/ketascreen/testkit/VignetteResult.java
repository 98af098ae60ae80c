package org.ketascreen.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * How a vignette fared. Immutable and thread-safe.
 *
 * @param vignette the vignette, or the first of its variations that is not as demanded
 * @param differences what is not as it and its variations demand, expected and actual, with the
 *     variations in question; empty if all is
 * @param deciding what decided that: the sentences of the rules that it is due to, and what each is
 * @param change the smallest change to the patient that would have met all that is demanded, or
 *     that none was found and among what; {@code null} if nothing differs
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record VignetteResult(
    Vignette vignette, List<String> differences, List<String> deciding, @Nullable String change) {

  public VignetteResult {
    differences = List.copyOf(differences);
    deciding = List.copyOf(deciding);
  }

  /** Whether all is as the vignette demands. */
  public boolean isAsExpected() {
    return differences.isEmpty();
  }

  /** Returns what is not as it demands, why, and what would change that, in lines. */
  public String toText() {
    StringBuilder text = new StringBuilder(String.join("\n", differences)).append('\n');
    deciding.forEach(each -> text.append("  ").append(each).append('\n'));
    return text.append(toChange()).toString();
  }

  /** Returns the smallest change in a line; nothing if nothing differs. */
  public String toChange() {
    if (change == null) {
      return "";
    }
    String variation = vignette.variation() == null ? "" : " " + vignette.variation();
    return "Smallest change that meets it" + variation + ": " + change + "\n";
  }
}
