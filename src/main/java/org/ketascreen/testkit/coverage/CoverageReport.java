package org.ketascreen.testkit.coverage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * What screenings showed of the rules of a rulebase. Immutable and thread-safe.
 *
 * @param rulebase {@code id@version}
 * @param screenings how many there were
 * @param results what became of each goal, by rule
 * @param rules the rules and their sentences
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record CoverageReport(
    String rulebase, int screenings, List<Result> results, List<RuleLines> rules) {

  public CoverageReport {
    results = List.copyOf(results);
    rules = List.copyOf(rules);
  }

  /**
   * What became of a goal. Immutable and thread-safe.
   *
   * @param goal the goal
   * @param screenings how many screenings showed it; for a boundary at least one, if any did
   * @param reason why none did, or {@code null} if one did
   * @param vignette one that would, to be completed by somebody who knows the sources; {@code null}
   *     if there is none or none is known
   */
  public record Result(
      Goal goal, int screenings, @Nullable String reason, @Nullable String vignette) {

    /** Whether a screening showed it. */
    public boolean isShown() {
      return screenings > 0;
    }

    /**
     * Whether it is wanting: not shown, though a vignette would show it. What no vignette is known
     * to show counts neither for nor against.
     */
    public boolean isGap() {
      return !isShown() && vignette != null;
    }
  }

  /** A rule and where it and its sentences stand. Immutable and thread-safe. */
  public record RuleLines(
      String rule, String title, String file, int line, List<SentenceLine> sentences) {
    public RuleLines {
      sentences = List.copyOf(sentences);
    }
  }

  /** A sentence of a rule, from 0, and where it begins. Immutable and thread-safe. */
  public record SentenceLine(int sentence, int line, String text) {}

  /**
   * How much is shown. Immutable and thread-safe.
   *
   * @param shown how many goals
   * @param of of how many
   */
  public record Figure(int shown, int of) {

    private static final BigDecimal HUNDRED = new BigDecimal("100.0");

    /** Returns it of a hundred, rounded down to a tenth, so that 100 means all. */
    public BigDecimal perCent() {
      return of == 0
          ? HUNDRED
          : HUNDRED
              .multiply(BigDecimal.valueOf(shown))
              .divide(BigDecimal.valueOf(of), 1, RoundingMode.DOWN);
    }
  }

  /** Returns the areas: files of rules, without their endings. */
  public List<String> areas() {
    return results.stream().map(each -> each.goal().area()).distinct().sorted().toList();
  }

  /** Returns how much is shown of all rules. */
  public Figure figure(Measure measure) {
    return figure(results.stream().filter(each -> each.goal().measure() == measure).toList());
  }

  /** Returns how much is shown of the rules of an area. */
  public Figure figure(Measure measure, String area) {
    return figure(
        results.stream()
            .filter(each -> each.goal().measure() == measure && each.goal().area().equals(area))
            .toList());
  }

  private static Figure figure(List<Result> results) {
    int shown = (int) results.stream().filter(Result::isShown).count();
    int gaps = (int) results.stream().filter(Result::isGap).count();
    return new Figure(shown, shown + gaps);
  }

  /** Returns what is wanting. */
  public List<Result> gaps() {
    return results.stream().filter(Result::isGap).toList();
  }

  /** Returns what is not shown and no vignette is known to show. */
  public List<Result> notReached() {
    return results.stream().filter(each -> !each.isShown() && !each.isGap()).toList();
  }

  /** Returns it for people: a line for each area, then what is wanting and why. */
  public String toText() {
    return CoverageText.write(this);
  }

  /** Returns it as JSON; the same report gives the same text. */
  public String toJson() {
    return CoverageJson.write(this);
  }

  /**
   * Returns it as LCOV traces over the files of rules: lines for sentences, branches for truths.
   *
   * @param folder where the files of rules are, as it is to be written
   */
  public String toLcov(String folder) {
    return CoverageLcov.write(this, folder);
  }

  /** Returns it as one HTML file that needs no other. */
  public String toHtml() {
    return CoverageHtml.write(this);
  }
}
