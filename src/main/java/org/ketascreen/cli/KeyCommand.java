package org.ketascreen.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import org.ketascreen.rulebase.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ketascreen key}. */
@Command(
    name = "key",
    sortOptions = false,
    description = {
      "Makes a pair of Ed25519 keys to sign rulebase archives with: NAME.key, which",
      "stays secret, and NAME.pub, which goes to those who load the archives."
    },
    footer = {
      "",
      "Example:",
      "  ketascreen key our-hospital",
      "  ketascreen sign mine.jar --key our-hospital.key",
      "  ketascreen screen patient.json --rulebase mine.jar --trust our-hospital.pub",
      "",
      "Exit status: 0 made; 2 the call was wrong. No file is overwritten."
    })
final class KeyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "What the files are called.")
  private String name = "";

  KeyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    KeyPair pair = SigningKeys.generate();
    // For its owner only, where the file system knows of owners.
    write(name + ".key", SigningKeys.pem(pair.getPrivate()), ownersOnly());
    write(name + ".pub", SigningKeys.pem(pair.getPublic()));
    console.out().print("key " + SigningKeys.fingerprint(pair.getPublic()) + "\n");
    return Main.DONE;
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void write(String file, String text, FileAttribute<?>... attributes) {
    Path path = Paths.of(file);
    try {
      Files.createFile(path, attributes);
      Files.writeString(path, text, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw new CallException(file + ": is there already; give another name");
    } catch (IOException e) {
      throw new CallException(file + ": cannot be written; give a file that you may write");
    }
  }
}
