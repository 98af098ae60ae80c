package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ketascreen.testkit.coverage.CoverageReport.Result;
import org.ketascreen.testkit.coverage.CoverageReport.RuleLines;
import org.ketascreen.testkit.coverage.CoverageReport.SentenceLine;

/**
 * A coverage report as LCOV traces. A sentence is a line, hit as often as it decided; each truth
 * that it can have is a branch.
 */
final class CoverageLcov {

  private CoverageLcov() {}

  static String write(CoverageReport report, String folder) {
    Map<String, List<Result>> bySentence =
        report.results().stream()
            .filter(each -> each.isShown() || each.isGap())
            .filter(each -> each.goal().key().startsWith("deciding|"))
            .collect(Collectors.groupingBy(CoverageLcov::sentence));
    Map<String, List<RuleLines>> files =
        report.rules().stream()
            .collect(Collectors.groupingBy(RuleLines::file, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    files.forEach((file, rules) -> file(text, folder + "/" + file, rules, bySentence));
    return text.toString();
  }

  private static String sentence(Result result) {
    return result.goal().rule() + "|" + result.goal().sentence();
  }

  private static void file(
      StringBuilder text,
      String file,
      List<RuleLines> rules,
      Map<String, List<Result>> bySentence) {
    List<String> lines = new ArrayList<>();
    int hitLines = 0;
    int branches = 0;
    int hitBranches = 0;
    text.append("TN:\nSF:").append(file).append('\n');
    for (RuleLines rule :
        rules.stream().sorted(Comparator.comparingInt(RuleLines::line)).toList()) {
      for (SentenceLine each : rule.sentences()) {
        List<Result> truths =
            bySentence.getOrDefault(rule.rule() + "|" + each.sentence(), List.of());
        int hits = truths.stream().mapToInt(Result::screenings).sum();
        for (int i = 0; i < truths.size(); i++) {
          int taken = truths.get(i).screenings();
          text.append("BRDA:" + each.line() + ",0," + i + ",");
          text.append(hits == 0 ? "-" : String.valueOf(taken)).append('\n');
          hitBranches += taken > 0 ? 1 : 0;
        }
        branches += truths.size();
        hitLines += hits > 0 ? 1 : 0;
        lines.add("DA:" + each.line() + "," + hits + "\n");
      }
    }
    text.append("BRF:" + branches + "\nBRH:" + hitBranches + "\n");
    lines.forEach(text::append);
    text.append("LF:" + lines.size() + "\nLH:" + hitLines + "\nend_of_record\n");
  }
}
