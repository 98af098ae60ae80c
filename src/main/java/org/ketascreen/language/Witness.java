package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ketascreen.API;
import org.ketascreen.fact.Truth;

/**
 * What a smallest patient must have so that a sentence is this true of the patient. Immutable and
 * thread-safe.
 *
 * @param truth how true the sentence is of a patient who has nothing else
 * @param what what the patient has, in words
 * @param add gives it to a patient
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Witness(Truth truth, String what, Consumer<WitnessPatient> add) {

  public Witness {
    Objects.requireNonNull(truth, "truth");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(add, "add");
  }

  /** Returns what gives a patient others first, and is as true. */
  public Witness beside(List<Witness> others) {
    List<Witness> all = new ArrayList<>(others);
    all.add(this);
    return new Witness(
        truth,
        all.stream().map(Witness::what).collect(Collectors.joining("; ")),
        patient -> all.forEach(each -> each.add().accept(patient)));
  }

  /** Returns what shows the opposite sentence. */
  Witness not() {
    return new Witness(truth.not(), what, add);
  }
}
