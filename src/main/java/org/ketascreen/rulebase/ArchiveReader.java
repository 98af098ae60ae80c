package org.ketascreen.rulebase;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads rulebase archives. An archive is data: nothing of it is ever run. */
final class ArchiveReader {

  private static final String AGAIN = "compile the rulebase again";

  private static final int LONGEST_NAME = 100;
  private static final int LARGEST_CONTENT = 16 << 20;

  private ArchiveReader() {}

  static Rulebase read(Path archive, TrustPolicy policy) {
    String name = String.valueOf(archive.getFileName());
    return read(name, ArchiveZip.read(archive), policy);
  }

  static Rulebase read(String name, byte[] archive, TrustPolicy policy) {
    Verified verified = verify(name, archive, policy);
    Rulebase rulebase = rulebase(name, verified.content(), verified.trust());
    ArchiveMetadata metadata = verified.metadata();
    if (!rulebase.digest().equals(metadata.digest())
        || !rulebase.id().equals(metadata.id())
        || !rulebase.version().equals(metadata.version())) {
      throw new RulebaseException(
          name, ArchiveMetadata.CONTENT + " is that of another rulebase", AGAIN);
    }
    checkBundled(name, rulebase);
    return rulebase;
  }

  /**
   * What an archive says of its source is not compared with what is loaded of it, which needs a
   * compiler; but of what ships that is known, and nothing else may go by its digest.
   */
  private static void checkBundled(String name, Rulebase rulebase) {
    if (Rulebases.hasDigestOf(rulebase)
        && !Rulebases.bundled().load(rulebase.id() + "@" + rulebase.digest()).isSameAs(rulebase)) {
      throw new RulebaseException(
          name,
          "has the digest of " + rulebase.coordinates() + ", and other content",
          "use the one that ships with this library");
    }
  }

  /** What an archive has, once it is known to be whole and trusted. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Verified(ArchiveMetadata metadata, byte @Nullable [] content, Trust trust) {}

  private static Verified verify(String name, byte[] archive, TrustPolicy policy) {
    Map<String, byte[]> files = ArchiveZip.unpack(name, archive);
    ArchiveMetadata metadata = metadata(name, files);
    byte[] signatures = files.get(ArchiveMetadata.SIGNATURES);
    checkWhole(name, metadata, files);
    ArchiveZip.checkPacking(name, archive, files);
    Trust trust =
        policy.of(
            name,
            signatures(name, signatures),
            Objects.requireNonNull(files.get(ArchiveMetadata.PATH)));
    return new Verified(metadata, files.get(ArchiveMetadata.CONTENT), trust);
  }

  private static Signatures signatures(String name, byte @Nullable [] file) {
    Signatures signatures = Signatures.of(file);
    if (signatures == null) {
      throw new RulebaseException(name, ArchiveMetadata.SIGNATURES + " cannot be read", AGAIN);
    }
    return signatures;
  }

  /**
   * Reads the archive of a rulebase whose content is known by its digest: of its other files
   * nothing is read.
   *
   * @param archive the archive, which is closed
   */
  static Rulebase readPinned(String name, InputStream archive, String digest) {
    byte[] content = firstFile(name, archive);
    CompletableFuture<String> found =
        CompletableFuture.supplyAsync(() -> Digests.ofContent(content));
    Rulebase rulebase = rulebase(name, content, Trust.BUNDLED);
    if (!found.join().equals(digest)) {
      throw new RulebaseException(name, "its content is not what the index says", AGAIN);
    }
    return rulebase;
  }

  /** Returns the first file of an archive; what follows is not read, and is much more. */
  private static byte[] firstFile(String name, InputStream archive) {
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      ZipEntry first = zip.getNextEntry();
      if (first == null
          || !first.getName().equals(ArchiveMetadata.CONTENT)
          || first.getSize() < 0
          || first.getSize() > LARGEST_CONTENT) {
        throw new RulebaseException(name, "does not begin with its content", AGAIN);
      }
      byte[] content = new byte[(int) first.getSize()];
      if (zip.readNBytes(content, 0, content.length) < content.length) {
        throw new EOFException();
      }
      return content;
    } catch (IOException e) {
      throw new RulebaseException(name, "is damaged or no archive", AGAIN);
    }
  }

  private static Rulebase rulebase(String name, byte @Nullable [] content, Trust trust) {
    if (content == null) {
      throw new RulebaseException(name, "lacks a file: " + ArchiveMetadata.CONTENT, AGAIN);
    }
    try {
      return RulebaseReader.read(content, trust);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
      throw new RulebaseException(name, ArchiveMetadata.CONTENT + " cannot be read", AGAIN);
    }
  }

  private static ArchiveMetadata metadata(String name, Map<String, byte[]> files) {
    byte[] json = files.get(ArchiveMetadata.PATH);
    if (json == null) {
      throw new RulebaseException(
          name, "has no " + ArchiveMetadata.PATH, "give the path of a rulebase archive");
    }
    MetadataReader reader = MetadataReader.of(json);
    if (reader == null) {
      throw unreadable(name);
    }
    if (reader.format() != ArchiveMetadata.FORMAT || !reader.library().equals(Library.VERSION)) {
      throw new RulebaseException(
          name,
          reader.library().equals(Library.VERSION)
              ? "has another layout than this build of the library reads"
              : "was made for release '"
                  + oneLine(reader.library())
                  + "' of this library, which is "
                  + Library.VERSION,
          "unpack its folder source, and compile that again with: ketascreen compile");
    }
    try {
      return reader.read();
    } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
      throw unreadable(name);
    }
  }

  private static RulebaseException unreadable(String name) {
    return new RulebaseException(name, ArchiveMetadata.PATH + " cannot be read", AGAIN);
  }

  private static void checkWhole(String name, ArchiveMetadata metadata, Map<String, byte[]> files) {
    TreeSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(metadata.files().keySet());
    paths.remove(ArchiveMetadata.PATH);
    paths.remove(ArchiveMetadata.SIGNATURES);
    List<String> wrong =
        paths.parallelStream()
            .map(path -> changed(path, metadata.files().get(path), files.get(path)))
            .flatMap(Optional::stream)
            .toList();
    if (!wrong.isEmpty()) {
      String others = wrong.size() == 1 ? "" : ", and so on, " + wrong.size() + " in all";
      throw new RulebaseException(name, wrong.get(0) + others, AGAIN);
    }
    // The digests just compared are those of the files, so the files need not be digested again.
    if (!Digests.identityOfDigests(metadata.language(), ofSource(metadata.files()))
        .equals(metadata.digest())) {
      throw new RulebaseException(name, "its digest is not that of its source", AGAIN);
    }
  }

  private static Optional<String> changed(
      String path, @Nullable String expected, byte @Nullable [] bytes) {
    String found = null;
    if (expected == null) {
      found = "has a file too many: ";
    } else if (bytes == null) {
      found = "lacks a file: ";
    } else if (!Digests.hex(bytes).equals(expected)) {
      found = "has a changed file: ";
    }
    return Optional.ofNullable(found).map(what -> what + oneLine(path));
  }

  /** What stands in an archive goes into messages only as far as it looks like a name. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }

  private static Map<String, String> ofSource(Map<String, String> digests) {
    Map<String, String> source = new TreeMap<>();
    digests.forEach(
        (path, digest) -> {
          if (path.startsWith(ArchiveMetadata.SOURCE)) {
            source.put(path.substring(ArchiveMetadata.SOURCE.length()), digest);
          }
        });
    return source;
  }
}
