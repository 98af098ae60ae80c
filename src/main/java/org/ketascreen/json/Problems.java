package org.ketascreen.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything wrong with one request, under a limit. Not thread-safe. */
final class Problems {

  /** More than anybody reads; a bound on memory for hostile input. */
  private static final int MOST = 100;

  private final List<RequestProblem> kept = new ArrayList<>();
  private int count;

  void add(String path, String found, String expected) {
    count++;
    if (kept.size() < MOST) {
      kept.add(new RequestProblem(path, found, expected));
    }
  }

  Optional<RequestProblem> first() {
    return kept.stream().findFirst();
  }

  void throwIfAny() {
    if (count > 0) {
      throw new InvalidRequestException(kept, count);
    }
  }
}
