package org.ketascreen.review.diff;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ketascreen.testkit.VignetteWriter;

/** The patients of a difference as vignettes of the other version. */
final class DiffVignettes {

  private DiffVignettes() {}

  static String of(RulebaseDiff diff) {
    StringBuilder text = new StringBuilder();
    text.append("# patients whom ")
        .append(diff.before().coordinates())
        .append(" and ")
        .append(diff.after().coordinates())
        .append(" screen otherwise, as the latter does\n");
    Set<String> names = new HashSet<>();
    for (Change change : diff.changes()) {
      if (change.shown() != null) {
        for (DiffWitness each : new LinkedHashSet<>(change.shown().witnesses())) {
          if (VignetteWriter.canWrite(each.request()) && isExpected(each)) {
            text.append(vignette(diff, change, each, names));
          } else {
            text.append("# ").append(name(change, each)).append(": cannot be written here\n");
          }
        }
      }
    }
    return text.toString();
  }

  /** Whether the other version has the rule, so that something can be expected of it. */
  private static boolean isExpected(DiffWitness witness) {
    return !witness.after().outcome().equals(Said.NO_SUCH_RULE);
  }

  private static String name(Change change, DiffWitness witness) {
    return witness.rule()
        + " "
        + witness.after().outcome()
        + ", "
        + change.kind().code()
        + " of "
        + change.subject()
        + (change.kind().about() == Change.About.VALUE_SETS ? " " + change.what() : "");
  }

  private static String vignette(
      RulebaseDiff diff, Change change, DiffWitness witness, Set<String> names) {
    String name = name(change, witness);
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + " (" + i + ")";
    }
    return VignetteWriter.write(
        unique,
        diff.before().version()
            + " said "
            + witness.before().outcome()
            + ", "
            + witness.before().report(),
        witness.request(),
        Map.of(witness.rule(), witness.after().outcome()));
  }
}
