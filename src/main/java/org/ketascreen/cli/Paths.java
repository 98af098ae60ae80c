package org.ketascreen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as they are given on the command line. */
final class Paths {

  private static final int LARGEST_KEY = 1 << 16;

  private Paths() {}

  /** Returns the path of a file or directory that exists. */
  static Path existing(String text, String expected) {
    Path path = of(text);
    if (!Files.exists(path)) {
      throw new CallException(text + ": there is no such file; " + expected);
    }
    return path;
  }

  /** Returns the directory of a {@code rulebase.yaml}. */
  static Path rulebaseSource(String text) {
    Path path = existing(text, "give the directory of a rulebase.yaml");
    if (!Files.isDirectory(path)) {
      throw new CallException(text + ": is no directory; give that of a rulebase.yaml");
    }
    return path;
  }

  /** Returns the name of a directory, also where it is given as {@code .} */
  static String name(Path directory) {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  /** Returns the directory above another, written like that. */
  static Path above(Path directory) {
    Path above = directory.getParent();
    if (!directory.endsWith(name(directory))) {
      return directory.resolve("..");
    }
    return above == null ? Path.of(".") : above;
  }

  static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CallException(text + ": is no path of a file");
    }
  }

  /** Returns what is in the file of a key, whatever that is; of a long one the beginning. */
  static String key(Path path, String text) {
    if (!Files.isRegularFile(path)) {
      throw unreadable(text);
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(LARGEST_KEY), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(text);
    }
  }

  static CallException unreadable(String text) {
    return new CallException(text + ": cannot be read; give a file that you may read");
  }
}
