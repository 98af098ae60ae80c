package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ketascreen.rulebase.RulebaseException;

/**
 * The files of a rulebase as people write them. Immutable and thread-safe.
 *
 * @param name the folder, as problems name it
 * @param files content by path below the folder, with {@code /} between folders
 */
record RulebaseSource(String name, Map<String, byte[]> files) {

  /**
   * Reads a folder; files whose names begin with a dot, or end with a tilde, are no part of a
   * rulebase, nor is what is in folders of such names, nor what {@link
   * RulebaseCompiler#ABOUT_TESTS} names.
   *
   * @throws RulebaseException if it cannot be read
   */
  static RulebaseSource read(Path folder) {
    if (Files.isDirectory(folder) && !Files.isRegularFile(folder.resolve("rulebase.yaml"))) {
      throw new RulebaseException(
          "rulebase.yaml", "is missing", "give the folder that has it, or add it");
    }
    return readAny(folder);
  }

  /** Reads a folder likewise, also if it is that of no rulebase. */
  static RulebaseSource readAny(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String relative = folder.relativize(path).toString().replace('\\', '/');
        if (isPart(folder.relativize(path))) {
          files.put(relative, Files.readAllBytes(path));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new RulebaseException(
          folder.toString(), "cannot be read", "give the folder that has a rulebase.yaml");
    }
    return new RulebaseSource(folder.toString().replace('\\', '/'), files);
  }

  private static boolean isPart(Path relative) {
    if (relative.toString().equals(RulebaseCompiler.ABOUT_TESTS)) {
      return false;
    }
    for (Path name : relative) {
      if (name.toString().startsWith(".") || name.toString().endsWith("~")) {
        return false;
      }
    }
    return true;
  }

  String text(String path) {
    byte[] bytes = files.get(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
