package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.VerificationStatus;

class AllergiesTest {

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,   CONFIRMED,   ALLERGY,     HOLDS",
    ",         ,            ,            HOLDS",
    "ACTIVE,   UNCONFIRMED, ALLERGY,     POSSIBLE",
    "ACTIVE,   PRESUMED,    ,            POSSIBLE",
    "ACTIVE,   CONFIRMED,   INTOLERANCE, POSSIBLE",
    "INACTIVE, CONFIRMED,   ALLERGY,     FAILS",
    "RESOLVED, CONFIRMED,   ALLERGY,     FAILS",
  })
  void statusVerificationAndTypeDecide(
      @Nullable ClinicalStatus clinical,
      @Nullable VerificationStatus verification,
      @Nullable AllergyType type,
      Truth expected) {
    Allergies allergies = new Allergies(FactsFixture.CONCEPT);
    allergies.add(
        FactsFixture.member(
            Allergy.builder("AllergyIntolerance/1", CodeableConcept.EMPTY)
                .clinicalStatus(clinical)
                .verificationStatus(verification)
                .type(type)
                .build()));

    assertThat(allergies.present().truth()).isEqualTo(expected);
  }
}
