package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a rulebase as people write them. Immutable and thread-safe.
 *
 * @param name the folder, as problems name it
 * @param files content by path below the folder, with {@code /} between folders
 */
record RulebaseSource(String name, Map<String, byte[]> files) {

  /**
   * Reads a folder; files whose names begin with a dot, or end with a tilde, are no part of a
   * rulebase.
   */
  static RulebaseSource read(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String relative = folder.relativize(path).toString().replace('\\', '/');
        String fileName = path.getFileName().toString();
        if (!fileName.startsWith(".") && !fileName.endsWith("~")) {
          files.put(relative, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RulebaseSource(folder.toString().replace('\\', '/'), files);
  }

  String text(String path) {
    byte[] bytes = files.get(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
