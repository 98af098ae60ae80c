package org.ketascreen.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ketascreen.rulebase.ArchiveZip;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ketascreen verify}. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Checks that a rulebase archive is, byte for byte, as it was compiled, is",
      "signed by a key that is trusted, and has the content that its source says;",
      "and shows what it is."
    },
    footer = {
      "",
      "Example:",
      "  ketascreen verify mine.jar --trust our-hospital.pub",
      "",
      "Exit status: 0 whole and trusted; 1 not, with the reason; 2 the call was",
      "wrong."
    })
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String archive = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      Path path = Paths.existing(archive, "give a rulebase archive");
      TrustPolicy policy = trust.policy(archive);
      String name = String.valueOf(path.getFileName());
      byte[] bytes = ArchiveZip.read(path);
      Rulebase rulebase = Rulebase.load(name, bytes, policy);
      RulebaseCompiler.check(name, bytes);
      show(rulebase);
      return Main.DONE;
    } catch (RulebaseException e) {
      e.problems().forEach(each -> console.problem(each.toString()));
      return Main.CHECK_FAILED;
    }
  }

  private void show(Rulebase rulebase) {
    String key = rulebase.trust().key();
    console.out().print(RulebasesCommand.words(rulebase));
    console.out().print(key == null ? "  unsigned, allowed\n" : "  signed by key " + key + "\n");
  }
}
