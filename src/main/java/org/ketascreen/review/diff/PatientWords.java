package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystemNames;

/** A patient who was made up, in sentences. Not for patients whom there are. */
final class PatientWords {

  private final List<String> sentences = new ArrayList<>();

  private final Map<Coding, String> titles;

  private PatientWords(Map<Coding, String> titles) {
    this.titles = titles;
  }

  /**
   * Returns a patient in sentences.
   *
   * @param titles what codes without words are in words
   */
  static List<String> of(ScreeningRequest request, Map<Coding, String> titles) {
    PatientWords words = new PatientWords(titles);
    words.person(request.record());
    request.record().entries().forEach(each -> words.sentences.add(words.entry(each)));
    words.sections(request.record());
    words.plan(request);
    return List.copyOf(words.sentences);
  }

  private void person(PatientRecord record) {
    Gender sex = record.birthSex() == null ? record.gender() : record.birthSex();
    if (sex != null) {
      sentences.add("sex: " + sex.code());
    }
    if (record.birthDate() != null) {
      sentences.add("born " + record.birthDate());
    }
  }

  /** Says what is not listed and surely absent, or known in part. */
  private void sections(PatientRecord record) {
    record
        .assertions()
        .forEach(
            (section, assertion) -> {
              if (assertion.is() != AssertionStatus.NOT_ASKED) {
                sentences.add(section.code() + ": " + assertion.is().code());
              }
            });
    if (record.entries().isEmpty() && sentences.isEmpty()) {
      sentences.add("nothing is known of the patient");
    }
  }

  private void plan(ScreeningRequest request) {
    Treatment plan = request.treatment();
    StringBuilder words = new StringBuilder("planned: ");
    words.append(plan.agentAndRoute());
    if (plan.dose() != null) {
      words.append(' ').append(amount(plan.dose()));
    }
    if (plan.duration() != null) {
      words.append(" in ").append(amount(plan.duration()));
    }
    if (plan.session() != null) {
      words.append(", session ").append(plan.session());
    }
    if (plan.courseBegan() != null) {
      words.append(", course began ").append(plan.courseBegan());
    }
    plan.indications().forEach(each -> words.append(", for ").append(concept(each)));
    words.append(", at ").append(request.stage().code());
    if (!request.jurisdiction().equals(Rule.ANY_JURISDICTION)) {
      words.append(", by the rules of ").append(request.jurisdiction());
    }
    sentences.add(words + ", as of " + request.asOf());
  }

  private String entry(Entry entry) {
    if (entry instanceof Condition condition) {
      return "condition: " + concept(condition.code()) + condition(condition);
    } else if (entry instanceof Procedure procedure) {
      return "procedure: "
          + concept(procedure.code())
          + unless(ProcedureStatus.COMPLETED, procedure.status())
          + when("performed", procedure.performed());
    } else if (entry instanceof Medication medication) {
      return "medicine: " + concept(medication.code()) + medication(medication);
    } else if (entry instanceof Allergy allergy) {
      return "allergy: "
          + concept(allergy.code())
          + code(allergy.clinicalStatus())
          + code(allergy.verificationStatus())
          + code(allergy.type());
    } else if (entry instanceof Planned planned) {
      return "to be done: "
          + concept(planned.code())
          + unless(Planned.Status.ACTIVE, planned.status())
          + when("due", planned.due());
    } else if (entry instanceof Observation observation) {
      return "observation: " + concept(observation.code()) + observation(observation);
    } else if (entry instanceof Mention mention) {
      return "only named: " + concept(mention.code()) + when("at", mention.when());
    } else if (entry instanceof FamilyHistory relative) {
      return "of a relative: " + concept(relative.code());
    }
    throw new IllegalStateException("an entry of no kind");
  }

  private String condition(Condition condition) {
    return code(condition.clinicalStatus())
        + code(condition.verificationStatus())
        + (condition.severity() == null ? "" : ", " + concept(condition.severity()))
        + when("began", condition.onset())
        + when("ended", condition.abatement());
  }

