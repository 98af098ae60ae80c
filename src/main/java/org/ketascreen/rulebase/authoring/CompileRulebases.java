package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ketascreen.rulebase.RulebaseException;

/** Compiles every rulebase below a folder into archives; the build runs it. */
public final class CompileRulebases {

  private CompileRulebases() {}

  /**
   * Compiles every version of every rulebase and writes an index of them: on each line the
   * coordinates of one and the digest of its content. Exits with 1, and every problem on standard
   * error, if one cannot be compiled.
   *
   * @param args the folder that has a folder for each rulebase, with a folder for each version; and
   *     the folder the archives are written to
   * @throws IOException if the archives cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[1]);
    Files.createDirectories(target);
    TreeSet<String> index = new TreeSet<>();
    boolean failed = false;
    for (Path version : versions(Path.of(args[0]))) {
      try {
        RulebaseCompiler.Compiled compiled = RulebaseCompiler.compile(version);
        Files.write(
            target.resolve(compiled.coordinates().replace('@', '-') + ".jar"), compiled.bytes());
        index.add(compiled.coordinates() + " " + compiled.content());
      } catch (RulebaseException e) {
        failed = true;
        e.problems().forEach(problem -> System.err.println(version + "/" + problem));
      }
    }
    Files.writeString(target.resolve("index"), String.join("\n", index) + "\n");
    if (failed) {
      System.exit(1);
    }
  }

  private static List<Path> versions(Path rules) throws IOException {
    try (Stream<Path> walk = Files.walk(rules, 3)) {
      return walk.filter(path -> path.endsWith("rulebase.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }
}
