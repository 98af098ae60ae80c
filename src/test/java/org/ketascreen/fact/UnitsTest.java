package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;

class UnitsTest {

  private static @Nullable BigDecimal convert(String value, String from, String to) {
    return Units.convert(Quantity.of(value, from), to);
  }

  /** The facts are UCUM's and NIST's (Special Publication 811, appendix B). */
  @ParameterizedTest(name = "{0} {1} = {2} {3}")
  @CsvSource({
    "180, mm[Hg], 23.99796, kPa",
    "23.99796, kPa, 180, mm[Hg]",
    "1, kg, 1000, g",
    "84, mg, 0.084, g",
    "500, ug, 0.5, mg",
    "1, [lb_av], 0.45359237, kg",
    "45.359237, kg, 100, [lb_av]",
    "16, [oz_av], 1, [lb_av]",
    "1, [stone_av], 14, [lb_av]",
    "1.8, m, 180, cm",
    "70, [in_i], 177.8, cm",
    "6, [ft_i], 72, [in_i]",
    "98.6, [degF], 37, Cel",
    "37, Cel, 98.6, [degF]",
    "-40, [degF], -40, Cel",
    "310.15, K, 37, Cel",
    "97, %, 0.97, 1",
    "0.97, 1, 97, %",
    "5, [IU]/mL, 5, [iU]/mL",
    "5, [IU]/mL, 5000, [iU]/L",
    "40, U/L, 40, [IU]/L",
    "2.5, m[IU]/L, 2.5, mU/L",
    "1, kat, 60000000, U",
    "0.5, mg/kg, 500, ug/kg",
    "72, {beats}/min, 72, /min",
    "72, /min, 72, {Herzfrequenz}/min",
    "1.2, /s, 72, {beats}/min",
    "4, {score}, 4, 1",
    "1, mmol/L, 1000, umol/L",
    "7, 10*3/uL, 7, 10*9/L",
    "60, mL/min/{1.73_m2}, 1, mL/s",
    "24, kg/m2, 0.0024, kg/cm2",
    "1, g/m.s, 1, g.s/m",
  })
  void convertsExactly(String value, String from, String expected, String to) {
    assertThat(convert(value, from, to)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "mm[Hg], kg",
    "mg, mg/kg",
    "mg/dL, mmol/L",
    "mmol, 1",
    "meq/L, mmol/L",
    "[arb'U], [iU]",
    "[iU], 1",
    "kat, [iU]",
    "Cel, Cel/h",
    "mCel, Cel",
    "[pH], 1",
    "dB, 1",
    "m, 1",
    "kg, foo",
    "foo, kg",
    "gr, g",
    "rpm, /min",
    "Mg, mg",
    "ML, mL",
    "Mmol/L, mmol/L",
    "K, Cel/h",
    "M, m",
    "G, g",
    "mm[Hg]., ",
  })
  void comparesNothingElse(String unit, @Nullable String other) {
    assertThat(Units.areComparable(unit, other)).isFalse();
    assertThat(Units.areComparable(other, unit)).isFalse();
  }

  @Test
  void neverGuessesAMissingUnit() {
    for (String missing : new String[] {null, "", " ", "\u00a0"}) {
      assertThat(Units.convert(new Quantity(BigDecimal.ONE, null, missing), "kg")).isNull();
      assertThat(Units.convert(Quantity.of("1", "kg"), missing)).isNull();
      assertThat(Units.convert(new Quantity(BigDecimal.ONE, null, missing), "1")).isNull();
    }
  }

