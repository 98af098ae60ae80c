package org.ketascreen.json;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.FindingOverride;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.fact.Units;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** Reads the properties of a request. Not thread-safe: lives for one. */
final class RequestFields {

  static final String SCHEMA = "https://ketascreen.org/schema/screening-request/1";

  /** How a section was concluded of which the request only says what. */
  static final String SAID = "said in the request";

  private static final Pattern JURISDICTION = Pattern.compile("[a-z]{2}|any");
  private static final BigDecimal MOST_SESSIONS = BigDecimal.valueOf(9_999);

  private final Problems problems;
  private final @Nullable Rulebase rulebase;
  private final @Nullable AsOf usualAsOf;
  private final @Nullable Treatment usualTreatment;
  private final Concepts concepts;
  private final Entries entries;
  private final Observations observations;
  private final PatientRecord.Builder record = PatientRecord.builder();

  RequestFields(
      @Nullable Rulebase rulebase,
      Problems problems,
      @Nullable AsOf usualAsOf,
      @Nullable Treatment usualTreatment) {
    Titles titles = new Titles(rulebase);
    this.problems = problems;
    this.rulebase = rulebase;
    this.usualAsOf = usualAsOf;
    this.usualTreatment = usualTreatment;
    this.concepts = new Concepts(titles, false);
    this.entries = new Entries(concepts);
    this.observations = new Observations(new Concepts(titles, true), concepts);
  }

  ScreeningRequest read(Fields request) {
    request.get("schema", RequestFields::schema);
    AsOf asOf = asOf(request);
    Stage stage = request.choice("stage", Stage.class);
    String jurisdiction = request.get("jurisdiction", this::jurisdiction);
    Treatment treatment = treatment(request);
    record.subject(request.words("subject"));
    request.get("patient", this::patient);
    request.get("sections", this::sections);
    readEntries(request);
    List<FindingOverride> overrides = request.list("overrides", RequestFields::override);
    request.close();

    problems.throwIfAny();
    ScreeningRequest.Builder result =
        ScreeningRequest.builder(
            record.build(), Objects.requireNonNull(treatment), Objects.requireNonNull(asOf));
    if (stage != null) {
      result.stage(stage);
    }
    if (jurisdiction != null) {
      result.jurisdiction(jurisdiction);
    }
    overrides.forEach(result::override);
    return result.build();
  }

  private static @Nullable String schema(Node node) {
    String text = node.text();
    if (text != null && !text.equals(SCHEMA)) {
      node.problem("not the format that this library reads", "write " + SCHEMA);
    }
    return text;
  }

  private @Nullable AsOf asOf(Fields request) {
    AsOf asOf = request.get("asOf", Times::asOf);
    if (request.get("asOf") != null) {
      return asOf;
    }
    return usualAsOf != null
        ? usualAsOf
        : request.required("asOf", "write a moment, as in 2026-06-15T09:00:00+02:00", Times::asOf);
  }

  private @Nullable String jurisdiction(Node node) {
    String text = node.text();
    if (text == null) {
      return null;
    }
    if (!JURISDICTION.matcher(text).matches()) {
      node.problem("not a jurisdiction", "write two lower-case letters, as in us, or any");
      return null;
    }
    if (rulebase != null && !rulebase.jurisdictions().contains(text)) {
      node.problem(
          "no rule of " + rulebase.coordinates() + " follows it",
          "write " + Choices.of(List.copyOf(rulebase.jurisdictions())));
    }
    return text;
  }

  private @Nullable Treatment treatment(Fields request) {
    Node node = request.get("treatment");
    if (node == null && usualTreatment != null) {
      return usualTreatment;
    }
    return request.required("treatment", "write an object with agent and route", this::treatment);
  }

  private @Nullable Treatment treatment(Node node) {
    try (Fields fields = node.fields("write an object with agent and route")) {
      if (fields == null) {
        return null;
      }
      Agent agent =
          fields.required(
              "agent", "write " + Choices.of(Agent.class), each -> each.choice(Agent.class));
      Route route =
          fields.required(
              "route", "write " + Choices.of(Route.class), each -> each.choice(Route.class));
      Treatment.Builder treatment =
          Treatment.builder(
                  agent == null ? Agent.ESKETAMINE : agent,
                  route == null ? Route.INTRANASAL : route)
              .courseBegan(fields.get("courseBegan", Times::time))
              .indications(fields.list("indications", concepts::concept));
      Quantity dose = fields.get("dose", RequestFields::dose);
      Quantity duration = fields.get("duration", RequestFields::duration);
      Integer session = fields.get("session", RequestFields::session);
      return treatment.dose(dose).duration(duration).session(session).build();
    }
  }

