package org.ketascreen.testkit.mutation;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;

/**
 * A patient whom a mutant screens otherwise. Immutable and thread-safe.
 *
 * @param patient the patient in words
 * @param request what is screened, or {@code null} where there are only words
 * @param outcomes what the rules as they are say that the mutant does not, by rule
 * @param changed what the mutant says instead
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Telling(
    String patient,
    @Nullable ScreeningRequest request,
    SortedMap<String, String> outcomes,
    SortedMap<String, String> changed) {

  public Telling {
    Objects.requireNonNull(patient, "patient");
    outcomes = new TreeMap<>(outcomes);
    changed = new TreeMap<>(changed);
  }

  /** Returns what is otherwise, of everything that a vignette could demand. */
  static Telling of(String patient, ScreeningRequest request, Said said, Said changed) {
    SortedMap<String, String> outcomes = new TreeMap<>();
    SortedMap<String, String> others = new TreeMap<>();
    said.all()
        .forEach(
            (what, value) -> {
              String other = changed.all().getOrDefault(what, "none");
              if (!value.equals(other)) {
                outcomes.put(what, value);
                others.put(what, other);
              }
            });
    return new Telling(patient, request, outcomes, others);
  }

  /** Returns it in one line. */
  @Override
  public String toString() {
    return outcomes.isEmpty() ? patient : patient + " (" + outcomes + ", changed " + changed + ")";
  }
}
