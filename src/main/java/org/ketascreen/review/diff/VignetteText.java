package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystemNames;

/**
 * Writes requests in the notation of vignettes, as far as that notation can say them. Not
 * thread-safe.
 */
final class VignetteText {

  private final StringBuilder text = new StringBuilder();

  private VignetteText() {}

  /** Whether a request can be said in the notation of vignettes. */
  static boolean canSay(ScreeningRequest request) {
    try {
      of("", "", request, "CV-01", "clear");
      return true;
    } catch (Unsayable e) {
      return false;
    }
  }

  /**
   * Returns a vignette.
   *
   * @throws Unsayable if the notation has no words for something in the request
   */
  static String of(String name, String why, ScreeningRequest request, String rule, String outcome) {
    VignetteText vignette = new VignetteText();
    vignette.line("- name", quoted(name));
    vignette.line("  why", quoted(why));
    vignette.request(request);
    vignette.line("  outcomes", flow(Map.of(rule, outcome)));
    return vignette.text.toString();
  }

  /** The notation has no words for something. */
  static final class Unsayable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unsayable(String what) {
      super("vignettes have no words for " + what);
    }
  }

  private void line(String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private void request(ScreeningRequest request) {
    treatment(request.treatment());
    if (request.stage() != Stage.EVALUATION) {
      line("  stage", request.stage().code());
    }
    if (!request.jurisdiction().equals(Rule.ANY_JURISDICTION)) {
      line("  jurisdiction", request.jurisdiction());
    }
    line("  asOf", quoted(request.asOf().toString()));
    person(request);
    sections(request);
    for (String key :
        List.of("conditions", "procedures", "medications", "allergies", "observations", "plans")) {
      List<String> entries =
          request.record().entries().stream()
              .filter(each -> key(each).equals(key))
              .map(each -> "    - " + flow(entry(each)) + "\n")
              .toList();
      if (!entries.isEmpty()) {
        text.append("  ").append(key).append(":\n");
        entries.forEach(text::append);
      }
    }
  }

  private void treatment(Treatment treatment) {
    String dose = treatment.dose() == null ? "" : " " + amount(treatment.dose());
    line("  treatment", quoted(treatment.agent().code() + " " + treatment.route().code() + dose));
    Map<String, String> plan = new LinkedHashMap<>();
    put(plan, "duration", treatment.duration() == null ? null : amount(treatment.duration()));
    put(plan, "session", treatment.session() == null ? null : treatment.session().toString());
    put(plan, "courseBegan", time(treatment.courseBegan()));
    if (treatment.indications().size() > 1) {
      throw new Unsayable("more than one indication");
    }
    treatment.indications().forEach(each -> put(plan, "for", inOne(each)));
    if (!plan.isEmpty()) {
      line("  plan", flow(plan));
    }
  }

  private void person(ScreeningRequest request) {
    Map<String, String> person = new LinkedHashMap<>();
    Gender sex = request.record().birthSex();
    put(person, "sex", code(sex == null ? request.record().gender() : sex));
    put(person, "birthDate", time(request.record().birthDate()));
    if (!person.isEmpty()) {
      line("  patient", flow(person));
    }
  }

  private void sections(ScreeningRequest request) {
    Map<String, String> sections = new LinkedHashMap<>();
    request
        .record()
        .assertions()
        .forEach(
            (section, assertion) -> {
              boolean isListed =
                  request.record().entries().stream()
                      .anyMatch(each -> key(each).equals(section.code()));
              AssertionStatus unsaid =
                  isListed ? AssertionStatus.RECORDED : AssertionStatus.NOT_ASKED;
              if (assertion.is() != unsaid) {
                sections.put(section.code(), assertion.is().code());
              }
            });
    if (!sections.isEmpty()) {
      line("  sections", flow(sections));
    }
  }

  /** Returns the key of the list that an entry stands in; that of its section if it has one. */
  private static String key(Entry entry) {
    if (entry instanceof Condition) {
      return Section.CONDITIONS.code();
    } else if (entry instanceof Medication) {
      return Section.MEDICATIONS.code();
    } else if (entry instanceof Allergy) {
      return Section.ALLERGIES.code();
    } else if (entry instanceof Procedure) {
      return Section.PROCEDURES.code();
    } else if (entry instanceof Planned) {
      return Section.PLANS.code();
    } else if (entry instanceof Observation) {
      return "observations";
    } else if (entry instanceof Mention) {
      throw new Unsayable("what is only named");
    } else if (entry instanceof FamilyHistory) {
      throw new Unsayable("relatives");
    }
    throw new IllegalStateException("an entry of no kind");
  }

  private static Map<String, String> entry(Entry entry) {
    Map<String, String> fields = concept(entry.code());
    if (entry instanceof Condition condition) {
      condition(fields, condition);
    } else if (entry instanceof Procedure procedure) {
      put(fields, "status", known(procedure.status()));
      put(fields, "performed", moment(procedure.performed()));
    } else if (entry instanceof Medication medication) {
      medication(fields, medication);
    } else if (entry instanceof Allergy allergy) {
      put(fields, "clinical", code(allergy.clinicalStatus()));
      put(fields, "verification", code(allergy.verificationStatus()));
      put(fields, "type", code(allergy.type()));
      put(fields, "recorded", time(allergy.recorded()));
    } else if (entry instanceof Planned plan) {
      put(fields, "status", known(plan.status()));
      put(fields, "due", moment(plan.due()));
      put(fields, "recorded", time(plan.recorded()));
    } else if (entry instanceof Observation observation) {
      observation(fields, observation);
    }
    return fields;
  }

  private static void condition(Map<String, String> fields, Condition condition) {
    put(fields, "clinical", code(condition.clinicalStatus()));
    put(fields, "verification", code(condition.verificationStatus()));
    if (condition.severity() != null) {
      if (condition.severity().text() == null || !condition.severity().codings().isEmpty()) {
        throw new Unsayable("a coded severity");
      }
      put(fields, "severity", condition.severity().text());
    }
    put(fields, "onset", moment(condition.onset()));
    put(fields, "abatement", moment(condition.abatement()));
    if (condition.abated()) {
      throw new Unsayable("an end at a time that is not said");
    }
    put(fields, "recorded", time(condition.recorded()));
  }

  private static void medication(Map<String, String> fields, Medication medication) {
    if (medication.planned() || medication.doNotPerform()) {
      throw new Unsayable("a medicine that is planned or not to be given");
    }
    put(fields, "kind", kind(medication.kind()));
    put(fields, "status", code(medication.status()));
    RecordedPeriod taken = medication.taken();
    if (taken != null) {
      boolean isAtOnce =
          medication.kind() == Medication.Kind.ADMINISTRATION
              && Objects.equals(taken.start(), taken.end());
      put(fields, "start", time(taken.start()));
      put(fields, "end", isAtOnce ? null : time(taken.end()));
    }
    put(fields, "recorded", time(medication.recorded()));
    List<Dosage> dosages =
        medication.dosages().stream()
            .filter(each -> !each.equals(new Dosage(null, null, null, null)))
            .toList();
    if (dosages.size() > 1) {
      throw new Unsayable("more than one dosage");
    }
    dosages.forEach(each -> dosage(fields, each));
  }

  private static String kind(Medication.Kind kind) {
    return switch (kind) {
      case REQUEST -> throw new Unsayable("a request for a medicine");
      case ADMINISTRATION -> "administration";
      case DISPENSE -> "dispense";
      case STATEMENT -> "statement";
    };
  }

  private static void dosage(Map<String, String> fields, Dosage dosage) {
    if (!Objects.equals(dosage.leastADay(), dosage.mostADay())) {
      throw new Unsayable("a dose between two others");
    }
    put(fields, "route", dosage.route() == null ? null : inOne(dosage.route()));
    put(fields, "aDay", dosage.mostADay() == null ? null : amount(dosage.mostADay()));
    put(fields, "asNeeded", dosage.asNeeded() == null ? null : dosage.asNeeded().toString());
  }

  private static void observation(Map<String, String> fields, Observation observation) {
    put(fields, "status", known(observation.status()));
    if (observation.value() instanceof Observation.Value.Measured measured) {
      put(fields, "value", amount(measured.quantity()));
    } else if (observation.value() instanceof Observation.Value.Coded coded) {
      put(fields, "result", inOne(coded.concept()));
    } else if (observation.value() != null) {
      throw new Unsayable("a value between two others or in words");
    }
    RecordedPeriod effective = observation.effective();
    if (effective != null) {
      if (!Objects.equals(effective.start(), effective.end())) {
        throw new Unsayable("an observation of a stretch of time");
      }
      put(fields, "effective", time(effective.start()));
    }
    ReferenceRange range = observation.range();
    if (range != null) {
      put(
          fields,
          "range",
          (range.low() == null ? "" : amount(range.low()))
              + " .. "
              + (range.high() == null ? "" : amount(range.high())));
    }
    observation.interpretations().forEach(each -> put(fields, "interpretation", mark(each)));
  }

  private static String mark(CodeableConcept interpretation) {
    String code =
        interpretation.codings().isEmpty() ? null : interpretation.codings().get(0).code();
    if (code == null) {
      throw new Unsayable("an interpretation in words");
    }
    return code;
  }

  private static Map<String, String> concept(CodeableConcept concept) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (concept.codings().size() > 1) {
      throw new Unsayable("several codes of one entry");
    }
    for (Coding each : concept.codings()) {
      fields.put("code", coding(each));
      put(fields, "display", each.display());
    }
    put(fields, "text", concept.text());
    return fields;
  }

  /** Returns a concept where the notation has one word for it. */
  private static String inOne(CodeableConcept concept) {
    if (concept.codings().size() == 1 && concept.text() == null) {
      return coding(concept.codings().get(0));
    }
    if (!concept.codings().isEmpty() || concept.text() == null) {
      throw new Unsayable("codes and words of one answer");
    }
    return "text|" + concept.text();
  }

  private static String coding(Coding coding) {
    if (coding.system() == null || coding.code() == null) {
      throw new Unsayable("a code without its system");
    }
    return (coding.system().equals(Coding.TITLES)
            ? "set"
            : CodeSystemNames.written(coding.system()))
        + "|"
        + coding.code();
  }

  private static String amount(Quantity quantity) {
    if (quantity.comparator() != null) {
      throw new Unsayable("a value of which only a bound is known");
    }
    return quantity.value().toPlainString()
        + (quantity.unit() == null ? "" : " " + quantity.unit());
  }

  private static @Nullable String moment(@Nullable Moment moment) {
    if (moment != null && !(moment instanceof Moment.At)) {
      throw new Unsayable("a time in words, by age or between two others");
    }
    return moment instanceof Moment.At at ? at.time().toString() : null;
  }

  private static @Nullable String time(@Nullable RecordedTime time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String code(@Nullable FhirCode code) {
    return code == null ? null : code.code();
  }

  /** Returns a status that the notation takes for granted where it is not written. */
  private static String known(@Nullable FhirCode status) {
    if (status == null) {
      throw new Unsayable("a status that is not known");
    }
    return status.code();
  }

  private static void put(Map<String, String> fields, String key, @Nullable String value) {
    if (value != null) {
      fields.put(key, value);
    }
  }

  private static String flow(Map<String, String> fields) {
    List<String> written = new ArrayList<>();
    fields.forEach((key, value) -> written.add(key + ": " + quoted(value)));
    return written.stream().collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** Returns a text as YAML has it in double quotes. */
  static String quoted(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replaceAll("\\p{Cntrl}", " ") + '"';
  }
}
