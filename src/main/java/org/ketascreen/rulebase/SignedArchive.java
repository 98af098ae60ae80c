package org.ketascreen.rulebase;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Objects;
import org.ketascreen.API;

/**
 * Signs rulebase archives. What is signed is the list of the digests of all files, so that the
 * signature holds for every byte, and for no other archive.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SignedArchive {

  private SignedArchive() {}

  /**
   * Returns an archive with a signature more; one of the same key is replaced, those of others
   * stay. That what is loaded of it is what its source says is not checked here, but by {@code
   * ketascreen sign} and {@link org.ketascreen.rulebase.authoring.RulebaseCompiler#check}.
   *
   * @param archive a file as {@code ketascreen compile} writes it; not changed
   * @param keys a pair of Ed25519 keys
   * @return the bytes of the signed archive
   * @throws RulebaseException if it cannot be read, is damaged, was changed, or was made for
   *     another release of this library
   */
  public static byte[] of(Path archive, KeyPair keys) {
    return of(String.valueOf(archive.getFileName()), ArchiveZip.read(archive), keys);
  }

  /**
   * Returns the same of an archive in memory.
   *
   * @param name what problems call it
   * @param archive the bytes of a file as {@code ketascreen compile} writes it; not changed
   * @param keys a pair of Ed25519 keys
   * @return the bytes of the signed archive
   * @throws RulebaseException as for {@link #of(Path, KeyPair)}
   */
  public static byte[] of(String name, byte[] archive, KeyPair keys) {
    ArchiveReader.read(name, archive, TrustPolicy.allowingUnsigned());
    Map<String, byte[]> files = ArchiveZip.unpack(name, archive);
    byte[] metadata = Objects.requireNonNull(files.get(ArchiveMetadata.PATH));
    Signatures signatures =
        Objects.requireNonNull(Signatures.of(files.get(ArchiveMetadata.SIGNATURES)));
    files.put(ArchiveMetadata.SIGNATURES, signatures.with(keys, metadata).bytes());
    return ArchiveZip.pack(files);
  }
}
