package org.ketascreen.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ketascreen} alone. */
@Command(
    name = "ketascreen",
    versionProvider = TopCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "Screens a patient for contraindications to ketamine therapy against a"
          + " versioned rulebase, and says what it found, why, and what it could"
          + " not decide. It decides nothing: a report without findings does not"
          + " mean that treatment is safe.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Example:",
      "  ketascreen screen patient.json",
      "",
      "Exit status: 0 the command did its work, whatever was found; 1 a check",
      "failed; 2 the input or the call was wrong, with one line that says how.",
      "",
      "For the options of a command, with an example: ketascreen help screen"
    })
final class TopCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("not made by picocli");
    }
    throw new ParameterException(spec.commandLine(), "no command given; try screen");
  }

  /** Says which release this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ketascreen " + Library.VERSION};
    }
  }
}
