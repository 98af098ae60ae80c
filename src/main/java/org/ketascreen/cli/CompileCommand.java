package org.ketascreen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.authoring.ReleaseLock;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.rulebase.authoring.RulebaseCompiler.Compiled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen compile}. */
@Command(
    name = "compile",
    sortOptions = false,
    description = "Checks the source of a rulebase and compiles it into an archive.",
    footer = {
      "",
      "Example:",
      "  ketascreen compile rules/ketamine/1.0.0 -o ketamine.jar",
      "  ketascreen screen patient.json --rulebase ketamine.jar",
      "",
      "Exit status: 0 compiled; 1 there is something wrong with the rulebase, all",
      "of which is listed by file and line, or it was released otherwise; 2 the",
      "call was wrong."
    })
final class CompileCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The archive to write. Default: its id and version, here.")
  private @Nullable String output;

  CompileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path source = Paths.rulebaseSource(directory);
    Path above = Paths.above(source);
    try {
      ReleaseLock lock = ReleaseLock.of(above);
      check(lock.problems(Paths.name(source)));
      Compiled compiled = compiled(source);
      if (compiled == null) {
        return Main.CHECK_FAILED;
      }
      check(lock.problems(compiled.rulebase()));
      write(compiled);
      return Main.DONE;
    } catch (RulebaseException e) {
      return console.problems(above, e);
    } catch (UncheckedIOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private static void check(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  /** Returns {@code null} once everything that is wrong with it has been said. */
  private @Nullable Compiled compiled(Path source) {
    try {
      return RulebaseCompiler.compile(source);
    } catch (RulebaseException e) {
      console.problems(source, e);
      return null;
    }
  }

  private void write(Compiled compiled) {
    String file = output == null ? compiled.coordinates().replace('@', '-') + ".jar" : output;
    try {
      Files.write(Paths.of(file), compiled.bytes());
    } catch (IOException e) {
      throw new CallException(file + ": cannot be written; give a file that you may write");
    }
    console.out().print(compiled.coordinates() + " compiled into " + file + "\n");
  }
}
