package org.ketascreen.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.json.RequestReader;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;

class KetascreenArbitrariesTest {

  private static final Rulebase RULEBASE = Rulebases.bundled().load("ketamine@1.0.0");
  private static final KetascreenArbitraries PATIENTS = KetascreenArbitraries.of(RULEBASE);

  @Provide
  Arbitrary<PatientRecord> records() {
    return PATIENTS.records();
  }

  @Provide
  Arbitrary<String> hostileBundles() {
    return PATIENTS.hostile().bundles();
  }

  @Property(tries = 300)
  void aValidBundleSaysWhatItsRecordSays(@ForAll("records") PatientRecord record) {
    PatientRecord read = FhirReader.r4().read(BundleWriter.write(record));

    assertThat(read.notRead()).isEmpty();
    assertThat(read.entries())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("dosages")
        .containsExactlyInAnyOrderElementsOf(record.entries());
    assertThat(read.birthDate()).isEqualTo(record.birthDate());
    assertThat(read.gender()).isEqualTo(record.gender());
  }

  @Property(tries = 300)
  void aHostileBundleIsReadOrRefused(@ForAll("hostileBundles") String json) {
    try {
      assertThat(FhirReader.r4().read(json)).isNotNull();
    } catch (UnreadableInputException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Example
  void areOfTreatmentsAndJurisdictionsThatMayBeAskedFor() {
    Rulebase narrow = Rulebases.bundled().load("ketamine@0.8.0");

    KetascreenArbitraries.of(narrow)
        .requests()
        .sampleStream()
        .limit(100)
        .forEach(
            each -> {
              assertThat(narrow.isAbout(each.treatment())).isTrue();
              assertThat(narrow.jurisdictions()).contains(each.jurisdiction());
            });
  }

  /** Both sides of a limit and every code: else the arbitraries would not be at the boundaries. */
  @Example
  void areOnBothSidesOfALimit() {
    Set<Integer> sides = new HashSet<>();
    PATIENTS
        .records()
        .sampleStream()
        .limit(1_500)
        .map(PatientRecord::entries)
        .forEach(entries -> entries.forEach(entry -> add(sides, entry)));

    assertThat(sides).containsExactlyInAnyOrder(-1, 0, 1);
  }

  private static void add(Set<Integer> sides, Entry entry) {
    if (entry instanceof Observation reading
        && reading.value() instanceof Observation.Value.Measured measured
        && Objects.equals(measured.quantity().unit(), "mm[Hg]")) {
      sides.add(measured.quantity().value().compareTo(java.math.BigDecimal.valueOf(140)));
    }
  }

  @Example
  void printAPatientThatCanBeScreenedAgain() {
    ScreeningRequest request = PATIENTS.requests().sample();

    String printed = String.valueOf(new PatientFormat().report(request));

    assertThat(RequestReader.v1().read(printed).treatment()).isEqualTo(request.treatment());
  }

  @Example
  void messyRecordsHaveWhatValidOnesHaveNot() {
    List<Entry> messy =
        PATIENTS
            .messy()
            .records()
            .sampleStream()
            .limit(300)
            .flatMap(r -> r.entries().stream())
            .toList();
    List<Entry> valid =
        PATIENTS.records().sampleStream().limit(300).flatMap(r -> r.entries().stream()).toList();

    assertThat(messy)
        .anyMatch(
            each -> each instanceof Condition condition && condition.clinicalStatus() == null);
    assertThat(valid)
        .noneMatch(
            each -> each instanceof Condition condition && condition.clinicalStatus() == null);
  }
}
