package org.ketascreen.rulebase.authoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ketascreen.language.DrlWriter;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.ArchiveMetadata;
import org.ketascreen.rulebase.Digests;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Rulebase.CompiledRules;
import org.ketascreen.rulebase.RulebaseException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles the source of a rulebase into an archive: checks it, writes the Drools rules, turns them
 * into Drools' executable model and packs everything with its digests. Needs Drools' compiler and a
 * YAML reader, which embedders who only screen do not. The same source gives the same rules and the
 * same identity, and the same bytes where the JVM gives all objects one identity hash (HotSpot:
 * {@code -XX:hashCode=2}), as the build's does: Drools writes fact classes in the order of their
 * hashes.
 */
public final class RulebaseCompiler {

  /** Not the first moment a zip knows: with that, Java adds one in the machine's time zone. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

  private RulebaseCompiler() {}

  /**
   * An archive.
   *
   * @param coordinates {@code id@version}
   * @param bytes the archive
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Compiled(String coordinates, byte[] bytes) {}

  /**
   * Compiles the rulebase in a folder.
   *
   * @throws RulebaseException with everything that is wrong with it
   */
  public static Compiled compile(Path folder) {
    return compile(RulebaseSource.read(folder));
  }

  static Compiled compile(RulebaseSource source) {
    RulebaseChecker checker = new RulebaseChecker(source);
    RulebaseChecker.Checked checked = checker.check();
    if (!checker.problems().isEmpty()) {
      throw new RulebaseException(checker.problems());
    }
    RulebaseYaml head = checked.yaml();
    String digest = Digests.identity(RulebaseChecker.LANGUAGE, source.files());
    String content = digest.substring("sha256:".length());
    String packageName = "ketascreen.rulebase.p" + content;
    String drl = DrlWriter.write(packageName, checked.rules());
    String id = Objects.requireNonNull(head.id());
    CompiledRules rules = RuleCompiler.compile(packageName, id, content, drl);
    Map<String, byte[]> files = files(source, drl, rules);
    ArchiveMetadata metadata = metadata(checked, digest, rules.model(), files);
    files.put(ArchiveMetadata.PATH, json(metadata));
    return new Compiled(id + "@" + head.version(), zip(files));
  }

  private static Map<String, byte[]> files(RulebaseSource source, String drl, CompiledRules rules) {
    Map<String, byte[]> files = new TreeMap<>();
    source.files().forEach((path, bytes) -> files.put(ArchiveMetadata.SOURCE + path, bytes));
    files.put(ArchiveMetadata.DRL + "rules.drl", drl.getBytes(StandardCharsets.UTF_8));
    rules
        .classes()
        .forEach(
            (name, bytes) ->
                files.put(ArchiveMetadata.CLASSES + name.replace('.', '/') + ".class", bytes));
    return files;
  }

  private static ArchiveMetadata metadata(
      RulebaseChecker.Checked checked, String digest, String model, Map<String, byte[]> files) {
    RulebaseYaml head = checked.yaml();
    Map<String, String> digests = new TreeMap<>();
    files.forEach((path, bytes) -> digests.put(path, Digests.hex(bytes)));
    return new ArchiveMetadata(
        ArchiveMetadata.FORMAT,
        Library.VERSION,
        Objects.requireNonNull(head.id()),
        Objects.requireNonNull(head.version()),
        RulebaseChecker.LANGUAGE,
        Objects.requireNonNull(head.status()),
        Objects.requireNonNull(head.effectiveFrom()),
        Objects.requireNonNull(head.title()),
        head.changes() == null ? List.of() : head.changes(),
        digest,
        checked.sources(),
        checked.rules().stream().map(RuleLogic::rule).toList(),
        checked.pregnancy(),
        checked.doses(),
        checked.idealWeight(),
        checked.checklists(),
        model,
        digests);
  }

  private static byte[] json(ArchiveMetadata metadata) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsBytes(metadata);
  }

  private static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