  private String medication(Medication medication) {
    StringBuilder words = new StringBuilder(code(medication.status()));
    RecordedPeriod taken = medication.taken();
    if (medication.kind() == Medication.Kind.ADMINISTRATION) {
      words.append(", given");
      if (taken != null) {
        words.append(' ').append(taken.end());
      }
    } else if (taken != null) {
      words.append(taken.start() == null ? "" : ", taken from " + taken.start());
      words.append(taken.end() == null ? "" : ", taken until " + taken.end());
    }
    for (Dosage each : medication.dosages()) {
      words.append(each.route() == null ? "" : ", by route " + concept(each.route()));
      if (each.mostADay() != null) {
        boolean isExact = each.mostADay().equals(each.leastADay());
        words.append(isExact ? ", " : ", up to ").append(amount(each.mostADay())).append(" a day");
      }
    }
    return words.toString();
  }

  private String observation(Observation observation) {
    StringBuilder words = new StringBuilder(value(observation.value()));
    words.append(unless(ObservationStatus.FINAL, observation.status()));
    RecordedPeriod effective = observation.effective();
    if (effective != null) {
      boolean isMoment = Objects.equals(effective.start(), effective.end());
      words.append(isMoment ? ", on " : ", from ").append(effective.start());
      words.append(isMoment ? "" : " to " + effective.end());
    }
    ReferenceRange range = observation.range();
    if (range != null) {
      words.append(", normal");
      words.append(range.low() == null ? "" : " from " + amount(range.low()));
      words.append(range.high() == null ? "" : " to " + amount(range.high()));
    }
    observation.interpretations().forEach(each -> words.append(", marked ").append(concept(each)));
    return words.toString();
  }

  private String value(Observation.@Nullable Value value) {
    if (value == null) {
      return " without a value";
    } else if (value instanceof Observation.Value.Measured measured) {
      return " = " + amount(measured.quantity());
    } else if (value instanceof Observation.Value.Coded coded) {
      return " = " + concept(coded.concept());
    } else if (value instanceof Observation.Value.Words words) {
      return " = '" + words.text() + "'";
    } else if (value instanceof Observation.Value.Between between) {
      return (between.low() == null ? "" : " from " + amount(between.low()))
          + (between.high() == null ? "" : " to " + amount(between.high()));
    }
    throw new IllegalStateException("a value of no kind");
  }

  /** Returns words and code of a concept. */
  private String concept(CodeableConcept concept) {
    List<String> parts = new ArrayList<>();
    if (concept.text() != null) {
      parts.add("'" + concept.text() + "'");
    }
    concept.codings().forEach(each -> parts.add(coding(each)));
    return String.join(" ", parts);
  }

  private String coding(Coding coding) {
    if (Coding.TITLES.equals(coding.system())) {
      return String.valueOf(coding.code());
    }
    String code = CodeSystemNames.written(String.valueOf(coding.system())) + "|" + coding.code();
    String words = coding.display() == null ? titles.get(coding) : coding.display();
    return words == null ? code : words + " (" + code + ")";
  }

  private static String amount(Quantity quantity) {
    return (quantity.comparator() == null ? "" : quantity.comparator())
        + quantity.value().toPlainString()
        + (quantity.unit() == null ? "" : " " + quantity.unit());
  }

  private static String code(@Nullable FhirCode code) {
    return code == null ? "" : ", " + code.code();
  }

  private static String unless(FhirCode usual, @Nullable FhirCode status) {
    return usual.equals(status) ? "" : status == null ? ", no status" : ", " + status.code();
  }

  private static String when(String what, @Nullable Moment moment) {
    if (moment == null) {
      return "";
    }
    return ", " + what + " " + (moment instanceof Moment.At at ? at.time() : "at some time");
  }
}
