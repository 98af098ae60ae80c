package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Quantity;

class DosagesTest {

  @Nested
  class AskedForTheRoute {

    @ParameterizedTest(name = "{0}|{1}: {2}")
    @CsvSource({
      "http://snomed.info/sct, 47625008, HOLDS",
      "http://snomed.info/sct, 26643006, FAILS",
      "http://standardterms.edqm.eu, 20045000, HOLDS",
      "http://standardterms.edqm.eu, 20053000, FAILS",
      "urn:oid:0.4.0.127.0.16.1.1.2.1, 20045000, HOLDS",
      "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration, IVPUSH, HOLDS",
      "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration, PO, FAILS",
      // a route, but none that is told apart here
      "http://snomed.info/sct, 72607000, POSSIBLE",
      "urn:local, 47625008, POSSIBLE",
    })
    void itsCodeDecides(String system, String code, Truth expected) {
      assertThat(byRoute(CodeableConcept.of(Coding.of(system, code)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "intravenous, HOLDS",
      "Intravenous route, HOLDS",
      "IV, HOLDS",
      "i.v., HOLDS",
      "Oral use, FAILS",
      "by mouth, FAILS",
      "somehow, POSSIBLE",
    })
    void withoutACodeItsWordDecides(String words, Truth expected) {
      assertThat(byRoute(CodeableConcept.ofText(words))).isEqualTo(expected);
    }

    @Test
    void oneDosageByItIsEnough() {
      Dosage oral = new Dosage(CodeableConcept.ofText("oral"), null, null, null);
      Dosage intravenous = new Dosage(CodeableConcept.ofText("iv"), null, null, null);

      assertThat(Dosages.byRoute(List.of(oral, intravenous), "intravenous").truth())
          .isEqualTo(Truth.HOLDS);
    }

    @Test
    void withoutOneItMayBeAny() {
      Dosage unsaid = new Dosage(null, null, null, null);

      assertThat(Dosages.byRoute(List.of(), "oral"))
          .isEqualTo(Verdict.possible(Doubt.ROUTE_NOT_RECORDED));
      assertThat(Dosages.byRoute(List.of(unsaid), "oral"))
          .isEqualTo(Verdict.possible(Doubt.ROUTE_NOT_RECORDED));
    }

    private static Truth byRoute(CodeableConcept route) {
      return Dosages.byRoute(List.of(new Dosage(route, null, null, null)), "intravenous").truth();
    }
  }

  @Nested
  class AskedForFortyMilligramsADay {

    @ParameterizedTest(name = "{0} to {1} {2}: {3}")
    @CsvSource({
      "40,    40,    mg, HOLDS",
      "39.99, 39.99, mg, FAILS",
      "0,     40,    mg, POSSIBLE",
      "0,     39,    mg, FAILS",
      "50,    ,      mg, HOLDS",
      "20,    ,      mg, POSSIBLE",
      ",      39,    mg, FAILS",
      ",      80,    mg, POSSIBLE",
      ",      ,      mg, POSSIBLE",
      "0.04,  0.04,  g,  HOLDS",
      "0.03,  0.03,  g,  FAILS",
      "40,    40,    mL, POSSIBLE",
    })
    void theLeastAndTheMostDecide(
        @Nullable String least, @Nullable String most, String unit, Truth expected) {
      assertThat(atLeast(dosage(least, most, unit))).isEqualTo(expected);
    }

    @Test
    void severalDosagesOfAnEntryAddUp() {
      assertThat(atLeast(dosage("20", "20", "mg"), dosage("20", "20", "mg")))
          .isEqualTo(Truth.HOLDS);
      assertThat(atLeast(dosage("20", "20", "mg"), dosage("10", "10", "mg")))
          .isEqualTo(Truth.FAILS);
      assertThat(atLeast(dosage("20", "20", "mg"), dosage(null, null, "mg")))
          .isEqualTo(Truth.POSSIBLE);
    }

    @Test
    void aBoundIsNoAmount() {
      Quantity above = new Quantity(new BigDecimal("10"), ">", "mg");

      assertThat(atLeast(new Dosage(null, null, above, above))).isEqualTo(Truth.POSSIBLE);
    }

    @Test
    void withoutADosageItMayBe() {
      assertThat(atLeast()).isEqualTo(Truth.POSSIBLE);
    }

    private static Dosage dosage(@Nullable String least, @Nullable String most, String unit) {
      return new Dosage(
          null,
          null,
          least == null ? null : Quantity.of(least, unit),
          most == null ? null : Quantity.of(most, unit));
    }

    private static Truth atLeast(Dosage... dosages) {
      return Dosages.atLeast(new ArrayList<>(List.of(dosages)), new BigDecimal("40"), "mg").truth();
    }
  }
}
