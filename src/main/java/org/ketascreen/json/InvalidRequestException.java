package org.ketascreen.json;

import java.util.List;
import java.util.stream.Collectors;
import org.ketascreen.API;

/**
 * A text is JSON, but no screening request. Carries everything that is wrong with it, not only the
 * first; neither its message nor its problems repeat anything of the patient.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<RequestProblem> problems;

  InvalidRequestException(List<RequestProblem> problems, int count) {
    super(message(problems, count));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<RequestProblem> problems, int count) {
    String head = count == 1 ? "1 problem" : count + " problems";
    String more = count > problems.size() ? "\n  and " + (count - problems.size()) + " more" : "";
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", head + " in the screening request:\n", more));
  }

  /** Returns what is wrong, in the order of the format; of very many the first hundred. */
  public List<RequestProblem> problems() {
    return problems;
  }
}
