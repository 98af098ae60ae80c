package org.ketascreen.testkit.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.terminology.ValueSet;

/** Where in the files of a rulebase something stands that the rulebase itself does not say. */
final class SourceLines {

  private static final String VALUE_SETS = "value-sets";

  private final Map<String, List<String>> files;

  private SourceLines(Map<String, List<String>> files) {
    this.files = files;
  }

  /**
   * Reads the files of a rulebase.
   *
   * @throws IOException if one cannot be read
   */
  static SourceLines of(Path folder, List<Rule> rules, List<ValueSet> valueSets)
      throws IOException {
    Map<String, List<String>> files = new HashMap<>();
    for (Rule rule : rules) {
      read(folder, rule.file(), files);
    }
    for (ValueSet valueSet : valueSets) {
      read(folder, file(valueSet), files);
    }
    return new SourceLines(files);
  }

  private static void read(Path folder, String file, Map<String, List<String>> files)
      throws IOException {
    Path path = folder.resolve(file);
    if (!files.containsKey(file) && Files.isRegularFile(path)) {
      files.put(file, Files.readAllLines(path));
    }
  }

  /** Returns the file of a value set. */
  static String file(ValueSet valueSet) {
    return VALUE_SETS + "/" + valueSet.id() + ".json";
  }

  /** Returns the number of the line of an annotation, or else of the rule's first. */
  int ofAnnotation(Rule rule, String annotation) {
    List<String> lines = files.getOrDefault(rule.file(), List.of());
    for (int i = rule.line(); i < lines.size() && !isWhen(lines.get(i)); i++) {
      if (lines.get(i).strip().startsWith("@" + annotation + "(")) {
        return i + 1;
      }
    }
    return rule.line();
  }

  private static boolean isWhen(String line) {
    return line.strip().equals("when");
  }

  /**
   * Returns the number of the line of a code, which stands behind its code system and what it is
   * for; 1 if it is not found.
   */
  int ofCode(ValueSet valueSet, ValueSet.Statement statement) {
    return of(
        valueSet,
        statement.include() ? "\"include\"" : "\"exclude\"",
        statement.system(),
        "\"" + statement.code() + "\"");
  }

  /** Returns the number of the line of what a value set includes, or excludes, of a system. */
  int ofSystem(ValueSet valueSet, boolean include, String system) {
    return of(valueSet, include ? "\"include\"" : "\"exclude\"", system);
  }

  /** Returns the number of the line of the first name of a value set. */
  int ofNames(ValueSet valueSet) {
    return of(valueSet, "StructureDefinition/name\"");
  }

  /** Each is looked for from the line of the one before it on. */
  private int of(ValueSet valueSet, String... words) {
    List<String> lines = files.getOrDefault(file(valueSet), List.of());
    int line = 0;
    int word = 0;
    while (line < lines.size()) {
      while (word < words.length && lines.get(line).contains(words[word])) {
        word++;
      }
      if (word == words.length) {
        return line + 1;
      }
      line++;
    }
    return 1;
  }
}
