package org.ketascreen.rulebase;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads which ingredients RxNorm concepts have. */
public final class IngredientMapReader {

  private static final int LONGEST_RXCUI = 8;

  private final FileProblems problems;
  private final Map<Integer, List<String>> rows = new TreeMap<>();
  private @Nullable Integer last;

  private IngredientMapReader(FileProblems problems) {
    this.problems = problems;
  }

  /**
   * Reads a table of a line a concept: its RxCUI, a tab, the RxCUIs of its ingredients with commas
   * between, sorted by concept; above it comment lines that start with {@code #}.
   *
   * @param path what problems call the file
   * @param problems receives everything that is wrong, from top to end
   * @return the ingredients of every concept whose line is right
   */
  public static Map<String, List<String>> read(String path, String text, List<Problem> problems) {
    FileProblems found = new FileProblems(path);
    IngredientMapReader reader = new IngredientMapReader(found);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      reader.readLine(i + 1, lines.get(i));
    }
    problems.addAll(found.inOrder());
    Map<String, List<String>> ingredients = new LinkedHashMap<>();
    reader.rows.forEach((concept, parts) -> ingredients.put(concept.toString(), parts));
    return Collections.unmodifiableMap(ingredients);
  }

  private void readLine(int line, String text) {
    if (text.startsWith("#")) {
      if (last != null) {
        problems.add(line, "is a comment among the concepts", "put comments on top");
      }
      return;
    }
    int tab = text.indexOf('\t');
    String concept = tab < 0 ? text : text.substring(0, tab);
    if (tab < 0 || !isRxcui(concept)) {
      problems.add(
          line, "is not a concept with its ingredients", "write an RxCUI, a tab and RxCUIs");
      return;
    }
    Integer number = Integer.valueOf(concept);
    if (last != null && number.compareTo(last) <= 0) {
      problems.add(line, concept + " is twice or not in its place", "sort the concepts, each once");
    }
    last = number;
    readIngredients(line, number, text.substring(tab + 1));
  }

  private void readIngredients(int line, Integer concept, String text) {
    List<String> parts = List.of(text.split(",", -1));
    String wrong = wrong(concept, parts);
    if (wrong != null) {
      problems.add(line, wrong, "write the RxCUIs of its ingredients with commas between");
    } else {
      rows.putIfAbsent(concept, parts);
    }
  }

  private static @Nullable String wrong(Integer concept, List<String> parts) {
    for (String part : parts) {
      if (!isRxcui(part)) {
        return "'" + part + "' is not an RxCUI";
      }
      if (part.equals(concept.toString())) {
        return concept + " is an ingredient of itself";
      }
    }
    return parts.stream().distinct().count() < parts.size()
        ? concept + " has an ingredient twice"
        : null;
  }

  private static boolean isRxcui(String text) {
    return CheckDigits.isNumber(text) && text.length() <= LONGEST_RXCUI && text.charAt(0) != '0';
  }
}
