package org.ketascreen.rulebase;

import java.util.List;
import java.util.stream.Collectors;

/** A rulebase cannot be used; carries everything that is wrong with it, not only the first. */
public final class RulebaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Makes one of these problems, at least one. */
  public RulebaseException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Makes one of a single problem. */
  public RulebaseException(String path, String found, String expected) {
    this(List.of(new Problem(path, found, expected)));
  }

  private static String message(List<Problem> problems) {
    return problems.size() == 1
        ? problems.get(0).toString()
        : problems.stream()
            .map(problem -> "  " + problem)
            .collect(
                Collectors.joining("\n", problems.size() + " problems in the rulebase:\n", ""));
  }

  /** Returns everything that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
