package org.ketascreen.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;

/**
 * The rulebase that an option names: a bundled one, an archive, or a source to be compiled on the
 * spot.
 */
final class RulebaseChoice {

  private RulebaseChoice() {}

  static Rulebase load(String wanted, TrustOptions trust) {
    Rulebases bundled = Rulebases.bundled();
    if (bundled.isName(wanted)) {
      return bundled(bundled, wanted);
    }
    Path path = Paths.existing(wanted, "give a path, or one of " + bundled);
    return Files.isDirectory(path) ? compiled(wanted, path) : archived(path, trust.policy(wanted));
  }

  private static Rulebase bundled(Rulebases bundled, String wanted) {
    try {
      return bundled.load(wanted);
    } catch (RulebaseException e) {
      throw new CallException(first("", e.problems(), ""));
    }
  }

  private static Rulebase archived(Path archive, TrustPolicy policy) {
    try {
      return Rulebase.load(archive, policy);
    } catch (RulebaseException e) {
      throw new CallException(first("", e.problems(), ""));
    }
  }

  /**
   * Compiles the rulebase in a folder.
   *
   * @throws RulebaseException with everything that is wrong with it
   */
  static Rulebase compile(Path source) {
    return RulebaseCompiler.compile(source).load();
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

  private static String first(String where, List<Problem> problems, String howToSeeAll) {
    int others = problems.size() - 1;
    String more = others == 0 ? "" : " (and " + others + " more" + howToSeeAll + ")";
    return where + problems.get(0) + more;
  }
}
