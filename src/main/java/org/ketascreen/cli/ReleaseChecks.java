package org.ketascreen.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.review.Lint;
import org.ketascreen.review.diff.Bump;
import org.ketascreen.review.diff.Change;
import org.ketascreen.review.diff.RulebaseDiff;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.SemanticVersion;
import org.ketascreen.rulebase.authoring.ReleaseLock;
import org.ketascreen.rulebase.authoring.ReleaseLock.Release;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.VignetteRun;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;
import org.ketascreen.testkit.coverage.Measure;

/** What must be right with a version before it is released. Not thread-safe. */
final class ReleaseChecks {

  /** How much the vignettes must show; what {@code @RequireCoverage} demands by default. */
  static final Map<Measure, Integer> REQUIRED =
      new TreeMap<>(
          Map.of(
              Measure.RULES, 100,
              Measure.SENTENCES, 100,
              Measure.MISSING, 100,
              Measure.BOUNDARIES, 95));

  private static final String HEAD = "rulebase.yaml";

  private final Path source;
  private final ReleaseLock lock;
  private final List<Object> problems = new ArrayList<>();
  private final List<Problem> tooLittle = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private @Nullable Rulebase rulebase;

  private ReleaseChecks(Path source, ReleaseLock lock) {
    this.source = source;
    this.lock = lock;
  }

  /**
   * Checks a version.
   *
   * @param source its folder
   * @param version the name of the folder
   * @param lock what was released before
   */
  static ReleaseChecks of(Path source, String version, ReleaseLock lock) throws IOException {
    ReleaseChecks checks = new ReleaseChecks(source, lock);
    List<Vignette> vignettes = checks.vignettes();
    try {
      Rulebase compiled = RulebaseChoice.compile(source);
      checks.rulebase = compiled;
      checks.check(compiled, version, vignettes);
    } catch (RulebaseException e) {
      checks.problems.addAll(e.problems());
    }
    return checks;
  }

  /** Returns what is wrong, by file and line below the folder. */
  List<Object> problems() {
    return problems.stream().distinct().toList();
  }

  /** Returns what no vignette shows, if that is too much. */
  List<Problem> tooLittle() {
    return tooLittle;
  }

  /** Returns what was checked, in words. */
  List<String> said() {
    return said;
  }

  String coordinates() {
    return checked().coordinates();
  }

  String digest() {
    return checked().digest();
  }

  private Rulebase checked() {
    if (rulebase == null) {
      throw new IllegalStateException("there are problems");
    }
    return rulebase;
  }

  private List<Vignette> vignettes() throws IOException {
    try {
      List<Vignette> vignettes = Vignettes.read(source);
      if (vignettes.isEmpty()) {
        problem(HEAD, "has no vignettes beside it", "write some into a file *.vignettes.yaml");
      }
      return vignettes;
    } catch (RulebaseException e) {
      problems.addAll(e.problems());
      return List.of();
    }
  }

  private void check(Rulebase compiled, String version, List<Vignette> vignettes)
      throws IOException {
    if (!compiled.version().equals(version)) {
      problem(
          at("version"),
          "version " + compiled.version() + " is in folder " + version,
          "let both be the same");
    }
    checkLint(compiled);
    if (!vignettes.isEmpty()) {
      checkVignettes(compiled, vignettes);
      checkCoverage(compiled, vignettes);
    }
    Release before = before(compiled);
    if (before == null) {
      said.add("version: none before it was released");
    } else if (lock.problems(before.version()).isEmpty()) {
      checkVersion(before, compiled);
    }
  }

  private void checkLint(Rulebase compiled) throws IOException {
    try {
      List<Lint.Found> found = Lint.of(source, compiled);
      problems.addAll(found);
      said.add("lint: nothing found");
    } catch (RulebaseException e) {
      problems.addAll(e.problems());
    }
  }

  private void checkVignettes(Rulebase compiled, List<Vignette> vignettes) {
    VignetteRun run = VignetteRun.of(compiled);
    for (Vignette each : vignettes) {
      List<String> differs = run.differences(each);
      if (!differs.isEmpty()) {
        problem(
            each.file() + ":" + each.line(), "'" + each.name() + "'", String.join("; ", differs));
      }
    }
    said.add("vignettes: " + vignettes.size() + ", all as expected");
  }

