package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Treatment;

/** Leaves out of a request what is not needed. */
final class Minimal {

  /** An entry weighs more than everything else together. */
  private static final int ENTRY = 100;

  private Minimal() {}

  /** Returns how much a request says. */
  static int size(ScreeningRequest request) {
    return ENTRY * request.record().entries().size() + parts(request).size();
  }

  /**
   * Returns a request of which nothing can be left out so that it is still wanted.
   *
   * @param request one that is wanted
   */
  static ScreeningRequest of(ScreeningRequest request, Predicate<ScreeningRequest> wanted) {
    ScreeningRequest smallest = request;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (ScreeningRequest each : smaller(smallest)) {
        if (wanted.test(each)) {
          smallest = each;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Returns the request without each single thing that it says. */
  static List<ScreeningRequest> smaller(ScreeningRequest request) {
    List<ScreeningRequest> smaller = new ArrayList<>();
    List<Entry> entries = request.record().entries();
    for (int i = 0; i < entries.size(); i++) {
      List<Entry> fewer = new ArrayList<>(entries);
      fewer.remove(i);
      smaller.add(request.with(withEntries(request.record(), fewer)));
    }
    smaller.addAll(parts(request));
    return smaller;
  }

  /** Returns the request without each of the things that it says beside its entries. */
  private static List<ScreeningRequest> parts(ScreeningRequest request) {
    List<ScreeningRequest> without = new ArrayList<>();
    PatientRecord patient = request.record();
    patient
        .assertions()
        .forEach(
            (section, assertion) -> {
              if (assertion.is() != AssertionStatus.NOT_ASKED) {
                without.add(request.with(withNothingOf(patient, section)));
              }
            });
    if (patient.birthDate() != null) {
      without.add(request.with(withPerson(patient, patient.gender(), patient.birthSex(), null)));
    }
    if (patient.gender() != null || patient.birthSex() != null) {
      without.add(request.with(withPerson(patient, null, null, patient.birthDate())));
    }
    planParts(request.treatment()).forEach(each -> without.add(request.with(each)));
    return without;
  }

  private static List<Treatment> planParts(Treatment plan) {
    return Stream.<Consumer<Treatment.Builder>>of(
            without -> without.dose(null),
            without -> without.duration(null),
            without -> without.session(null),
            without -> without.courseBegan(null),
            without -> without.indications(List.of()))
        .map(each -> changed(plan, each))
        .filter(each -> !each.equals(plan))
        .toList();
  }

  private static Treatment changed(Treatment plan, Consumer<Treatment.Builder> change) {
    Treatment.Builder changed =
        Treatment.builder(plan.agent(), plan.route())
            .dose(plan.dose())
            .duration(plan.duration())
            .session(plan.session())
            .courseBegan(plan.courseBegan())
            .indications(plan.indications());
    change.accept(changed);
    return changed.build();
  }

  private static PatientRecord withEntries(PatientRecord record, List<Entry> entries) {
    return new PatientRecord(
        record.subject(),
        record.gender(),
        record.birthSex(),
        record.birthDate(),
        record.patientEntries(),
        entries,
        record.notRead(),
        record.assertions());
  }

  private static PatientRecord withNothingOf(PatientRecord record, Section section) {
    Map<Section, Assertion> assertions = new EnumMap<>(record.assertions());
    assertions.put(section, new Assertion(AssertionStatus.NOT_ASKED, "witness"));
    return new PatientRecord(
        record.subject(),
        record.gender(),
        record.birthSex(),
        record.birthDate(),
        record.patientEntries(),
        record.entries(),
        record.notRead(),
        assertions);
  }

  private static PatientRecord withPerson(
      PatientRecord record,
      @Nullable Gender gender,
      @Nullable Gender birthSex,
      @Nullable RecordedTime birthDate) {
    return new PatientRecord(
        record.subject(),
        gender,
        birthSex,
        birthDate,
        record.patientEntries(),
        record.entries(),
        record.notRead(),
        record.assertions());
  }
}
