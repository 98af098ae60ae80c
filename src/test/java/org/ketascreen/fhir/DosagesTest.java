package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.entry;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Quantity;

class DosagesTest {

  private static final String DOSE = "'doseAndRate':[{'doseQuantity':{'value':20,'unit':'mg'}}]";

  private static List<Dosage> dosages(String type, String property) {
    return ((Medication)
            entry(
                "{'resourceType':'"
                    + type
                    + "','medicationCodeableConcept':{'text':'x'},"
                    + property
                    + "}"))
        .dosages();
  }

  private static Dosage dosage(String properties) {
    List<Dosage> dosages =
        dosages("MedicationRequest", "'dosageInstruction':[{" + properties + "}]");
    assertThat(dosages).hasSize(1);
    return dosages.get(0);
  }

  private static @Nullable Quantity milligrams(@Nullable String amount) {
    return amount == null ? null : new Quantity(new BigDecimal(amount), null, "mg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timing':{'repeat':{'frequency':2,'period':1,'periodUnit':'d'}}|40|40",
        "'timing':{'repeat':{'period':1,'periodUnit':'d'}}|20|20",
        "'timing':{'repeat':{'frequency':1,'period':8,'periodUnit':'h'}}|60|60",
        "'timing':{'repeat':{'frequency':1,'period':30,'periodUnit':'min'}}|960|960",
        "'timing':{'repeat':{'frequency':1,'frequencyMax':3,'period':1,'periodUnit':'d'}}|20|60",
        "'timing':{'repeat':{'frequency':1,'period':4,'periodMax':6,'periodUnit':'h'}}|80|120",
        "'timing':{'repeat':{'frequency':7,'period':1,'periodUnit':'wk'}}|20|20",
        "'timing':{'repeat':{'frequency':1,'period':2,'periodUnit':'d'}}|10|10",
        "'timing':{'repeat':{'when':['MORN','NIGHT']}}|40|40",
        "'timing':{'repeat':{'timeOfDay':['08:00:00','12:00:00','18:00:00'],'period':1,'periodUnit':'d'}}|60|60",
        "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d','dayOfWeek':['mon']}}|0|20",
        "'timing':{'code':{'coding':[{'code':'TID'}]}}|60|60",
        "'timing':{'code':{'coding':[{'code':'Q6H'}]}}|80|80"
      })
  void isTheDoseTimesHowOftenADay(String timing, String least, String most) {
    Dosage dosage = dosage(DOSE + "," + timing.replace('"', '\''));

    assertThat(dosage.leastADay()).isEqualTo(milligrams(least));
    assertThat(dosage.mostADay()).isEqualTo(milligrams(most));
  }

  @Test
  void isFromNothingWhenNeededAndUpToTheLimit() {
    Dosage dosage =
        dosage(
            DOSE
                + ",'asNeededCodeableConcept':{'text':'pain'},"
                + "'timing':{'code':{'coding':[{'code':'Q4H'}]}},"
                + "'maxDosePerPeriod':{'numerator':{'value':30,'unit':'mg'},'denominator':{'value':12,'unit':'h'}},"
                + "'route':{'text':'by mouth'}");

    assertThat(dosage)
        .isEqualTo(
            new Dosage(
                CodeableConcept.ofText("by mouth"), true, milligrams("0"), milligrams("60")));
  }

  @Test
  void isFromTheLowToTheHighOfARange() {
    Dosage dosage =
        dosage(
            "'asNeededBoolean':false,'doseAndRate':[{'doseRange':{'low':{'value':1,'unit':'mg'},"
                + "'high':{'value':2,'unit':'mg'}}}],'timing':{'code':{'coding':[{'code':'BID'}]}}");

    assertThat(dosage).isEqualTo(new Dosage(null, false, milligrams("2"), milligrams("4")));
  }

  @Test
  void isWhatWasOrderedBesideWhatWasCalculated() {
    Dosage dosage =
        dosage(
            "'doseAndRate':[{'type':{'coding':[{'code':'calculated'}]},'doseQuantity':{'value':9,'unit':'mg'}},"
                + "{'type':{'coding':[{'code':'ordered'}]},'doseQuantity':{'value':5,'unit':'mg'}}],"
                + "'timing':{'code':{'coding':[{'code':'QD'}]}}");

    assertThat(dosage.mostADay()).isEqualTo(milligrams("5"));
  }

  @Test
  void cannotBeToldWithoutATiming() {
    assertThat(dosages("MedicationRequest", "'dosageInstruction':[{" + DOSE + "}]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MedicationStatement,dosage", "MedicationDispense,dosageInstruction"})
  void isReadOfEveryMedicine(String type, String property) {
    assertThat(
            dosages(
                type,
                "'" + property + "':[{" + DOSE + ",'timing':{'code':{'coding':[{'code':'QD'}]}}}]"))
        .containsExactly(new Dosage(null, null, milligrams("20"), milligrams("20")));
  }

  @Test
  void isAtLeastTheOneDoseThatWasGiven() {
    assertThat(
            dosages(
                "MedicationAdministration",
                "'dosage':{'dose':{'value':20,'unit':'mg'},'route':{'text':'oral'}}"))
        .containsExactly(new Dosage(CodeableConcept.ofText("oral"), null, milligrams("20"), null));
  }
}
