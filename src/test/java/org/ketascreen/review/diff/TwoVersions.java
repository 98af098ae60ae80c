package org.ketascreen.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/** A rulebase for tests, and a copy in which something is planted. */
final class TwoVersions {

  static final Path COMPARED = Path.of("src/test/resources/rulebases/compared");
  private static final Rulebase BEFORE = compiled(COMPARED);
  private static final Screener SCREENER = Screener.of(BEFORE);

  private final Path folder;

  TwoVersions(Path folder) {
    this.folder = folder;
    copy(COMPARED, folder);
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rulebase compiled(Path source) {
    try {
      Path archive = Files.createTempFile("compared", ".jar");
      try {
        Files.write(archive, RulebaseCompiler.compile(source).bytes());
        return Rulebase.load(archive, TrustPolicy.allowingUnsigned());
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rulebase before() {
    return BEFORE;
  }

  /** Replaces words in one file, which must have them. */
  TwoVersions plant(String file, String words, String others) {
    return plant(
        file,
        text -> {
          assertThat(text).contains(words);
          return text.replace(words, others);
        });
  }

  /** Changes a file. */
  TwoVersions plant(String file, UnaryOperator<String> change) {
    try {
      Path path = folder.resolve(file);
      Files.writeString(path, change.apply(Files.exists(path) ? Files.readString(path) : ""));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one rule of a file. */
  TwoVersions inRule(String file, String id, String words, String others) {
    return plant(
        file,
        text -> {
          int start = text.indexOf("rule \"" + id + " ");
          int end = text.indexOf("\nend\n\n", start);
          String rule = text.substring(start, end);
          assertThat(rule).contains(words);
          return text.substring(0, start) + rule.replace(words, others) + text.substring(end);
        });
  }

  TwoVersions take(String file) {
    try {
      Files.delete(folder.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Rulebase after() {
    return compiled(folder);
  }

  RulebaseDiff diff() {
    return RulebaseDiff.between(BEFORE, after());
  }

  /** What both versions say of the patient of a vignette. */
  record Twice(Vignette vignette, ScreeningReport before, ScreeningReport after) {
    String said(String rule) {
      return outcome(before, rule) + " -> " + outcome(after, rule);
    }

    private static String outcome(ScreeningReport report, String rule) {
      SortedMap<String, String> outcomes = Vignettes.outcomes(report);
      return outcomes.getOrDefault(rule, "no-such-rule");
    }
  }

  /** Saves the patients of a difference as vignettes, and screens those by both versions. */
  List<Twice> screened(RulebaseDiff diff) {
    Screener after = Screener.of(after());
    try {
      Path saved = Files.createTempDirectory("saved");
      Files.writeString(saved.resolve("found.vignettes.yaml"), diff.toVignettes());
      List<Twice> twice = new ArrayList<>();
      for (Vignette each : Vignettes.read(saved)) {
        ScreeningReport now = after.screen(each.request());
        assertThat(Vignettes.differences(each, now)).as(each.name()).isEmpty();
        twice.add(new Twice(each, SCREENER.screen(each.request()), now));
      }
      return twice;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
