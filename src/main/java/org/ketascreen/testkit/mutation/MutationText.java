package org.ketascreen.testkit.mutation;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.json.RequestWriter;
import org.ketascreen.testkit.VignetteWriter;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;

/** Writes what became of mutants for people. Not thread-safe. */
final class MutationText {

  private final MutationReport report;
  private final boolean equivalent;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> names = new HashSet<>();

  MutationText(MutationReport report, boolean equivalent) {
    this.report = report;
    this.equivalent = equivalent;
  }

  String write() {
    report.of(Fate.SURVIVED).forEach(this::survivor);
    if (equivalent) {
      report.of(Fate.EQUIVALENT).forEach(each -> out.append(each).append('\n'));
      out.append(
          """
          Looked for such patients among the witnesses of every sentence, each alone and beside
          those of the other lines, on 15 June 2026, and among the patients of all vignettes.

          """);
    }
    rules();
    operators();
    return out.toString();
  }

  private void survivor(Result result) {
    out.append(result).append('\n');
    Telling telling = result.telling();
    if (telling != null
        && telling.request() != null
        && !telling.patient().startsWith("the patient of ")) {
      out.append(patient(result.mutant(), telling, telling.request()).indent(0));
    }
  }

  /**
   * Returns the patient as a vignette that demands what is otherwise; what that must be is left to
   * who knows the sources.
   */
  private String patient(Mutant mutant, Telling telling, ScreeningRequest request) {
    if (!VignetteWriter.canWrite(request)) {
      return RequestWriter.write(request);
    }
    String rule = mutant.rules().get(0);
    String name = ownName(rule + ", " + telling.patient());
    Map<String, String> open = Map.of(rule, VignetteWriter.TODO);
    boolean onlyAnotherSeverity =
        !telling.outcomes().containsKey(rule)
            && telling.outcomes().containsKey(Said.severityOf(rule));
    return onlyAnotherSeverity
        ? VignetteWriter.writeSeverities(name, request, open)
        : VignetteWriter.write(name, request, open);
  }

  /** Vignettes of a file have a name each. */
  private String ownName(String name) {
    String own = name;
    for (int i = 2; !names.add(own); i++) {
      own = name + " (" + i + ")";
    }
    return own;
  }

  private void rules() {
    out.append("rules of which a change is not noticed:\n");
    boolean none = true;
    for (Map.Entry<String, Score> each : report.scoresByRule().entrySet()) {
      if (each.getValue().survived() > 0) {
        line(each.getKey(), each.getValue());
        none = false;
      }
    }
    if (none) {
      out.append("  none\n");
    }
  }

  private void operators() {
    out.append("by what was changed:\n");
    report.scoresByOperator().forEach((operator, score) -> line(operator.code(), score));
    line("all", report.score());
  }

  private void line(String what, Score score) {
    out.append(
        String.format(
            Locale.ROOT,
            "  %-14s %5s %%: %d mutants, %d noticed, %d not, %d as meant, %d that no patient shows\n",
            what,
            score.perCent().toPlainString(),
            score.all(),
            score.killed(),
            score.survived(),
            score.meant(),
            score.equivalent()));
  }
}
