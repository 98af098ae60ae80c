package org.ketascreen.cli;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.ketascreen.rulebase.SigningKeys;
import org.ketascreen.rulebase.TrustPolicy;
import picocli.CommandLine.Option;

/** Whose archives to load. */
final class TrustOptions {

  @Option(
      names = "--trust",
      paramLabel = "KEY",
      description = "A file with a public key whose archives are loaded. May be repeated.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--allow-unsigned",
      description = "Loads an archive that no trusted key has signed; the report says so.")
  private boolean unsigned;

  /** Returns whose archives to load, for one that was given. */
  TrustPolicy policy(String archive) {
    PublicKey[] trusted = keys.stream().map(TrustOptions::key).toArray(PublicKey[]::new);
    if (unsigned) {
      return TrustPolicy.allowingUnsigned().alsoSignedBy(trusted);
    }
    if (trusted.length == 0) {
      throw new CallException(
          archive
              + ": an archive is loaded if a key that you trust has signed it, --trust KEY, or if"
              + " you --allow-unsigned ones");
    }
    return TrustPolicy.signedBy(trusted);
  }

  private static PublicKey key(String file) {
    Path path = Paths.existing(file, "give the file of a public key");
    try {
      return SigningKeys.publicKey(Paths.key(path, file));
    } catch (IllegalArgumentException e) {
      throw new CallException(file + ": " + e.getMessage());
    }
  }
}
