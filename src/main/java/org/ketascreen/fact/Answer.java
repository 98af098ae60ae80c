package org.ketascreen.fact;

import java.util.List;
import org.ketascreen.API;

/** What the record says to a question, and what in it says so. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface Answer {

  /** Returns what the record says. */
  Truth truth();

  /** Returns everything in the record that was looked at, whatever it says. */
  List<Support> considered();

  /** Whether a rule fires on it. */
  default boolean mayHold() {
    return truth().mayHold();
  }

  /** Returns what in the record speaks for it. */
  default List<Support> supports() {
    return considered().stream().filter(support -> support.verdict().truth().mayHold()).toList();
  }

  /** Returns an answer with this verdict, resting on this evidence. */
  static Answer of(Truth truth, List<Support> considered) {
    return new Given(truth, considered);
  }

  /**
   * An answer that is known.
   *
   * @param truth what the record says
   * @param considered what was looked at
   */
  record Given(Truth truth, List<Support> considered) implements Answer {
    public Given {
      considered = List.copyOf(considered);
    }
  }
}
