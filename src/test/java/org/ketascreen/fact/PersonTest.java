package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;

/** Ages on 15 June 2026. */
class PersonTest {

  @ParameterizedTest(name = "born {0}: under 18 {1}")
  @CsvSource({
    "2008-06-15, FAILS",
    "2008-06-16, HOLDS",
    "2008-06,    POSSIBLE",
    "2008,       POSSIBLE",
    "2007,       FAILS",
    "2009,       HOLDS",
    ",           UNKNOWN",
    // born after the moment screened for: the date cannot be used
    "2027-01-01, UNKNOWN",
  })
  void isUnderTheAgeUntilTheBirthday(@Nullable String birthDate, Truth expected) {
    PatientRecord record =
        PatientRecord.builder()
            .birthDate(birthDate == null ? null : RecordedTime.parse(birthDate))
            .build();
    Person person = FactsFixture.facts(record).person();

    assertThat(person.isUnder(18).truth()).isEqualTo(expected);
    assertThat(person.isAtLeast(18).truth()).isEqualTo(expected.not());
  }

  @ParameterizedTest(name = "at birth {0}, now {1}: male {2}, female {3}")
  @CsvSource({
    "MALE,   ,       HOLDS,   FAILS",
    "FEMALE, ,       FAILS,   HOLDS",
    ",       MALE,   HOLDS,   FAILS",
    ",       FEMALE, FAILS,   HOLDS",
    "FEMALE, MALE,   FAILS,   HOLDS",
    "OTHER,  MALE,   UNKNOWN, UNKNOWN",
    "UNKNOWN, MALE,  UNKNOWN, UNKNOWN",
    ",       OTHER,  UNKNOWN, UNKNOWN",
    ",       ,       UNKNOWN, UNKNOWN",
  })
  void isOfTheSexAtBirthAndElseOfTheGender(
      @Nullable Gender birthSex, @Nullable Gender gender, Truth male, Truth female) {
    Person person =
        FactsFixture.facts(PatientRecord.builder().birthSex(birthSex).gender(gender).build())
            .person();

    assertThat(person.isMale().truth()).isEqualTo(male);
    assertThat(person.isFemale().truth()).isEqualTo(female);
  }

  @ParameterizedTest
  @CsvSource({
    "2008-02-29, 18, 2026-03-01",
    "2008-02-29, 20, 2028-02-29",
    "2008-03-01, 18, 2026-03-01"
  })
  void whoWasBornOnALeapDayIsOlderOnTheFirstOfMarch(String birth, int years, String birthday) {
    assertThat(Ages.birthday(LocalDate.parse(birth), years)).hasToString(birthday);
  }
}
