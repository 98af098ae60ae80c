package org.ketascreen.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.VerificationStatus;

/** Reads entries; one without a reference is referred to by where it stands. Thread-safe. */
final class Entries {

  /** What says that the source does not say it, where leaving it out says something. */
  static final String NOT_SAID = "not-said";

  static final List<String> CRITICALITIES = List.of("low", "high", "unable-to-assess");

  private static final String AN_ENTRY = "write words, \"system|code\" or an object";

  private final Concepts concepts;

  Entries(Concepts concepts) {
    this.concepts = concepts;
  }

  @Nullable Condition condition(Node node) {
    if (node.isText()) {
      return Condition.builder(node.path(), Concepts.words(node)).build();
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null
          ? null
          : Condition.builder(reference(node, fields), concepts.of(fields))
              .clinicalStatus(fields.choice("clinical", ClinicalStatus.class))
              .verificationStatus(fields.choice("verification", VerificationStatus.class))
              .severity(fields.get("severity", concepts::concept))
              .onset(fields.get("onset", Times::moment))
              .abatement(fields.get("abatement", Times::moment))
              .abated(fields.isTrue("abated"))
              .recorded(fields.get("recorded", Times::time))
              .build();
    }
  }

  @Nullable Medication medication(Node node) {
    if (node.isText()) {
      return Medication.builder(node.path(), Medication.Kind.STATEMENT, Concepts.words(node))
          .build();
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null ? null : medication(node, fields);
    }
  }

  private Medication medication(Node node, Fields fields) {
    Medication.Kind kind = fields.get("kind", each -> kind(each, Medication.Kind.class));
    return Medication.builder(
            reference(node, fields),
            kind == null ? Medication.Kind.STATEMENT : kind,
            concepts.of(fields))
        .status(fields.choice("status", MedicationStatus.class))
        .planned(fields.isTrue("planned"))
        .doNotPerform(fields.isTrue("doNotPerform"))
        .taken(fields.get("taken", Times::period))
        .recorded(fields.get("recorded", Times::time))
        .dosages(dosages(fields))
        .build();
  }

  private List<Dosage> dosages(Fields fields) {
    Dosage only = dosage(fields);
    boolean saysOne = !only.equals(new Dosage(null, null, null, null));
    Node several = fields.get("dosages");
    if (several == null) {
      return saysOne ? List.of(only) : List.of();
    }
    if (saysOne) {
      several.problem("given twice", "put route, asNeeded and perDay into dosages");
    }
    return several.items(this::dosage);
  }

  private @Nullable Dosage dosage(Node node) {
    try (Fields fields = node.fields("write an object with route, asNeeded, perDay")) {
      return fields == null ? null : dosage(fields);
    }
  }

  private Dosage dosage(Fields fields) {
    CodeableConcept route = fields.get("route", concepts::concept);
    Boolean asNeeded = fields.get("asNeeded", Node::truth);
    Node perDay = fields.get("perDay");
    if (perDay == null) {
      return new Dosage(route, asNeeded, null, null);
    }
    if (!Amounts.isRange(perDay)) {
      var amount = Amounts.quantity(perDay);
      return new Dosage(route, asNeeded, amount, amount);
    }
    Dosage range = Amounts.range(perDay, (low, high) -> new Dosage(route, asNeeded, low, high));
    return range == null ? new Dosage(route, asNeeded, null, null) : range;
  }

  @Nullable Allergy allergy(Node node) {
    if (node.isText()) {
      return Allergy.builder(node.path(), Concepts.words(node)).build();
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null
          ? null
          : Allergy.builder(reference(node, fields), concepts.of(fields))
              .clinicalStatus(fields.choice("clinical", ClinicalStatus.class))
              .verificationStatus(fields.choice("verification", VerificationStatus.class))
              .type(fields.choice("type", AllergyType.class))
              .criticality(fields.get("criticality", Entries::criticality))
              .reactionSubstances(fields.list("substances", concepts::concept))
              .manifestations(fields.list("manifestations", concepts::concept))
              .onset(fields.get("onset", Times::moment))
              .recorded(fields.get("recorded", Times::time))
              .build();
    }
  }

  private static @Nullable String criticality(Node node) {
    String text = node.text();
    if (text != null && !CRITICALITIES.contains(text)) {
      node.problem("not one of the words for it", "write " + Choices.of(CRITICALITIES));
    }
    return text;
  }

  @Nullable Procedure procedure(Node node) {
    if (node.isText()) {
      return new Procedure(node.path(), Concepts.words(node), ProcedureStatus.COMPLETED, null);
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null
          ? null
          : new Procedure(
              reference(node, fields),
              concepts.of(fields),
              statusOr(ProcedureStatus.COMPLETED, fields),
              fields.get("performed", Times::moment));
    }
  }

  @Nullable Planned planned(Node node) {
    if (node.isText()) {
      return new Planned(node.path(), Concepts.words(node), Planned.Status.ACTIVE, null, null);
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null
          ? null
          : new Planned(
              reference(node, fields),
              concepts.of(fields),
              statusOr(Planned.Status.ACTIVE, fields),
              fields.get("due", Times::moment),
              fields.get("recorded", Times::time));
    }
  }

  @Nullable Mention mention(Node node) {
    try (Fields fields = node.fields("write an object with kind")) {
      if (fields == null) {
        return null;
      }
      Mention.Kind kind =
          fields.required(
              "kind",
              "write " + Choices.of(words(Mention.Kind.class)),
              each -> kind(each, Mention.Kind.class));
      return new Mention(
          reference(node, fields),
          concepts.of(fields),
          kind == null ? Mention.Kind.REASON : kind,
          fields.get("when", Times::moment));
    }
  }

  @Nullable FamilyHistory familyHistory(Node node) {
    if (node.isText()) {
      return new FamilyHistory(node.path(), Concepts.words(node));
    }
    try (Fields fields = node.fields(AN_ENTRY)) {
      return fields == null
          ? null
          : new FamilyHistory(reference(node, fields), concepts.of(fields));
    }
  }

  @Nullable NotRead notRead(Node node) {
    try (Fields fields = node.fields("write an object with kind")) {
      if (fields == null) {
        return null;
      }
      NotRead.Kind kind =
          fields.required(
              "kind",
              "write " + Choices.of(words(NotRead.Kind.class)),
              each -> kind(each, NotRead.Kind.class));
      return new NotRead(
          reference(node, fields),
          kind == null ? NotRead.Kind.MALFORMED : kind,
          fields.words("detail"),
          fields.list("words", Node::words),
          fields.get("last", Times::time));
    }
  }

  static String reference(Node node, Fields fields) {
    String reference = fields.words("reference");
    return reference == null ? node.path() : reference;
  }

  /** Reads a status that has a usual one, which is meant when it is left out. */
  static <E extends Enum<E> & FhirCode> @Nullable E statusOr(E usual, Fields fields) {
    Node node = fields.get("status");
    if (node == null) {
      return usual;
    }
    boolean isNotSaid = node.isText() && NOT_SAID.equals(node.json().stringValue());
    return isNotSaid ? null : node.choice(usual.getDeclaringClass());
  }

  private static <E extends Enum<E>> @Nullable E kind(Node node, Class<E> type) {
    String text = node.text();
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (Choices.word(constant).equals(text)) {
        return constant;
      }
    }
    node.problem("not one of the words for it", "write " + Choices.of(words(type)));
    return null;
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choices::word).toList();
  }
}
