package org.ketascreen.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Substance;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Bundles that FHIR allows and that a server might send on a bad day: made of HAPI's resources and
 * written by its encoder. Not thread-safe.
 */
final class GeneratedBundles {

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String SERVER = "https://ehr.example/fhir/";

  private final Random random;
  private final List<Bundle.BundleEntryComponent> entries = new ArrayList<>();
  private final Patient patient = new Patient();
  private final int style;

  private GeneratedBundles(Random random) {
    this.random = random;
    // How entries are named: by id, by urn:uuid, by address, or some so and some so.
    this.style = random.nextInt(4);
  }

  /** Returns a Bundle as JSON. */
  static byte[] bundle(Random random) {
    return new GeneratedBundles(random).make();
  }

  private byte[] make() {
    Bundle bundle = new Bundle();
    bundle.setType(
        one(
            Bundle.BundleType.COLLECTION,
            Bundle.BundleType.SEARCHSET,
            Bundle.BundleType.DOCUMENT,
            Bundle.BundleType.TRANSACTION));
    if (random.nextInt(8) == 0) {
      bundle.addLink().setRelation("next").setUrl(SERVER + "?page=2");
    }
    addPatient();
    int many = random.nextInt(14);
    for (int i = 0; i < many; i++) {
      add(resource());
    }
    if (random.nextInt(3) == 0) {
      add(composition());
    }
    for (int i = random.nextInt(6) - 3; i > 0; i--) {
      add(list());
    }
    entries.forEach(bundle::addEntry);
    return HapiOracle.parser()
        .setOverrideResourceIdWithBundleEntryFullUrl(false)
        .setStripVersionsFromReferences(false)
        .encodeResourceToString(bundle)
        .getBytes(StandardCharsets.UTF_8);
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  private boolean sometimes() {
    return random.nextInt(3) == 0;
  }

  private boolean mostly() {
    return random.nextInt(4) != 0;
  }

  private void addPatient() {
    if (mostly()) {
      patient.setGender(
          one(
              Enumerations.AdministrativeGender.MALE,
              Enumerations.AdministrativeGender.FEMALE,
              Enumerations.AdministrativeGender.OTHER,
              Enumerations.AdministrativeGender.UNKNOWN));
    }
    if (mostly()) {
      patient.setBirthDateElement(new DateType(one("1980", "1980-05", "1980-05-31", "1999-12-31")));
    }
    if (sometimes()) {
      patient.addExtension(
          "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex",
          new CodeType(one("F", "M", "UNK")));
    }
    add(patient);
  }

  private void add(Resource resource) {
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    Bundle.BundleEntryComponent entry = new Bundle.BundleEntryComponent().setResource(resource);
    int how = style == 3 ? random.nextInt(3) : style;
    switch (how) {
      case 0 -> resource.setId(resource.fhirType() + "/" + uuid.substring(0, 8));
      case 1 -> entry.setFullUrl("urn:uuid:" + uuid);
      default -> {
        resource.setId(resource.fhirType() + "/" + uuid.substring(0, 8));
        entry.setFullUrl(SERVER + resource.fhirType() + "/" + uuid.substring(0, 8));
      }
    }
    entries.add(entry);
  }

  /** Returns a reference to an entry in one of the ways that FHIR allows. */
  private Reference to(Resource target) {
    Reference reference = new Reference();
    for (Bundle.BundleEntryComponent entry : entries) {
      if (entry.getResource() == target) {
        boolean byUrl = !target.hasId() || (entry.hasFullUrl() && random.nextBoolean());
        reference.setReference(
            byUrl
                ? entry.getFullUrl()
                : target.fhirType() + "/" + target.getIdElement().getIdPart());
      }
    }
    if (target.hasId()
        && reference.getReference().startsWith(target.fhirType())
        && random.nextInt(6) == 0) {
      reference.setReference(reference.getReference() + "/_history/2");
    }
    return sometimes() ? reference.setDisplay("as referred to") : reference;
  }

  private Reference subject() {
    return switch (random.nextInt(12)) {
      case 0 -> new Reference("Patient/somebody-else");
      case 1 -> new Reference().setDisplay("the patient");
      default -> to(patient);
    };
  }

  private Resource resource() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> condition();
      case 2 -> allergy();
      case 3 -> procedure();
      case 4, 5 -> observation();
      case 6 -> request();
      case 7 -> statement();
      case 8 -> random.nextBoolean() ? dispense() : administration();
      case 9 -> encounter();
      case 10 -> random.nextBoolean() ? serviceRequest() : appointment();
      default -> random.nextBoolean() ? family() : new Organization().setName("a clinic");
    };
  }

  private CodeableConcept concept() {
    CodeableConcept concept = new CodeableConcept();
    int codings = random.nextInt(3);
    for (int i = 0; i < codings; i++) {
      concept.addCoding(coding());
    }
    if (codings == 0 || sometimes()) {
      concept.setText(
          one("in words", "ein Wort", "\u75c5\u6b74", "two  blanks", "\u00e9\ud83d\ude00"));
    }
    return concept;
  }

  private Coding coding() {
    Coding coding = new Coding();
    if (mostly()) {
      coding.setSystem(
          one(
              "http://snomed.info/sct",
              "http://loinc.org",
              "http://hl7.org/fhir/sid/icd-10-cm",
              "urn:oid:1.2.3",
              "urn:local"));
    }
    if (mostly()) {
      coding.setCode(one("A1", "I71.4", "8480-6", "123 4", "x/y"));
    }
    if (!coding.hasCode() || random.nextBoolean()) {
      coding.setDisplay(one("shown", "as shown", "gezeigt"));
    }
    if (sometimes()) {
      coding.setVersion("2026").setUserSelected(true);
    }
    return coding;
  }

  private CodeableConcept status(String system, String... codes) {
    CodeableConcept concept = new CodeableConcept();
    if (sometimes()) {
      concept.addCoding(new Coding("urn:local", "L1", "local"));
    }
    return concept.addCoding(new Coding(TERMINOLOGY + system, one(codes), null));
  }

  private String time() {
    return one(
        "2019",
        "2020-02",
        "2020-02-29",
        "2026-05-31T09:30:00+02:00",
        "2026-05-31T09:30:00Z",
        "2026-05-31T09:30:00.123-05:00",
        "2026-05-31T23:59:59+14:00");
  }

  private DateTimeType dateTime() {
    return new DateTimeType(time());
  }

  private Period period() {
    Period period = new Period();
    if (mostly()) {
      period.setStartElement(new DateTimeType(one("2018", "2018-03-04", "2018-03-04T10:00:00Z")));
    }
    if (!period.hasStart() || random.nextBoolean()) {
      period.setEndElement(dateTime());
    }
    return period;
  }

  private Type moment() {
    return switch (random.nextInt(5)) {
      case 0 -> period();
      case 1 -> age(random.nextInt(90));
      case 2 -> range();
      case 3 -> new StringType("in childhood");
      default -> dateTime();
    };
  }

  private Age age(int years) {
    Age age = new Age();
    age.setValue(years).setUnit("years").setSystem("http://unitsofmeasure.org").setCode("a");
    return age;
  }

  private Range range() {
    int low = random.nextInt(40);
    Range range = new Range();
    range.setLow(age(low).castToQuantity(age(low)));
    range.setHigh(age(low).castToQuantity(age(low + random.nextInt(5))));
    return range;
  }

  private Quantity quantity() {
    Quantity quantity = new Quantity();
    quantity.setValue(new java.math.BigDecimal(one("120", "7.40", "0.001", "-3", "1E+2", "98.60")));
    if (sometimes()) {
      quantity.setComparator(
          one(Quantity.QuantityComparator.LESS_THAN, Quantity.QuantityComparator.GREATER_OR_EQUAL));
    }
    if (mostly()) {
      quantity.setUnit(one("mmHg", "mg per day", "kg"));
    }
    if (mostly()) {
      quantity
          .setSystem(one("http://unitsofmeasure.org", "http://snomed.info/sct"))
          .setCode(one("mm[Hg]", "kg", "258666001"));
    }
    return quantity;
  }

  private void decorate(DomainResource resource) {
    if (sometimes()) {
      resource.addExtension("https://ehr.example/note", new StringType("an extension"));
    }
    if (sometimes()) {
      resource.getMeta().addProfile("https://ehr.example/profile");
    }
    if (sometimes()) {
      resource.setLanguage("de-AT");
    }
  }

  private Condition condition() {
    Condition condition = new Condition();
    condition.setCode(concept()).setSubject(subject());
    if (random.nextInt(10) == 0) {
      condition.setCode(
          new CodeableConcept(new Coding("http://snomed.info/sct", "160245001", null)));
    }
    if (mostly()) {
      condition.setClinicalStatus(
          status("condition-clinical", "active", "recurrence", "remission", "resolved"));
    }
    if (mostly()) {
      condition.setVerificationStatus(
          status(
              "condition-ver-status", "confirmed", "provisional", "refuted", "entered-in-error"));
    }
    if (sometimes()) {
      condition.setSeverity(concept());
    }
    if (mostly()) {
      condition.setOnset(moment());
    }
    if (sometimes()) {
      condition.setAbatement(moment());
    }
    if (sometimes()) {
      condition.setRecordedDateElement(dateTime());
    }
    decorate(condition);
    return condition;
  }

  private AllergyIntolerance allergy() {
    AllergyIntolerance allergy = new AllergyIntolerance();
    allergy.setCode(concept()).setPatient(subject());
    if (random.nextInt(5) == 0) {
      allergy.setCode(new CodeableConcept(new Coding("http://snomed.info/sct", "716186003", null)));
    }
    allergy.setClinicalStatus(
        status("allergyintolerance-clinical", "active", "inactive", "resolved"));
    allergy.setVerificationStatus(
        status("allergyintolerance-verification", "confirmed", "unconfirmed", "refuted"));
    if (sometimes()) {
      allergy.setType(
          one(
              AllergyIntolerance.AllergyIntoleranceType.ALLERGY,
              AllergyIntolerance.AllergyIntoleranceType.INTOLERANCE));
    }
    if (sometimes()) {
      allergy.setCriticality(
          one(
              AllergyIntolerance.AllergyIntoleranceCriticality.LOW,
              AllergyIntolerance.AllergyIntoleranceCriticality.HIGH,
              AllergyIntolerance.AllergyIntoleranceCriticality.UNABLETOASSESS));
    }
    if (sometimes()) {
      allergy.setOnset(moment()).setRecordedDateElement(dateTime());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      AllergyIntolerance.AllergyIntoleranceReactionComponent reaction = allergy.addReaction();
      if (sometimes()) {
        reaction.setSubstance(concept());
      }
      for (int m = random.nextInt(3); m > 0; m--) {
        reaction.addManifestation(concept());
      }
    }
    decorate(allergy);
    return allergy;
  }

  private Procedure procedure() {
    Procedure procedure = new Procedure();
    procedure.setSubject(subject()).setCode(concept());
    procedure.setStatus(
        one(
            Procedure.ProcedureStatus.COMPLETED,
            Procedure.ProcedureStatus.NOTDONE,
            Procedure.ProcedureStatus.INPROGRESS,
            Procedure.ProcedureStatus.UNKNOWN,
            Procedure.ProcedureStatus.ENTEREDINERROR));
    if (mostly()) {
      procedure.setPerformed(moment());
    }
    if (sometimes()) {
      procedure.addReasonCode(concept());
    }
    decorate(procedure);
    return procedure;
  }

  private @Nullable Type value() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> quantity();
      case 3 -> concept();
      case 4 -> new StringType(one("positive", "120/80"));
      case 5 -> new BooleanType(random.nextBoolean());
      case 6 -> new IntegerType(random.nextInt(100) - 10);
      case 7 -> new Range().setLow(bound("1.5")).setHigh(bound("2.50"));
      case 8 -> new Ratio().setNumerator(bound("1")).setDenominator(bound("128"));
      default -> null;
    };
  }

  private static Quantity bound(String value) {
    return new Quantity()
        .setValue(new java.math.BigDecimal(value))
        .setUnit("mg")
        .setSystem("http://unitsofmeasure.org")
        .setCode("mg");
  }

  private Observation observation() {
    Observation observation = new Observation();
    observation.setSubject(subject()).setCode(concept());
    observation.setStatus(
        one(
            Observation.ObservationStatus.FINAL,
            Observation.ObservationStatus.AMENDED,
            Observation.ObservationStatus.PRELIMINARY,
            Observation.ObservationStatus.CANCELLED));
    switch (random.nextInt(4)) {
      case 0 -> observation.setEffective(period());
      case 1 ->
          observation.setEffective(
              new Timing()
                  .addEvent(new DateTimeType("2026-01-02").getValue())
                  .addEvent(new DateTimeType("2026-01-01").getValue()));
      case 2 -> observation.setEffective(dateTime());
      default -> {
        // not said
      }
    }
    if (observation.hasEffectiveTiming()) {
      observation
          .getEffectiveTiming()
          .getEvent()
          .forEach(each -> each.setValueAsString("2026-01-0" + (1 + random.nextInt(9))));
    }
    observation.setValue(value());
    if (!observation.hasValue() && sometimes()) {
      observation.setDataAbsentReason(concept());
    }
    if (sometimes()) {
      observation.addReferenceRange().setLow(bound("3.5")).setHigh(bound("5"));
    }
    if (sometimes()) {
      observation.addInterpretation(concept());
    }
    if (random.nextInt(10) == 0) {
      observation.addFocus(new Reference("RelatedPerson/r"));
    }
    for (int i = sometimes() ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      Observation.ObservationComponentComponent component = observation.addComponent();
      component.setCode(concept()).setValue(value());
      if (sometimes()) {
        component.addReferenceRange().setHigh(bound("9"));
      }
    }
    decorate(observation);
    return observation;
  }

  /** Returns a medicine by code, contained, or in an entry of its own with its ingredients. */
  private Type medicine(DomainResource user) {
    int how = random.nextInt(4);
    if (how == 0) {
      return concept();
    }
    if (how == 1) {
      return new Reference("Medication/not-given").setDisplay("a medicine by name");
    }
    Medication medication = new Medication();
    if (mostly()) {
      medication.setCode(concept());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Medication.MedicationIngredientComponent ingredient = medication.addIngredient();
      ingredient.setItem(sometimes() ? substance() : concept());
      if (sometimes()) {
        ingredient.setIsActive(random.nextBoolean());
      }
    }
    if (how == 2 && medication.getIngredient().stream().noneMatch(i -> i.hasItemReference())) {
      medication.setId("#med");
      user.addContained(medication);
      return new Reference("#med");
    }
    add(medication);
    return to(medication);
  }

  private Reference substance() {
    Substance substance = new Substance();
    substance.setCode(concept());
    add(substance);
    return to(substance);
  }

  private Dosage dosage() {
    Dosage dosage = new Dosage();
    dosage.setText("as told");
    if (sometimes()) {
      dosage.setRoute(concept());
    }
    if (sometimes()) {
      dosage.setAsNeeded(random.nextBoolean() ? new BooleanType(random.nextBoolean()) : concept());
    }
    Timing.TimingRepeatComponent repeat = dosage.getTiming().getRepeat();
    if (mostly()) {
      repeat
          .setFrequency(1 + random.nextInt(3))
          .setPeriod(one(1, 2))
          .setPeriodUnit(Timing.UnitsOfTime.D);
      dosage.addDoseAndRate().setDose(bound(one("5", "2.5")));
    }
    if (sometimes()) {
      repeat.setBounds(period());
    }
    return dosage;
  }

  private MedicationRequest request() {
    MedicationRequest request = new MedicationRequest();
    request.setSubject(subject()).setMedication(medicine(request));
    request.setStatus(
        one(
            MedicationRequest.MedicationRequestStatus.ACTIVE,
            MedicationRequest.MedicationRequestStatus.STOPPED,
            MedicationRequest.MedicationRequestStatus.DRAFT,
            MedicationRequest.MedicationRequestStatus.ENTEREDINERROR));
    request.setIntent(
        one(
            MedicationRequest.MedicationRequestIntent.ORDER,
            MedicationRequest.MedicationRequestIntent.PROPOSAL,
            MedicationRequest.MedicationRequestIntent.INSTANCEORDER));
    if (sometimes()) {
      request.setReported(random.nextBoolean() ? new BooleanType(random.nextBoolean()) : subject());
    }
    if (random.nextInt(6) == 0) {
      request.setDoNotPerform(true);
    }
    if (mostly()) {
      request.setAuthoredOnElement(dateTime());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      request.addDosageInstruction(dosage());
    }
    if (sometimes()) {
      request.getDispenseRequest().setNumberOfRepeatsAllowed(random.nextInt(4));
      request
          .getDispenseRequest()
          .getExpectedSupplyDuration()
          .setValue(30)
          .setUnit("days")
          .setSystem("http://unitsofmeasure.org")
          .setCode("d");
    } else if (sometimes()) {
      request.getDispenseRequest().setValidityPeriod(period());
    }
    if (sometimes()) {
      request.addReasonCode(concept());
    }
    decorate(request);
    return request;
  }

  private MedicationStatement statement() {
    MedicationStatement statement = new MedicationStatement();
    statement.setSubject(subject()).setMedication(medicine(statement));
    statement.setStatus(
        one(
            MedicationStatement.MedicationStatementStatus.ACTIVE,
            MedicationStatement.MedicationStatementStatus.COMPLETED,
            MedicationStatement.MedicationStatementStatus.NOTTAKEN,
            MedicationStatement.MedicationStatementStatus.INTENDED));
    if (mostly()) {
      statement.setEffective(random.nextBoolean() ? period() : dateTime());
    }
    if (sometimes()) {
      statement.setDateAssertedElement(dateTime()).addDosage(dosage());
    }
    if (sometimes()) {
      statement.addReasonCode(concept());
    }
    decorate(statement);
    return statement;
  }

  private MedicationDispense dispense() {
    MedicationDispense dispense = new MedicationDispense();
    dispense.setSubject(subject()).setMedication(medicine(dispense));
    dispense.setStatus(MedicationDispense.MedicationDispenseStatus.COMPLETED);
    if (mostly()) {
      dispense.setWhenHandedOverElement(dateTime());
    }
    if (sometimes()) {
      dispense.setWhenPreparedElement(dateTime());
    }
    if (sometimes()) {
      dispense
          .getDaysSupply()
          .setValue(one(1, 30))
          .setUnit("Day")
          .setSystem("http://unitsofmeasure.org")
          .setCode(one("d", "wk", "mo"));
    }
    decorate(dispense);
    return dispense;
  }

  private MedicationAdministration administration() {
    MedicationAdministration given = new MedicationAdministration();
    given.setSubject(subject()).setMedication(medicine(given));
    given.setStatus(
        one(
            MedicationAdministration.MedicationAdministrationStatus.COMPLETED,
            MedicationAdministration.MedicationAdministrationStatus.NOTDONE));
    given.setEffective(random.nextBoolean() ? period() : dateTime());
    decorate(given);
    return given;
  }

  private Encounter encounter() {
    Encounter encounter = new Encounter();
    encounter.setSubject(subject()).setStatus(Encounter.EncounterStatus.FINISHED);
    for (int i = random.nextInt(3); i > 0; i--) {
      encounter.addReasonCode(concept());
    }
    if (mostly()) {
      encounter.setPeriod(period());
    }
    decorate(encounter);
    return encounter;
  }

  private ServiceRequest serviceRequest() {
    ServiceRequest request = new ServiceRequest();
    request.setSubject(subject()).setCode(concept());
    request.setStatus(
        one(
            ServiceRequest.ServiceRequestStatus.ACTIVE,
            ServiceRequest.ServiceRequestStatus.REVOKED,
            ServiceRequest.ServiceRequestStatus.COMPLETED,
            ServiceRequest.ServiceRequestStatus.DRAFT));
    request.setIntent(
        one(ServiceRequest.ServiceRequestIntent.ORDER, ServiceRequest.ServiceRequestIntent.PLAN));
    if (mostly()) {
      request.setOccurrence(random.nextBoolean() ? period() : dateTime());
    }
    if (sometimes()) {
      request.setAuthoredOnElement(dateTime());
    }
    decorate(request);
    return request;
  }

  private Appointment appointment() {
    Appointment appointment = new Appointment();
    appointment.setStatus(
        one(
            Appointment.AppointmentStatus.BOOKED,
            Appointment.AppointmentStatus.CANCELLED,
            Appointment.AppointmentStatus.FULFILLED));
    appointment.addServiceType(concept());
    appointment
        .addParticipant()
        .setActor(to(patient))
        .setStatus(Appointment.ParticipationStatus.ACCEPTED);
    if (mostly()) {
      appointment.getStartElement().setValueAsString("2026-06-01T10:00:00Z");
      appointment.getEndElement().setValueAsString("2026-06-01T11:00:00Z");
    }
    decorate(appointment);
    return appointment;
  }

  private FamilyMemberHistory family() {
    FamilyMemberHistory history = new FamilyMemberHistory();
    history.setPatient(subject()).setRelationship(concept());
    history.setStatus(FamilyMemberHistory.FamilyHistoryStatus.COMPLETED);
    history.addCondition().setCode(concept());
    decorate(history);
    return history;
  }

  private Composition composition() {
    Composition composition = new Composition();
    composition.setSubject(to(patient)).setStatus(Composition.CompositionStatus.FINAL);
    composition.setTitle("a summary");
    List<String> codes =
        new ArrayList<>(
            Arrays.asList(
                "11450-4", "11348-0", "10160-0", "48765-2", "47519-4", "18776-5", "8716-3"));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Composition.SectionComponent section = composition.addSection();
      String code = codes.remove(random.nextInt(codes.size()));
      section.setCode(new CodeableConcept(new Coding("http://loinc.org", code, null)));
      if (random.nextInt(8) == 0) {
        section.setMode(Composition.SectionMode.CHANGES);
      }
      if (random.nextInt(6) == 0) {
        listSome(section.addSection().setTitle("a part"));
      }
      switch (random.nextInt(4)) {
        case 0 ->
            section.setEmptyReason(
                new CodeableConcept(
                    new Coding(
                        TERMINOLOGY + "list-empty-reason",
                        one("nilknown", "notasked", "withheld", "unavailable"),
                        null)));
        case 1 -> section.setTitle("in words");
        default -> listSome(section);
      }
    }
    return composition;
  }

  private ListResource list() {
    ListResource list = new ListResource();
    list.setSubject(subject()).setMode(one(ListResource.ListMode.values()));
    list.setStatus(one(ListResource.ListStatus.values()));
    if (list.getMode() == ListResource.ListMode.NULL) {
      list.setMode(null);
    }
    if (list.getStatus() == ListResource.ListStatus.NULL) {
      list.setStatus(null);
    }
    list.setCode(
        new CodeableConcept(
            new Coding(
                TERMINOLOGY + "list-example-use-codes",
                one("problems", "medications", "allergies", "plans", "waiting"),
                null)));
    if (random.nextInt(4) == 0) {
      list.setEmptyReason(
          new CodeableConcept(
              new Coding(
                  TERMINOLOGY + "list-empty-reason",
                  one("nilknown", "notasked", "withheld", "closed"),
                  null)));
    } else {
      for (int i = random.nextInt(3); i > 0; i--) {
        ListResource.ListEntryComponent entry = list.addEntry();
        entry.setItem(to(entries.get(random.nextInt(entries.size())).getResource()));
        if (random.nextInt(4) == 0) {
          entry.setDeleted(true);
        }
      }
    }
    return list;
  }

  private void listSome(Composition.SectionComponent section) {
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      section.addEntry(to(entries.get(random.nextInt(entries.size())).getResource()));
    }
    if (random.nextInt(8) == 0) {
      section.addEntry(new Reference("Condition/not-given"));
    }
  }
}
