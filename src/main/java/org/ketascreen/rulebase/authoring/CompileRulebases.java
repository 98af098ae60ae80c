package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;

/** Compiles every rulebase below a folder into archives; the build runs it. */
public final class CompileRulebases {

  private CompileRulebases() {}

  /**
   * Compiles every version of every rulebase and writes an index of them: on each line the
   * coordinates of one, the digests of its content and of its source, and from when it may be used.
   * Exits with 1, and every problem on standard error, if one cannot be compiled, or a released one
   * is no longer what was released.
   *
   * @param args the folder that has a folder for each rulebase, with a folder for each version; and
   *     the folder the archives are written to
   * @throws IOException if the archives cannot be written
   */
  public static void main(String[] args) throws IOException {
    List<String> problems = compile(Path.of(args[0]), Path.of(args[1]));
    problems.forEach(System.err::println);
    if (!problems.isEmpty()) {
      System.exit(1);
    }
  }

  /** Compiles everything that can be, and returns everything that is wrong. */
  static List<String> compile(Path rules, Path target) throws IOException {
    Files.createDirectories(target);
    TreeSet<String> index = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (Path rulebase : rulebases(rules)) {
      problems.addAll(sinceItsRelease(rulebase));
      for (Path version : versions(rulebase)) {
        try {
          RulebaseCompiler.Compiled compiled = RulebaseCompiler.compile(version);
          checkNames(rulebase, version, compiled.rulebase());
          Files.write(
              target.resolve(compiled.coordinates().replace('@', '-') + ".jar"), compiled.bytes());
          index.add(line(compiled));
        } catch (RulebaseException e) {
          problems.addAll(in(version, e.problems()));
        }
      }
    }
    Files.writeString(target.resolve("index"), String.join("\n", index) + "\n");
    return problems;
  }

  /** Folders of other names could hold two things of one name, of which one would be lost. */
  private static void checkNames(Path rulebase, Path version, Rulebase compiled) {
    if (!version.endsWith(compiled.version()) || !rulebase.endsWith(compiled.id())) {
      throw new RulebaseException(
          "rulebase.yaml",
          "is that of " + compiled.coordinates(),
          "name its folder " + compiled.id() + "/" + compiled.version() + ", or it as the folder");
    }
  }

  private static String line(RulebaseCompiler.Compiled compiled) {
    Rulebase rulebase = compiled.rulebase();
    return new Rulebases.Bundled(
            compiled.coordinates(),
            compiled.content(),
            rulebase.digest(),
            LocalDate.parse(rulebase.effectiveFrom()))
        .line();
  }

  private static List<String> sinceItsRelease(Path rulebase) {
    try {
      return in(rulebase, ReleaseLock.of(rulebase).problems());
    } catch (RulebaseException e) {
      return in(rulebase, e.problems());
    }
  }

  private static List<String> in(Path folder, List<Problem> problems) {
    return problems.stream().map(problem -> folder + "/" + problem).toList();
  }

  private static List<Path> rulebases(Path rules) throws IOException {
    try (Stream<Path> folders = Files.list(rules)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> versions(Path rulebase) throws IOException {
    try (Stream<Path> folders = Files.list(rulebase)) {
      return folders
          .filter(version -> Files.isRegularFile(version.resolve("rulebase.yaml")))
          .sorted()
          .toList();
    }
  }
}
