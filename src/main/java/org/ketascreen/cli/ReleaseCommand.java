package org.ketascreen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.authoring.ReleaseLock;
import org.ketascreen.rulebase.authoring.ReleaseLock.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen release}. */
@Command(
    name = "release",
    sortOptions = false,
    description = {
      "Releases a version of a rulebase: from then on its folder never changes again.",
      "First it must compile, lint must find nothing, its vignettes must be as",
      "expected and show enough (rules, sentences and missing 100 %%, boundaries",
      "95 %%), and its number must rise by as much as it differs from the release",
      "before. Then its day and digests are added to releases.lock, in the folder",
      "above; compile and the build refuse to make another thing of it.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ketascreen release rules/ketamine/1.1.0 --dry-run",
      "  ketascreen release rules/ketamine/1.1.0",
      "",
      "Exit status: 0 released, or released before as it is now; 1 something is",
      "wrong, all of which is listed by file and line; 2 the call was wrong; 3 all",
      "is right, but the vignettes show too little."
    })
final class ReleaseCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(names = "--dry-run", description = "Checks everything, and releases nothing.")
  private boolean dryRun;

  ReleaseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path source = Paths.rulebaseSource(directory);
    Path above = Paths.above(source);
    String version = Paths.name(source);
    try {
      ReleaseLock lock = ReleaseLock.of(above);
      List<Problem> broken = lock.problems();
      broken.forEach(each -> console.problem(above + "/" + each));
      Release before = lock.release(version);
      if (before == null) {
        return release(source, lock, version, !broken.isEmpty());
      }
      if (!broken.isEmpty()) {
        return Main.CHECK_FAILED;
      }
      say(version + " was released on " + before.day() + " as it is now: " + before.digest());
      return Main.DONE;
    } catch (RulebaseException e) {
      return console.problems(above, e);
    } catch (IOException | UncheckedIOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private int release(Path source, ReleaseLock lock, String version, boolean isBroken)
      throws IOException {
    ReleaseChecks checks = ReleaseChecks.of(source, version, lock);
    checks.problems().forEach(each -> console.problem(source + "/" + each));
    checks.tooLittle().forEach(each -> console.problem(source + "/" + each));
    if (isBroken || !checks.problems().isEmpty()) {
      return Main.CHECK_FAILED;
    }
    if (!checks.tooLittle().isEmpty()) {
      return CoverageCommand.BELOW;
    }
    checks.said().forEach(this::say);
    if (dryRun) {
      say(checks.coordinates() + " can be released: " + checks.digest());
      return Main.DONE;
    }
    Release release = lock.add(version, LocalDate.now(console.clock()), checks.digest());
    say(checks.coordinates() + " released on " + release.day() + ": " + release.digest());
    return Main.DONE;
  }

  private void say(String line) {
    console.out().print(line + "\n");
  }
}
