package org.ketascreen.rulebase.authoring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.DrlWriter;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.ArchiveMetadata;
import org.ketascreen.rulebase.ArchiveZip;
import org.ketascreen.rulebase.Digests;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.RulebaseWriter;
import org.ketascreen.rulebase.TrustPolicy;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles the source of a rulebase into an archive: checks it, and packs it ready to load, with
 * the Drools rules that its sentences mean and with the digests of everything. Needs a YAML reader,
 * which embedders who only screen do not. The same source gives the same bytes.
 */
public final class RulebaseCompiler {

  /**
   * The file in the folder of a rulebase that is no part of it: which changes its vignettes are
   * meant not to notice. That is also found out after a release, which must not change.
   */
  public static final String ABOUT_TESTS = "mutants.yaml";

  private RulebaseCompiler() {}

  /**
   * An archive.
   *
   * @param coordinates {@code id@version}
   * @param content SHA-512 of what is loaded of it
   * @param bytes the archive
   * @param rulebase what it is the archive of
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Compiled(String coordinates, String content, byte[] bytes, Rulebase rulebase) {

    /** Loads it, as a file of these bytes would be that is allowed without a signature. */
    public Rulebase load() {
      return Rulebase.load(coordinates, bytes, TrustPolicy.allowingUnsigned());
    }
  }

  /**
   * Compiles the rulebase in a folder.
   *
   * @throws RulebaseException with everything that is wrong with it
   */
  public static Compiled compile(Path folder) {
    return compile(RulebaseSource.read(folder));
  }

  /**
   * Checks that what is loaded of an archive is what its source says, by compiling that again.
   * Digests and signatures show only that nobody has changed an archive since it was made.
   *
   * @param name what problems call it
   * @param archive the bytes of an archive
   * @throws RulebaseException if it is not, or it cannot be read
   */
  public static void check(String name, byte[] archive) {
    Rulebase loaded = Rulebase.load(name, archive, TrustPolicy.allowingUnsigned());
    Map<String, byte[]> files = ArchiveZip.unpack(name, archive);
    Map<String, byte[]> source = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith(ArchiveMetadata.SOURCE)) {
            source.put(path.substring(ArchiveMetadata.SOURCE.length()), bytes);
          }
        });
    if (!isOf(new RulebaseSource(name, source), loaded, files.get(ArchiveMetadata.DRL))) {
      throw new RulebaseException(
          name, "its content is not what its source says", "compile the rulebase again");
    }
  }

  private static boolean isOf(RulebaseSource source, Rulebase loaded, byte @Nullable [] drl) {
    RulebaseChecker checker = new RulebaseChecker(source);
    RulebaseChecker.Checked checked = checker.check();
    return checker.problems().isEmpty()
        && checked.rulebase(loaded.digest()).isSameAs(loaded)
        && Arrays.equals(drl(loaded, checked.rules()), drl);
  }

  static Compiled compile(RulebaseSource source) {
    RulebaseChecker checker = new RulebaseChecker(source);
    RulebaseChecker.Checked checked = checker.check();
    if (!checker.problems().isEmpty()) {
      throw new RulebaseException(checker.problems());
    }
    Rulebase rulebase =
        checked.rulebase(Digests.identity(RulebaseChecker.LANGUAGE, source.files()));
    Map<String, byte[]> files = files(source, rulebase, checked.rules());
    files.put(ArchiveMetadata.PATH, json(metadata(rulebase, files)));
    return new Compiled(
        rulebase.coordinates(),
        Digests.ofContent(Objects.requireNonNull(files.get(ArchiveMetadata.CONTENT))),
        ArchiveZip.pack(files),
        rulebase);
  }

  private static Map<String, byte[]> files(
      RulebaseSource source, Rulebase rulebase, List<RuleLogic> rules) {
    Map<String, byte[]> files = new TreeMap<>();
    source.files().forEach((path, bytes) -> files.put(ArchiveMetadata.SOURCE + path, bytes));
    files.put(ArchiveMetadata.DRL, drl(rulebase, rules));
    files.put(ArchiveMetadata.CONTENT, RulebaseWriter.write(rulebase));
    return files;
  }

  private static byte[] drl(Rulebase rulebase, List<RuleLogic> rules) {
    return DrlWriter.write(rulebase, rules).getBytes(StandardCharsets.UTF_8);
  }

  private static ArchiveMetadata metadata(Rulebase rulebase, Map<String, byte[]> files) {
    Map<String, String> digests = new TreeMap<>();
    files.forEach((path, bytes) -> digests.put(path, Digests.hex(bytes)));
    return new ArchiveMetadata(
        ArchiveMetadata.FORMAT,
        Library.VERSION,
        rulebase.id(),
        rulebase.version(),
        rulebase.language(),
        rulebase.digest(),
        digests);
  }

  private static byte[] json(ArchiveMetadata metadata) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsBytes(metadata);
  }
}
