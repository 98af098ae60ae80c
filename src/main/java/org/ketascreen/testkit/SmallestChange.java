package org.ketascreen.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.Group;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystemNames;

/**
 * Looks for the smallest change to a vignette's patient that meets what the vignette demands: one
 * entry taken away, what one witness of a sentence has, or both. Immutable and thread-safe.
 */
final class SmallestChange {

  private static final int MOST_SCREENINGS = 400;

  private final Rulebase rulebase;
  private final Engine engine;

  SmallestChange(Rulebase rulebase) {
    this.rulebase = rulebase;
    this.engine = Engine.of(rulebase, null);
  }

  /**
   * A changed patient.
   *
   * @param what the change in words
   * @param size how many things are changed
   */
  private record Changed(String what, int size, ScreeningRequest request) {}

  /**
   * Returns the smallest change in words, or that none was found and among what.
   *
   * @param rules the rules to which it is due that the vignette is not met
   */
  String meeting(Vignette vignette, Set<String> rules) {
    List<Changed> tries = tries(vignette.request(), rules);
    return tries.stream()
        .limit(MOST_SCREENINGS)
        .filter(each -> isMet(vignette, each.request()))
        .findFirst()
        .map(Changed::what)
        .orElse(
            "none found within "
                + Math.min(tries.size(), MOST_SCREENINGS)
                + " of "
                + tries.size()
                + " changes: one entry taken away, what one sentence of these rules asks for added,"
                + " or both");
  }

  private boolean isMet(Vignette vignette, ScreeningRequest request) {
    return Vignettes.differences(vignette, TrialScreening.of(engine, rulebase, request).report())
        .isEmpty();
  }

  /** Returns all changes, smallest first; of equal ones, those that take away come first. */
  private List<Changed> tries(ScreeningRequest request, Set<String> rules) {
    List<Changed> without = without(request);
    List<Changed> tries = new ArrayList<>(without);
    tries.addAll(with(request, rules));
    for (Changed each : without) {
      for (Changed more : with(each.request(), rules)) {
        tries.add(
            new Changed(
                each.what() + "; " + more.what(), each.size() + more.size(), more.request()));
      }
    }
    tries.sort(Comparator.comparingInt(Changed::size));
    return tries;
  }

  private static List<Changed> without(ScreeningRequest request) {
    List<Changed> changed = new ArrayList<>();
    for (Entry entry : request.record().entries()) {
      List<Entry> others = new ArrayList<>(request.record().entries());
      others.remove(entry);
      changed.add(
          new Changed("without " + named(entry), 1, request.with(with(request.record(), others))));
    }
    return changed;
  }

  private static String named(Entry entry) {
    Coding coding = entry.code().codings().stream().findFirst().orElse(null);
    return entry.reference()
        + (coding == null || coding.system() == null
            ? " (" + entry.code().text() + ")"
            : " (" + CodeSystemNames.written(coding.system()) + "|" + coding.code() + ")");
  }

  private List<Changed> with(ScreeningRequest request, Set<String> rules) {
    WitnessScene scene =
        engine.scene(request.asOf(), request.treatment().agent(), request.treatment().route());
    Map<String, Changed> changed = new LinkedHashMap<>();
    engine.rules().stream()
        .filter(each -> rules.contains(each.rule().id()))
        .flatMap(each -> parts(each.whole()))
        .flatMap(each -> each.witnesses(scene).stream())
        .forEach(
            witness -> {
              WitnessPatient patient = patient(scene, request.record());
              witness.add().accept(patient);
              ScreeningRequest both = joined(request, patient);
              int size = size(request, both);
              if (size > 0) {
                changed.putIfAbsent(
                    witness.what(), new Changed("with " + witness.what(), size, both));
              }
            });
    return List.copyOf(changed.values());
  }

  private static Stream<Sentence> parts(Sentence sentence) {
    return sentence instanceof Group group
        ? Stream.concat(Stream.of(sentence), group.lines().stream().flatMap(SmallestChange::parts))
        : Stream.of(sentence);
  }

  /** Returns a patient whose entries have other references than those of the record. */
  private static WitnessPatient patient(WitnessScene scene, PatientRecord record) {
    WitnessPatient patient = scene.patient();
    int taken = record.entries().size();
    record.entries().stream()
        .map(each -> each.reference().replaceFirst("/.*", ""))
        .distinct()
        .forEach(
            type -> {
              for (int i = 0; i <= taken; i++) {
                patient.reference(type);
              }
            });
    return patient;
  }

  private static ScreeningRequest joined(ScreeningRequest request, WitnessPatient patient) {
    PatientRecord its = patient.record();
    PatientRecord record = request.record();
    List<Entry> entries = new ArrayList<>(record.entries());
    entries.addAll(its.entries());
    PatientRecord.Builder joined =
        builder(record, entries)
            .birthSex(its.birthSex() == null ? record.birthSex() : its.birthSex())
            .birthDate(its.birthDate() == null ? record.birthDate() : its.birthDate());
    if (its.birthSex() != null || its.birthDate() != null) {
      joined.patientEntries(1);
    }
    for (Section section : Section.values()) {
      if (its.assertion(section).is() != AssertionStatus.NOT_ASKED) {
        joined.assertion(section, its.assertion(section));
      }
    }
    return request.with(joined.build()).with(joined(request.treatment(), patient.plan()));
  }

  private static Treatment joined(Treatment treatment, Treatment its) {
    return new Treatment(
        treatment.agent(),
        treatment.route(),
        or(its.dose(), treatment.dose()),
        or(its.duration(), treatment.duration()),
        or(its.session(), treatment.session()),
        or(its.courseBegan(), treatment.courseBegan()),
        its.indications().isEmpty() ? treatment.indications() : its.indications());
  }

  private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }

  private static PatientRecord with(PatientRecord record, List<Entry> entries) {
    return builder(record, entries).build();
  }

  private static PatientRecord.Builder builder(PatientRecord record, List<Entry> entries) {
    PatientRecord.Builder builder =
        PatientRecord.builder()
            .subject(record.subject())
            .gender(record.gender())
            .birthSex(record.birthSex())
            .birthDate(record.birthDate())
            .patientEntries(record.patientEntries());
    entries.forEach(builder::add);
    record.notRead().forEach(builder::add);
    record.assertions().forEach(builder::assertion);
    return builder;
  }

  private static int size(ScreeningRequest before, ScreeningRequest after) {
    PatientRecord its = before.record();
    PatientRecord record = after.record();
    int size = record.entries().size() - its.entries().size();
    size += Objects.equals(its.birthSex(), record.birthSex()) ? 0 : 1;
    size += Objects.equals(its.birthDate(), record.birthDate()) ? 0 : 1;
    size += before.treatment().equals(after.treatment()) ? 0 : 1;
    for (Section section : Section.values()) {
      size += its.assertion(section).is() == record.assertion(section).is() ? 0 : 1;
    }
    return size;
  }
}
