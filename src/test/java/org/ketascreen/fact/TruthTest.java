package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order and the connectives of the four truth values. */
class TruthTest {

  @ParameterizedTest
  @CsvSource({
    "FAILS,    FAILS,    FAILS,    FAILS",
    "FAILS,    UNKNOWN,  FAILS,    UNKNOWN",
    "FAILS,    POSSIBLE, FAILS,    POSSIBLE",
    "FAILS,    HOLDS,    FAILS,    HOLDS",
    "UNKNOWN,  UNKNOWN,  UNKNOWN,  UNKNOWN",
    "UNKNOWN,  POSSIBLE, UNKNOWN,  POSSIBLE",
    "UNKNOWN,  HOLDS,    UNKNOWN,  HOLDS",
    "POSSIBLE, POSSIBLE, POSSIBLE, POSSIBLE",
    "POSSIBLE, HOLDS,    POSSIBLE, HOLDS",
    "HOLDS,    HOLDS,    HOLDS,    HOLDS",
  })
  void andIsTheLeastAndOrTheGreatest(Truth a, Truth b, Truth and, Truth or) {
    assertThat(a.and(b)).isEqualTo(and);
    assertThat(b.and(a)).isEqualTo(and);
    assertThat(a.or(b)).isEqualTo(or);
    assertThat(b.or(a)).isEqualTo(or);
  }

  @ParameterizedTest
  @CsvSource({"FAILS, HOLDS", "UNKNOWN, UNKNOWN", "POSSIBLE, POSSIBLE", "HOLDS, FAILS"})
  void notTurnsHoldsAndFailsRoundAndLeavesDoubt(Truth truth, Truth not) {
    assertThat(truth.not()).isEqualTo(not);
  }

  @ParameterizedTest
  @CsvSource({"FAILS, false", "UNKNOWN, false", "POSSIBLE, true", "HOLDS, true"})
  void firesWhenPossibleOrBetter(Truth truth, boolean fires) {
    assertThat(truth.mayHold()).isEqualTo(fires);
  }
}
