package org.ketascreen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import org.ketascreen.rulebase.ArchiveZip;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.SignedArchive;
import org.ketascreen.rulebase.SigningKeys;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen sign}. */
@Command(
    name = "sign",
    sortOptions = false,
    description = {
      "Signs a rulebase archive with an Ed25519 key, in place, once it is known that",
      "its content is what its source says. Signatures of other keys stay."
    },
    footer = {
      "",
      "Example:",
      "  ketascreen sign mine.jar --key our-hospital.key",
      "",
      "Exit status: 0 signed; 1 the archive is damaged or was changed; 2 the call",
      "was wrong."
    })
final class SignCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String archive = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description = "The file of the secret key: PEM, PKCS #8, not encrypted.")
  private String key = "";

  SignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path path = Paths.existing(archive, "give a rulebase archive");
    KeyPair pair = pair();
    try {
      String name = String.valueOf(path.getFileName());
      byte[] bytes = ArchiveZip.read(path);
      RulebaseCompiler.check(name, bytes);
      Files.write(path, SignedArchive.of(name, bytes, pair));
    } catch (RulebaseException e) {
      e.problems().forEach(each -> console.problem(each.toString()));
      return Main.CHECK_FAILED;
    } catch (IOException e) {
      throw new CallException(archive + ": cannot be written; give a file that you may write");
    }
    console
        .out()
        .print(archive + " signed by key " + SigningKeys.fingerprint(pair.getPublic()) + "\n");
    return Main.DONE;
  }

  private KeyPair pair() {
    Path path = Paths.existing(key, "give the file of a secret key; ketascreen key makes one");
    try {
      return SigningKeys.pair(Paths.key(path, key));
    } catch (IllegalArgumentException e) {
      throw new CallException(key + ": " + e.getMessage());
    }
  }
}
