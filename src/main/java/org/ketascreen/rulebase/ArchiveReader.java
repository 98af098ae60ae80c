package org.ketascreen.rulebase;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.ValueSet;

/** Reads rulebase archives. Nothing of an archive is run before all of it is found whole. */
final class ArchiveReader {

  private static final int LARGEST_FILE = 16 << 20;
  private static final int LARGEST_ARCHIVE = 64 << 20;
  private static final int MOST_FILES = 20_000;

  private ArchiveReader() {}

  static Rulebase read(Path archive) {
    String name = String.valueOf(archive.getFileName());
    try {
      if (Files.size(archive) > LARGEST_ARCHIVE) {
        throw tooLarge(name);
      }
      return read(name, Files.readAllBytes(archive));
    } catch (IOException e) {
      throw new RulebaseException(name, "cannot be read", "give the path of a rulebase archive");
    }
  }

  static Rulebase read(String name, byte[] archive) {
    Map<String, byte[]> files = unpacked(name, archive);
    ArchiveMetadata metadata = metadata(name, files);
    checkWhole(name, metadata, files);
    return rulebase(metadata, files);
  }

  private static Map<String, byte[]> unpacked(String name, byte[] archive) {
    Map<String, byte[]> files = new TreeMap<>();
    int total = 0;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes(LARGEST_FILE + 1);
        total += bytes.length;
        entries++;
        if (bytes.length > LARGEST_FILE || total > LARGEST_ARCHIVE || entries > MOST_FILES) {
          throw tooLarge(name);
        }
        if (!entry.isDirectory() && files.put(entry.getName(), bytes) != null) {
          throw new RulebaseException(name, "has a file twice", "compile the rulebase again");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // The latter if the name of an entry is not UTF-8.
      throw new RulebaseException(name, "is damaged or no archive", "compile the rulebase again");
    }
    return files;
  }

  private static RulebaseException tooLarge(String name) {
    return new RulebaseException(name, "is larger than a rulebase can be", "use another archive");
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
          "was made for release '"
              + reader.library()
              + "' of this library, which is "
              + Library.VERSION,
          "compile its source again with: ketascreen compile");
    }
    try {
      return reader.read();
    } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
      throw unreadable(name);
    }
  }

  private static RulebaseException unreadable(String name) {
    return new RulebaseException(
        name, ArchiveMetadata.PATH + " cannot be read", "compile the rulebase again");
  }

  private static void checkWhole(String name, ArchiveMetadata metadata, Map<String, byte[]> files) {
    TreeSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(metadata.files().keySet());
    paths.remove(ArchiveMetadata.PATH);
    List<Problem> problems =
        new ArrayList<>(
            paths.parallelStream()
                .map(path -> changed(name, path, metadata.files().get(path), files.get(path)))
                .flatMap(Optional::stream)
                .toList());
    // The digests just compared are those of the files, so the files need not be digested again.
    if (problems.isEmpty()
        && !Digests.identityOfDigests(
                metadata.language(), below(ArchiveMetadata.SOURCE, metadata.files()))
            .equals(metadata.digest())) {
      problems.add(
          new Problem(name, "its digest is not that of its source", "compile the rulebase again"));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  private static Optional<Problem> changed(
      String name, String path, @Nullable String expected, byte @Nullable [] bytes) {
    String found = null;
    if (expected == null) {
      found = "has a file too many: ";
    } else if (bytes == null) {
      found = "lacks a file: ";
    } else if (!Digests.hex(bytes).equals(expected)) {
      found = "has a changed file: ";
    }
    return Optional.ofNullable(found)
        .map(what -> new Problem(name, what + path, "compile the rulebase again"));
  }

  private static Map<String, byte[]> source(Map<String, byte[]> files) {
    return below(ArchiveMetadata.SOURCE, files);
  }

  private static <T> Map<String, T> below(String folder, Map<String, T> files) {
    Map<String, T> below = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith(folder)) {
            below.put(path.substring(folder.length()), bytes);
          }
        });
    return below;
  }

  private static Rulebase rulebase(ArchiveMetadata metadata, Map<String, byte[]> files) {
    Map<String, byte[]> source = source(files);
    return new Rulebase(
        metadata.id(),
        metadata.version(),
        metadata.language(),
        metadata.status(),
        metadata.effectiveFrom(),
        metadata.title(),
        metadata.changes(),
        metadata.digest(),
        metadata.sources(),
        metadata.rules(),
        valueSets(source),
        ingredients(source),
        metadata.pregnancy(),
        metadata.doses(),
        metadata.idealWeight(),
        metadata.checklists(),
        new Rulebase.CompiledRules(
            metadata.model(), classes(below(ArchiveMetadata.CLASSES, files))));
  }

  /** Value sets are most of a source; each is read by itself. */
  private static List<ValueSet> valueSets(Map<String, byte[]> source) {
    List<ReadValueSet> read =
        below(ArchiveMetadata.VALUE_SETS, source).entrySet().parallelStream()
            .map(file -> ReadValueSet.of(file.getKey(), file.getValue()))
            .toList();
    throwIfAny(read.stream().flatMap(each -> each.problems().stream()).toList());
    return read.stream().map(ReadValueSet::valueSet).flatMap(Optional::stream).toList();
  }

  /** A value set, and what is wrong with it. */
  private record ReadValueSet(Optional<ValueSet> valueSet, List<Problem> problems) {
    private static ReadValueSet of(String path, byte[] json) {
      List<Problem> problems = new ArrayList<>();
      return new ReadValueSet(
          ValueSetReader.read(ArchiveMetadata.VALUE_SETS + path, json, problems), problems);
    }
  }

  private static Map<String, List<String>> ingredients(Map<String, byte[]> source) {
    byte[] table = source.get(ArchiveMetadata.INGREDIENTS);
    if (table == null) {
      return Map.of();
    }
    List<Problem> problems = new ArrayList<>();
    Map<String, List<String>> ingredients =
        IngredientMapReader.read(
            ArchiveMetadata.INGREDIENTS, new String(table, StandardCharsets.UTF_8), problems);
    throwIfAny(problems);
    return ingredients;
  }

  private static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  private static Map<String, byte[]> classes(Map<String, byte[]> files) {
    Map<String, byte[]> classes = new HashMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.endsWith(".class")) {
            classes.put(
                path.substring(0, path.length() - ".class".length()).replace('/', '.'), bytes);
          }
        });
    return classes;
  }
}