  private void checkCoverage(Rulebase compiled, List<Vignette> vignettes) {
    Coverage coverage = Coverage.of(compiled);
    vignettes.forEach(coverage::add);
    CoverageReport report = coverage.report();
    List<String> shown = new ArrayList<>();
    REQUIRED.forEach(
        (measure, least) -> {
          BigDecimal perCent = report.figure(measure).perCent();
          shown.add(measure.code() + " " + perCent + " %");
          if (perCent.compareTo(BigDecimal.valueOf(least)) < 0) {
            tooLittle.add(
                new Problem(
                    HEAD,
                    measure.code() + " is " + perCent + " %, required are " + least + " %",
                    "close the gaps; drafts: ketascreen coverage " + source));
            report.gaps().stream()
                .filter(each -> each.goal().measure() == measure)
                .forEach(each -> tooLittle.add(gap(each)));
          }
        });
    said.add("coverage: " + String.join(", ", shown));
  }

  private static Problem gap(CoverageReport.Result gap) {
    return new Problem(
        gap.goal().area() + ".dslr:" + gap.goal().line(),
        "no vignette shows " + gap.goal().rule() + ": " + gap.goal().what(),
        String.valueOf(gap.reason()));
  }

  /** Returns the latest version below that was released; a pre-release promised nothing. */
  private @Nullable Release before(Rulebase compiled) {
    SemanticVersion now = SemanticVersion.ofCoordinates(compiled.coordinates());
    return lock.releases().stream()
        .filter(each -> semantic(compiled, each).preRelease().isEmpty())
        .filter(each -> semantic(compiled, each).compareTo(now) < 0)
        .max(Comparator.comparing(each -> semantic(compiled, each)))
        .orElse(null);
  }

  private static SemanticVersion semantic(Rulebase compiled, Release release) {
    return SemanticVersion.ofCoordinates(compiled.id() + "@" + release.version());
  }

  private void checkVersion(Release release, Rulebase compiled) {
    Rulebase before =
        RulebaseChoice.compile(source.toAbsolutePath().resolveSibling(release.version()));
    if (compiled.effectiveFrom().compareTo(before.effectiveFrom()) < 0) {
      problem(
          at("effectiveFrom"),
          "may be used from "
              + compiled.effectiveFrom()
              + ", before "
              + before.version()
              + " from "
              + before.effectiveFrom(),
          "write a later day");
    }
    if (!before.id().equals(compiled.id())) {
      problem(
          at("id"),
          "is that of another rulebase than " + before.coordinates(),
          "let both be the same");
      return;
    }
    RulebaseDiff diff = RulebaseDiff.between(before, compiled);
    Bump required = diff.requiredBump();
    said.add("version: differs from " + before.version() + " by a " + required.code() + " version");
    if (!diff.isVersionRight()) {
      problem(
          at("version"),
          compiled.version() + " is not enough after " + before.version(),
          "it is a " + required.code() + " version: make it " + next(before, required));
      diff.changes().stream()
          .filter(each -> each.demands() == required)
          .forEach(each -> problems.add(change(each, before, compiled)));
    }
  }

  private static String next(Rulebase before, Bump bump) {
    List<Integer> core = SemanticVersion.ofCoordinates(before.coordinates()).core();
    return switch (bump) {
      case NONE -> before.version();
      case PATCH -> core.get(0) + "." + core.get(1) + "." + (core.get(2) + 1);
      case MINOR -> core.get(0) + "." + (core.get(1) + 1) + ".0";
      case MAJOR -> (core.get(0) + 1) + ".0.0";
    };
  }

  private static Problem change(Change change, Rulebase before, Rulebase now) {
    return new Problem(
        place(change, now)
            .or(() -> place(change, before).map(each -> "../" + before.version() + "/" + each))
            .orElse(HEAD),
        change.subject() + " differs in " + change.what(),
        "that demands a " + change.demands().code() + " version");
  }

  private static Optional<String> place(Change change, Rulebase rulebase) {
    return switch (change.kind().about()) {
      case RULES ->
          rulebase.rules().stream()
              .filter(each -> each.id().equals(change.subject()))
              .map(ReleaseChecks::place)
              .findFirst();
      case VALUE_SETS ->
          rulebase.valueSets().stream()
              .filter(each -> each.title().equals(change.subject()))
              .map(each -> "value-sets/" + each.id() + ".json")
              .findFirst();
      case REST -> Optional.of(HEAD);
    };
  }

  private static String place(Rule rule) {
    return rule.file() + ":" + rule.line();
  }

  /** Returns where a key of the head stands. */
  private String at(String key) {
    try {
      List<String> lines = Files.readAllLines(source.resolve(HEAD));
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith(key + ":")) {
          return HEAD + ":" + (i + 1);
        }
      }
    } catch (IOException e) {
      // It was read before; without its line the problem is as plain.
    }
    return HEAD;
  }

  private void problem(String path, String found, String expected) {
    problems.add(new Problem(path, found, expected));
  }
}
