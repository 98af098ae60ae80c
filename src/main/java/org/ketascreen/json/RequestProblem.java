package org.ketascreen.json;

import java.util.Objects;
import org.ketascreen.API;

/**
 * Something wrong with a request. Names properties and what could stand there, and repeats nothing
 * of what does. Immutable and thread-safe.
 *
 * @param path where: {@code observations[4].value}; empty for the request as a whole
 * @param found what was wrong
 * @param expected what would be right
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RequestProblem(String path, String found, String expected) {

  public RequestProblem {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(expected, "expected");
  }

  /** Returns the problem in one line. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + found + "; " + expected;
  }
}
