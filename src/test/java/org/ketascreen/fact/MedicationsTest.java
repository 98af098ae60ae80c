package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Medication.Kind;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

class MedicationsTest {

  @Nested
  class AskedWhetherTaken {

    @ParameterizedTest(name = "{0} {1}, ordered {2}, taken {3} to {4}: {5}")
    @CsvSource({
      "REQUEST,        ACTIVE,      2026-06-01, ,           ,           HOLDS",
      "REQUEST,        ACTIVE,      2025-06-15, ,           ,           HOLDS",
      // an active order older than 12 months
      "REQUEST,        ACTIVE,      2025-06-14, ,           ,           POSSIBLE",
      "REQUEST,        ACTIVE,      2025-01-01, 2025-01-01, 2026-12-31, HOLDS",
      "REQUEST,        ACTIVE,      2026-01-01, 2026-01-01, 2026-03-01, POSSIBLE",
      "REQUEST,        ON_HOLD,     2026-06-01, ,           ,           POSSIBLE",
      "REQUEST,        STOPPED,     2026-06-01, ,           ,           FAILS",
      "REQUEST,        COMPLETED,   2026-06-01, ,           ,           FAILS",
      "REQUEST,        UNKNOWN,     2026-06-01, ,           ,           POSSIBLE",
      "REQUEST,        ,            2026-06-01, ,           ,           POSSIBLE",
      "STATEMENT,      ACTIVE,      ,           2019,       ,           HOLDS",
      "STATEMENT,      ACTIVE,      ,           2019,       2026-01-01, POSSIBLE",
      "STATEMENT,      ACTIVE,      ,           ,           ,           HOLDS",
      "STATEMENT,      COMPLETED,   ,           2019,       2026-01-01, FAILS",
      "STATEMENT,      STOPPED,     ,           2019,       ,           FAILS",
      "STATEMENT,      UNKNOWN,     ,           ,           ,           POSSIBLE",
      "DISPENSE,       COMPLETED,   ,           2026-06-01, 2026-06-30, HOLDS",
      "DISPENSE,       COMPLETED,   ,           2026-05-01, 2026-05-31, FAILS",
      "DISPENSE,       COMPLETED,   ,           2026-05-01, ,           POSSIBLE",
      "DISPENSE,       COMPLETED,   ,           2024-05-01, ,           FAILS",
      "ADMINISTRATION, IN_PROGRESS, ,           2026-06-15, ,           HOLDS",
      "ADMINISTRATION, COMPLETED,   ,           2026-06-15, 2026-06-15, POSSIBLE",
      "ADMINISTRATION, COMPLETED,   ,           2026-06-01, 2026-06-01, FAILS",
    })
    void statusAndDatesDecide(
        Kind kind,
        @Nullable MedicationStatus status,
        @Nullable String recorded,
        @Nullable String start,
        @Nullable String end,
        Truth expected) {
      Medication medication = medication(kind, status, recorded, start, end);

      assertThat(FactsFixture.medications(medication).taken().truth()).isEqualTo(expected);
    }
  }

  @Nested
  class AskedWhetherTakenWithinFourteenDays {

    @ParameterizedTest(name = "{0} {1}, ordered {2}, taken {3} to {4}: {5}")
    @CsvSource({
      "STATEMENT,      ACTIVE,    ,           2019,       ,           HOLDS",
      "STATEMENT,      COMPLETED, ,           2019,       2026-06-01, HOLDS",
      "STATEMENT,      COMPLETED, ,           2019,       2026-05-31, FAILS",
      "STATEMENT,      COMPLETED, ,           2019,       2026,       POSSIBLE",
      "STATEMENT,      STOPPED,   ,           ,           ,           POSSIBLE",
      // when it was over is not said: at any time until it was written down
      "STATEMENT,      COMPLETED, ,           2019,       ,           POSSIBLE",
      "STATEMENT,      STOPPED,   2026-06-01, 2019,       ,           POSSIBLE",
      "STATEMENT,      COMPLETED, 2026-05-31, 2019,       ,           FAILS",
      "REQUEST,        COMPLETED, 2026-06-10, ,           ,           HOLDS",
      "REQUEST,        COMPLETED, 2026-01-10, ,           ,           POSSIBLE",
      "REQUEST,        COMPLETED, 2024-01-10, ,           ,           FAILS",
      "ADMINISTRATION, COMPLETED, ,           2026-06-01, 2026-06-01, HOLDS",
      "ADMINISTRATION, COMPLETED, ,           2026-05-31, 2026-05-31, FAILS",
      // what is written down of something past was before that, and contradicts no end before it
      "STATEMENT,      COMPLETED, 2026-06-15, ,           2023-05-01, FAILS",
      "STATEMENT,      COMPLETED, 2026-06-15, ,           ,           POSSIBLE",
      "STATEMENT,      COMPLETED, 2026-05-31, ,           ,           FAILS",
      "STATEMENT,      STOPPED,   2026-06-15, ,           2023-05-01, FAILS",
      "ADMINISTRATION, COMPLETED, 2026-06-15, ,           2023-05-01, FAILS",
      "ADMINISTRATION, COMPLETED, 2026-06-15, ,           ,           POSSIBLE",
      "ADMINISTRATION, COMPLETED, 2026-05-31, ,           ,           FAILS",
      "STATEMENT,      COMPLETED, ,           2026-05-01, 2023-05-01, POSSIBLE",
    })
    void theLastDayCounts(
        Kind kind,
        MedicationStatus status,
        @Nullable String recorded,
        @Nullable String start,
        @Nullable String end,
        Truth expected) {
      Medication medication = medication(kind, status, recorded, start, end);

      assertThat(FactsFixture.medications(medication).takenWithin(14, "days").truth())
          .isEqualTo(expected);
    }
  }

  @Test
  void whoTakesItNowTookItInTheLastHours() {
    Medication medication =
        medication(Kind.STATEMENT, MedicationStatus.ACTIVE, null, "2026-01-01", null);

    assertThat(FactsFixture.medications(medication).takenWithin(12, "hours").truth())
        .isEqualTo(Truth.HOLDS);
  }

  @ParameterizedTest
  @CsvSource({"2026-06-14T21:00:00Z, HOLDS", "2026-06-14T20:59:59Z, FAILS"})
  void oneDoseCountsByItsTime(String time, Truth expected) {
    Medication medication =
        medication(Kind.ADMINISTRATION, MedicationStatus.COMPLETED, null, time, time);

    assertThat(FactsFixture.medications(medication).takenWithin(12, "hours").truth())
        .isEqualTo(expected);
  }

  private static Medication medication(
      Kind kind,
      @Nullable MedicationStatus status,
      @Nullable String recorded,
      @Nullable String start,
      @Nullable String end) {
    return Medication.builder("Medication/1", kind, CodeableConcept.EMPTY)
        .status(status)
        .recorded(time(recorded))
        .taken(start == null && end == null ? null : new RecordedPeriod(time(start), time(end)))
        .build();
  }

  private static @Nullable RecordedTime time(@Nullable String text) {
    return text == null ? null : RecordedTime.parse(text);
  }
}
