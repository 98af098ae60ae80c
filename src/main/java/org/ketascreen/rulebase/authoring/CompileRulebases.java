package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compiles every rulebase below a folder into archives; the build runs it. Placeholder. */
public final class CompileRulebases {
  private CompileRulebases() {}

  /**
   * Compiles the rulebases.
   *
   * @param args the folder of the rulebases and the folder the archives are written to
   * @throws IOException if the archives cannot be written
   */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(Path.of(args[1]));
  }
}