  @Nested
  class UnitsAsPeopleWriteThem {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "mmHg, mm[Hg]",
      "mm Hg, mm[Hg]",
      "MMHG, mm[Hg]",
      "mm(hg), mm[Hg]",
      "MM[HG], mm[Hg]",
      "millimeters of mercury, mm[Hg]",
      "Torr, mm[Hg]",
      "kgs, kg",
      "KG, kg",
      "Kilograms, kg",
      "lb, [lb_av]",
      "lbs, [lb_av]",
      "lbs., [lb_av]",
      "POUNDS, [lb_av]",
      "oz, [oz_av]",
      "in, [in_i]",
      "inches, [in_i]",
      "ft, [ft_i]",
      "CM, cm",
      "C, Cel",
      "°C, Cel",
      "degC, Cel",
      "Degrees Celsius, Cel",
      "F, [degF]",
      "°F, [degF]",
      "deg F, [degF]",
      "percent, %",
      "bpm, /min",
      "Beats/min, /min",
      "breaths per minute, /min",
      "1/min, /min",
      "µg, ug",
      "μg, ug",
      "mcg/kg, ug/kg",
      "mg/dl, mg/dL",
      "MG/DL, mg/dL",
      "mg per dL, mg/dL",
      "MMOL/L, mmol/L",
      "µmol/l, umol/L",
      "mEq/L, meq/L",
      "IU/L, U/L",
      "units/L, U/L",
      "mIU/mL, m[IU]/mL",
      "kg/m², kg/m2",
      "kg/m^2, kg/m2",
      "mL/min/1.73m2, mL/min/{1.73_m2}",
    })
    void areRead(String text, String ucum) {
      assertThat(convert("7.25", text, ucum)).isEqualByComparingTo("7.25");
    }

    @Test
    void meanWhatFitsTheOtherUnit() {
      assertThat(convert("1", "C", "mC")).as("coulombs").isEqualByComparingTo("1000");
      assertThat(convert("1", "F", "mF")).as("farads").isEqualByComparingTo("1000");
      assertThat(convert("1", "st", "L")).as("steres").isEqualByComparingTo("1000");
      assertThat(convert("212", "F", "C")).isEqualByComparingTo("100");
    }
  }

  @Nested
  class AnObservationOfASubstance {
    // creatinine: 113.12 g/mol
    final ObservationDefinition creatinine =
        new ObservationDefinition(
            "mg/dL",
            null,
            null,
            new MolarMass(new BigDecimal("113.12"), "a handbook"),
            "Measure it.");

    @Test
    void hasMassAndSubstanceCompared() {
      assertThat(Units.convert(Quantity.of("1000", "umol/L"), creatinine))
          .isEqualByComparingTo("11.312");
      assertThat(Units.convert(Quantity.of("1000", "µmol/l"), creatinine))
          .isEqualByComparingTo("11.312");
      assertThat(Units.convert(Quantity.of("113.12", "g/mol"), creatinine)).isNull();
      assertThat(Units.convert(Quantity.of("1", "mmol"), creatinine)).isNull();
    }

    @Test
    void hasThemComparedTheOtherWayRound() {
      ObservationDefinition inMoles =
          new ObservationDefinition("umol/L", null, null, creatinine.molarMass(), "Measure it.");

      assertThat(Units.convert(Quantity.of("11.312", "mg/dL"), inMoles))
          .isEqualByComparingTo("1000");
    }

    @Test
    void doesNotWithoutAMolarMass() {
      ObservationDefinition plain = new ObservationDefinition("mg/dL", null, null, "Measure it.");

      assertThat(Units.convert(Quantity.of("1000", "umol/L"), plain)).isNull();
    }
  }

  @Nested
  class HostileTexts {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "m999999999999",
          "10*999999999",
          "10*-999999999",
          "m/0",
          "(((((((m",
          "{",
          "{a",
          "[",
          "m[",
          "m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m",
          "1",
          "/",
          "//",
          "/////////",
          ".",
          "-1",
          "+",
          "m-",
          "m+2",
          "Ym60",
          "999999999999999999999",
          "[pi]99",
          "per",
          " per ",
          "a per b per c",
          "\u0000",
          "\ud800",
          "mm[Hg]\u0000",
          "1.m",
          "µ",
          "%%"
        })
    void areNotComparableAndThrowNothing(String text) {
      assertThatCode(() -> Units.areComparable(text, "kg")).doesNotThrowAnyException();
      assertThat(Units.areComparable(text, "kg")).isFalse();
    }

    @Test
    void takeBoundedTime() {
      String brackets = "(".repeat(99);
      String many = "m.s.g.".repeat(1_000_000);

      assertThat(Duration.ofSeconds(20))
          .isGreaterThan(
              time(
                  () -> {
                    for (int i = 0; i < 2_000; i++) {
                      Units.areComparable(brackets, "kg");
                      Units.areComparable(many, "kg");
                      Units.areComparable("m.s.g.m.s.g.m.s.g" + i, "kg");
                    }
                  }));
    }

    @Test
    void mayComeWithHostileNumbers() {
      for (String number :
          List.of("1e999999999", "1e-999999999", "-1e2147483647", "9".repeat(100_000))) {
        assertThat(convert(number, "[degF]", "Cel")).isNull();
        assertThat(convert(number, "g", "g")).isEqualByComparingTo(new BigDecimal(number));
      }
      assertThat(convert("0e999999999", "g", "kg")).isEqualByComparingTo("0");
      assertThat(convert("1." + "0".repeat(900), "g", "mg")).isEqualByComparingTo("1000");
    }

    private static Duration time(Runnable work) {
      long start = System.nanoTime();
      work.run();
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  @Test
  void doesNotLoadTheTablesForWhatUsualRecordsHave() throws IOException, InterruptedException {
    assertThat(classesLoadedBy("mm[Hg]", "mm[Hg]")).doesNotContain("org.fhir.ucum");
    assertThat(classesLoadedBy("mmHg", "mm[Hg]")).doesNotContain("org.fhir.ucum");
    assertThat(classesLoadedBy("bpm", "/min")).doesNotContain("org.fhir.ucum");
    assertThat(classesLoadedBy("kPa", "mm[Hg]")).contains("org.fhir.ucum");
  }

  @Nested
  class WhatIsKept {

    @Test
    void isUnitsAndNoOtherTextOfARecord() {
      convert("1", "no unit at all", "kg");
      convert("1", "g{of what the patient said}", "kg");
      convert("1", "cg", "kg");

      assertThat(Units.kept())
          .contains("cg")
          .doesNotContain("no unit at all", "g{of what the patient said}");
    }

    @Test
    void isBoundedHoweverManyUnitsARecordHas() {
      for (int i = 1; i <= 3 * Units.MOST_KEPT; i++) {
        assertThat(convert("1", i + ".g", "g")).isEqualByComparingTo(BigDecimal.valueOf(i));
      }

      assertThat(Units.kept()).hasSizeLessThanOrEqualTo(Units.MOST_KEPT);
    }
  }

  /** Compares two units in a Java of its own. */
  static final class Compare {
    public static void main(String[] units) {
      if (!Units.areComparable(units[0], units[1])) {
        throw new IllegalStateException("not comparable");
      }
    }
  }

  private static String classesLoadedBy(String unit, String other)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Compare.class.getName(),
                unit,
                other)
            .redirectErrorStream(true)
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