  private static @Nullable Quantity dose(Node node) {
    Quantity dose = Amounts.quantity(node);
    if (dose == null) {
      return null;
    }
    boolean isDose =
        isPossible(Treatment.builder(Agent.ESKETAMINE, Route.INTRANASAL).dose(dose))
            && Units.areComparable(dose.unit(), "mg");
    if (!isDose) {
      node.problem(
          "not the dose of one session",
          "write an exact mass above 0, with a UCUM unit, as in \"56 mg\"; not that per kg");
      return null;
    }
    return dose;
  }

  private static @Nullable Quantity duration(Node node) {
    Quantity duration = Amounts.quantity(node);
    if (duration == null
        || isPossible(Treatment.builder(Agent.ESKETAMINE, Route.INTRANASAL).duration(duration))) {
      return duration;
    }
    node.problem("not a duration", "write it above 0, in s, min or h, as in \"40 min\"");
    return null;
  }

  private static boolean isPossible(Treatment.Builder treatment) {
    try {
      treatment.build();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable Integer session(Node node) {
    BigDecimal number = node.number();
    if (number == null) {
      return null;
    }
    boolean isSession =
        number.compareTo(BigDecimal.ONE) >= 0
            && number.compareTo(MOST_SESSIONS) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    if (!isSession) {
      node.problem("not the number of a session", "count from 1");
      return null;
    }
    return number.intValue();
  }

  private @Nullable Fields patient(Node node) {
    try (Fields fields = node.fields("write an object with gender, birthDate")) {
      if (fields != null) {
        record
            .patientEntries(1)
            .gender(fields.choice("gender", Gender.class))
            .birthSex(fields.choice("birthSex", Gender.class))
            .birthDate(fields.get("birthDate", Times::time));
      }
      return fields;
    }
  }

  private @Nullable Fields sections(Node node) {
    try (Fields fields = node.fields("write an object with a word for each section")) {
      if (fields != null) {
        for (Section section : Section.values()) {
          Assertion assertion = fields.get(section.code(), RequestFields::assertion);
          if (assertion != null) {
            record.assertion(section, assertion);
          }
        }
      }
      return fields;
    }
  }

  private static @Nullable Assertion assertion(Node node) {
    if (node.isText()) {
      AssertionStatus is = node.choice(AssertionStatus.class);
      return is == null ? null : new Assertion(is, SAID);
    }
    try (Fields fields = node.fields("write " + Choices.of(AssertionStatus.class))) {
      if (fields == null) {
        return null;
      }
      AssertionStatus is =
          fields.required(
              "is",
              "write " + Choices.of(AssertionStatus.class),
              each -> each.choice(AssertionStatus.class));
      String because = fields.words("because");
      return is == null ? null : new Assertion(is, because == null ? SAID : because);
    }
  }

  private void readEntries(Fields request) {
    add(request, "conditions", entries::condition);
    add(request, "medications", entries::medication);
    add(request, "allergies", entries::allergy);
    add(request, "procedures", entries::procedure);
    add(request, "plans", entries::planned);
    add(request, "observations", observations::observation);
    add(request, "mentions", entries::mention);
    add(request, "familyHistory", entries::familyHistory);
    request.list("notRead", entries::notRead).forEach(record::add);
  }

  private void add(Fields request, String name, Function<Node, ? extends @Nullable Entry> reader) {
    request.list(name, reader::apply).forEach(each -> record.add((Entry) each));
  }

  private static @Nullable FindingOverride override(Node node) {
    try (Fields fields = node.fields("write an object with rule, evidenceDigest, by, at, reason")) {
      if (fields == null) {
        return null;
      }
      String rule = fields.required("rule", "write the finding's rule", Node::text);
      String digest =
          fields.required("evidenceDigest", "write the finding's evidenceDigest", Node::text);
      String by = fields.required("by", "write who decided", Node::text);
      OffsetDateTime at =
          fields.required("at", "write when, as in 2026-06-15T09:00:00+02:00", Times::offsetTime);
      String reason = fields.required("reason", "write why", Node::text);
      OffsetDateTime until = fields.get("until", Times::offsetTime);
      if (rule == null || digest == null || by == null || at == null || reason == null) {
        return null;
      }
      return new FindingOverride(rule, digest, by, at, reason, until);
    }
  }
}
