package org.ketascreen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;

/**
 * The rulebase that an option names: a bundled one, an archive, or a source to be compiled on the
 * spot.
 */
final class RulebaseChoice {

  private RulebaseChoice() {}

  static Rulebase load(String wanted) {
    Rulebases bundled = Rulebases.bundled();
    if (isAmong(bundled, wanted)) {
      return bundled.load(wanted);
    }
    Path path = Paths.existing(wanted, "give a path, or one of " + bundled);
    return Files.isDirectory(path) ? compiled(wanted, path) : archived(path);
  }

  private static boolean isAmong(Rulebases bundled, String wanted) {
    return bundled.coordinates().stream()
        .anyMatch(each -> each.equals(wanted) || each.startsWith(wanted + "@"));
  }

  private static Rulebase archived(Path archive) {
    try {
      return Rulebase.load(archive);
    } catch (RulebaseException e) {
      throw new CallException(first("--rulebase ", e.problems(), ""));
    }
  }

  /**
   * Compiles the rulebase in a folder.
   *
   * @throws RulebaseException with everything that is wrong with it
   */
  static Rulebase compile(Path source) {
    return load(RulebaseCompiler.compile(source));
  }

  private static Rulebase compiled(String wanted, Path source) {
    try {
      return compile(source);
    } catch (RulebaseException e) {
      throw new CallException(first(wanted + "/", e.problems(), ": ketascreen compile " + wanted));
    } catch (UncheckedIOException e) {
      throw Paths.unreadable(wanted);
    }
  }

  private static Rulebase load(RulebaseCompiler.Compiled compiled) {
    try {
      Path archive = Files.createTempFile("ketascreen-", ".jar");
      try {
        Files.write(archive, compiled.bytes());
        return Rulebase.load(archive);
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new CallException("the compiled rulebase cannot be kept in the temporary directory");
    }
  }

  private static String first(String where, List<Problem> problems, String howToSeeAll) {
    int others = problems.size() - 1;
    String more = others == 0 ? "" : " (and " + others + " more" + howToSeeAll + ")";
    return where + problems.get(0) + more;
  }
}
