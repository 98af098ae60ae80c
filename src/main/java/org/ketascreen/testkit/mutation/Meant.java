package org.ketascreen.testkit.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.rulebase.authoring.YamlProblem;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The mutants that are meant to survive, as {@value #FILE} beside a rulebase lists them, each with
 * the reason. An entry whose mutant is noticed after all, or is none, is wrong. Immutable.
 */
final class Meant {

  private static final String FILE = RulebaseCompiler.ABOUT_TESTS;

  private static final String FORM = "give mutant, operator, original, changed and reason";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final boolean isThere;
  private final List<Placed> entries;

  private Meant(boolean isThere, List<Placed> entries) {
    this.isThere = isThere;
    this.entries = List.copyOf(entries);
  }

  /**
   * An entry.
   *
   * @param mutant the id of its rule or the title of its value set
   * @param operator how it is changed, as {@link Operator#code()} says it
   * @param original what stands there; {@code null} for every change of this kind
   * @param changed what would stand there; {@code null} for every change of this kind
   * @param reason why no vignette should notice it
   */
  record Entry(
      @Nullable String mutant,
      @Nullable String operator,
      @Nullable String original,
      @Nullable String changed,
      @Nullable String reason) {

    private boolean isAbout(Mutant other) {
      return other.subject().equals(mutant)
          && other.operator().code().equals(operator)
          && (original == null || other.original().equals(original))
          && (changed == null || other.changed().equals(changed));
    }

    private boolean isOfAnOperator() {
      return operator == null
          || Stream.of(Operator.values()).anyMatch(each -> each.code().equals(operator));
    }

    private boolean isWhole() {
      return isText(mutant) && isText(operator) && isText(reason);
    }

    private static boolean isText(@Nullable String text) {
      return text != null && !text.isBlank();
    }
  }

  private record Placed(int line, Entry entry) {}

  /**
   * Reads the file of a rulebase; without one nothing is meant to survive.
   *
   * @throws RulebaseException if it is not as it should be
   * @throws IOException if it cannot be read
   */
  static Meant read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new Meant(false, List.of());
    }
    List<Problem> problems = new ArrayList<>();
    List<Placed> entries = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(Files.readString(file))) {
      JsonToken token = parser.nextToken();
      if (token != null && token != JsonToken.START_ARRAY) {
        problems.add(problem(1, "is no list of mutants", "begin each with: - mutant: ..."));
        token = null;
      }
      while (token != null && parser.nextToken() == JsonToken.START_OBJECT) {
        int line = parser.currentTokenLocation().getLineNr();
        Entry entry = entry(parser, line);
        if (!entry.isOfAnOperator()) {
          problems.add(
              problem(
                  line,
                  "there is no operator '" + entry.operator() + "'",
                  "write it as reports do"));
        } else if (!entry.isWhole()) {
          problems.add(
              problem(line, "lacks mutant, operator or reason", "give each entry all three"));
        }
        entries.add(new Placed(line, entry));
      }
    } catch (JacksonException e) {
      problems.add(YamlProblem.of(FILE, e, FORM));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
    return new Meant(true, entries);
  }

  /** Jackson does not say where an entry is that has one property too many. */
  private static Entry entry(JsonParser parser, int line) {
    try {
      return YAML.readValue(parser, Entry.class);
    } catch (DatabindException e) {
      throw new RulebaseException(List.of(YamlProblem.of(FILE + ":" + line, e, FORM)));
    }
  }

  /**
   * Returns the results, those that are meant to survive as such.
   *
   * @param options which were made: where all were, an entry that is about none is wrong
   */
  MutationReport settle(List<Result> results, MutationOptions options) {
    Set<Placed> used = new HashSet<>();
    List<Result> settled = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Result result : results) {
      Placed meant = about(result.mutant());
      if (meant == null) {
        settled.add(result);
      } else {
        settled.add(result.fate() == Fate.SURVIVED ? result.meant(meant.entry().reason()) : result);
        if (result.fate() == Fate.SURVIVED) {
          used.add(meant);
        }
      }
    }
    for (Placed each : entries) {
      if (!used.contains(each)) {
        Result result =
            results.stream()
                .filter(other -> each.entry().isAbout(other.mutant()))
                .findFirst()
                .orElse(null);
        if (result != null || options.askAll(each.entry().operator())) {
          problems.add(stale(each, result));
        }
      }
    }
    return new MutationReport(settled, problems, isThere);
  }

  private @Nullable Placed about(Mutant mutant) {
    return entries.stream().filter(each -> each.entry().isAbout(mutant)).findFirst().orElse(null);
  }

  private static Problem stale(Placed entry, @Nullable Result result) {
    String what = entry.entry().mutant() + " [" + entry.entry().operator() + "]";
    if (result == null) {
      return problem(entry.line(), "there is no such mutant of " + what, "write it as reports do");
    }
    return problem(
        entry.line(),
        what + (result.fate() == Fate.KILLED ? " is noticed by " + result.by() : " is equivalent"),
        "take the entry out");
  }

  private static Problem problem(int line, String found, String expected) {
    return new Problem(FILE + ":" + line, found, expected);
  }
}
