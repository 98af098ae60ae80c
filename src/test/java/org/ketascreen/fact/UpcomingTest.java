package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fact.FactsFixture.AS_OF;
import static org.ketascreen.fact.FactsFixture.at;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Planned;

/** What is due, seen from 15 June 2026, 9 o'clock. */
class UpcomingTest {

  private static Planned planned(Planned.@Nullable Status status, @Nullable String due) {
    return new Planned(
        "ServiceRequest/1", CodeableConcept.EMPTY, status, due == null ? null : at(due), null);
  }

  @ParameterizedTest(name = "{0}, due {1}: {2}")
  @CsvSource({
    "ACTIVE,    2026-06-29,           HOLDS",
    "ACTIVE,    2026-06-30,           FAILS",
    "ACTIVE,    2026-06-15,           HOLDS",
    "ACTIVE,    2026-06-15T09:00:00Z, HOLDS",
    // over
    "ACTIVE,    2026-06-15T08:59:59Z, FAILS",
    "ACTIVE,    2026-06-14,           FAILS",
    "ACTIVE,    2025,                 FAILS",
    // too coarse
    "ACTIVE,    2026,                 POSSIBLE",
    "ACTIVE,    2026-06,              POSSIBLE",
    "ACTIVE,    2026-07,              FAILS",
    "ACTIVE,    ,                     POSSIBLE",
    "PROPOSED,  2026-06-29,           POSSIBLE",
    "ON_HOLD,   2026-06-29,           POSSIBLE",
    "UNKNOWN,   2026-06-29,           POSSIBLE",
    ",          2026-06-29,           POSSIBLE",
    "PROPOSED,  2026-06-30,           FAILS",
    "COMPLETED, 2026-06-29,           FAILS",
    "REVOKED,   2026-06-29,           FAILS",
    "ENTERED_IN_ERROR, 2026-06-29,    FAILS",
  })
  void statusAndDateDecideWhetherItIsDueWithinFourteenDays(
      Planned.@Nullable Status status, @Nullable String due, Truth expected) {
    assertThat(FactsFixture.upcoming(planned(status, due)).dueWithin(14, "days").truth())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-15T21:00:00Z, HOLDS",
    "2026-06-15T21:00:01Z, FAILS",
    "2026-06-15,           POSSIBLE",
  })
  void hoursCountSeconds(String due, Truth expected) {
    assertThat(
            FactsFixture.upcoming(planned(Planned.Status.ACTIVE, due))
                .dueWithin(12, "hours")
                .truth())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} lies within the next {1} {2} from {3} on")
  @CsvSource({
    "2026-07-30T12:00:00Z, 14, DAY,   2026-07-16T00:00:00Z",
    "2026-03-31T12:00:00Z, 1,  MONTH, 2026-03-01T00:00:00Z",
    "2028-02-29T12:00:00Z, 1,  YEAR,  2027-03-01T00:00:00Z",
    "2026-07-30T12:00:00Z, 12, HOUR,  2026-07-30T00:00:00Z",
  })
  void aWindowAheadIsEnteredOnItsFirstDay(
      Instant due, int amount, Window.Unit unit, Instant expected) {
    assertThat(new Window(amount, unit).entersAhead(due, ZoneOffset.UTC)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "due {0}: turns at {1}")
  @CsvSource({
    "2026-08-10, 2026-07-27T00:00:00Z",
    "2026-06-20, 2026-06-21T00:00:00Z",
  })
  void theNextTurnIsItsEntryOrItsEnd(String due, Instant expected) {
    Facts facts = FactsFixture.facts();
    facts
        .upcomingToFill(FactsFixture.CONCEPT)
        .add(FactsFixture.member(planned(Planned.Status.ACTIVE, due)));

    facts.upcoming(FactsFixture.CONCEPT).dueWithin(14, "days").truth();

    assertThat(AS_OF.span().latest()).isBefore(expected);
    assertThat(facts.takeTurningPoints().first()).isEqualTo(expected);
  }
}
