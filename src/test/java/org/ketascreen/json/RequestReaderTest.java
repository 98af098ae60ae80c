package org.ketascreen.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.FindingOverride;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

class RequestReaderTest {

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final CodeableConcept ANEURYSM = CodeableConcept.of(ICD, "I71.4");

  /** Returns a request of what is needed and these properties, in which ' stands for ". */
  private static String with(String properties) {
    return ("{'asOf':'2026-06-15T09:00:00+02:00',"
            + "'treatment':{'agent':'esketamine','route':'intranasal'}"
            + (properties.isEmpty() ? "" : "," + properties)
            + "}")
        .replace('\'', '"');
  }

  private static ScreeningRequest read(String properties) {
    return RequestReader.v1().read(with(properties));
  }

  private static Entry entry(String properties) {
    List<Entry> entries = read(properties).record().entries();
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  private static RecordedTime time(String text) {
    return RecordedTime.parse(text);
  }

  @Nested
  class Reads {

    @Test
    void theSmallestRequest() {
      assertThat(read(""))
          .isEqualTo(
              ScreeningRequest.builder(
                      PatientRecord.builder().build(),
                      Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                      AsOf.parse("2026-06-15T09:00:00+02:00"))
                  .build());
    }

    @Test
    void theSameFromTextBytesAndAStream() {
      String json = with("'conditions':['asthme \u00e9ph\u00e9m\u00e8re']");
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

      assertThat(RequestReader.v1().read(bytes)).isEqualTo(RequestReader.v1().read(json));
      assertThat(RequestReader.v1().read(new ByteArrayInputStream(bytes)))
          .isEqualTo(RequestReader.v1().read(json));
      assertThat(RequestReader.v1().read("\uFEFF" + json)).isEqualTo(RequestReader.v1().read(json));
    }

    @Test
    void whatIsAsked() {
      ScreeningRequest request =
          read(
              "'schema':'https://ketascreen.org/schema/screening-request/1','stage':'session',"
                  + "'jurisdiction':'us','overrides':[{'rule':'SD-01','evidenceDigest':'sha256:1',"
                  + "'by':'Dr. A','at':'2026-06-15T08:00:00+02:00','reason':'r',"
                  + "'until':'2026-07-01T00:00:00Z'}]");

      assertThat(request.stage()).isEqualTo(Stage.SESSION);
      assertThat(request.jurisdiction()).isEqualTo("us");
      assertThat(request.overrides())
          .containsExactly(
              new FindingOverride(
                  "SD-01",
                  "sha256:1",
                  "Dr. A",
                  OffsetDateTime.parse("2026-06-15T08:00:00+02:00"),
                  "r",
                  OffsetDateTime.parse("2026-07-01T00:00:00Z")));
    }

    @Test
    void theTreatment() {
      String json =
          """
          {"asOf": "2026-06-15Z", "treatment": {"agent": "ketamine", "route": "intravenous",
            "dose": "40 mg", "duration": "40 min", "session": 3, "courseBegan": "2026-05-01",
            "indications": ["icd-10-cm|F33.2", "low mood"]}}
          """;

      ScreeningRequest request = RequestReader.v1().read(json);

      assertThat(request.asOf()).isEqualTo(AsOf.parse("2026-06-15Z"));
      assertThat(request.treatment())
          .isEqualTo(
              Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS)
                  .dose(Quantity.parse("40 mg"))
                  .duration(Quantity.parse("40 min"))
                  .session(3)
                  .courseBegan(time("2026-05-01"))
                  .indications(
                      List.of(CodeableConcept.of(ICD, "F33.2"), CodeableConcept.ofText("low mood")))
                  .build());
    }

    @Test
    void thePatient() {
      PatientRecord record =
          read("'subject':'Patient/1','patient':{'gender':'other','birthSex':'female',"
                  + "'birthDate':'1984-02'}")
              .record();

      assertThat(record)
          .isEqualTo(
              PatientRecord.builder()
                  .subject("Patient/1")
                  .gender(Gender.OTHER)
                  .birthSex(Gender.FEMALE)
                  .birthDate(time("1984-02"))
                  .build());
      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(read("'patient':{}").record().patientEntries()).isEqualTo(1);
      assertThat(read("").record().patientEntries()).isZero();
    }

    @Test
    void whatSectionsDecide() {
      PatientRecord record =
          read("'sections':{'allergies':'none-known','plans':{'is':'partial','because':'b'}},"
                  + "'conditions':['x'],'medications':[]")
              .record();

      assertThat(record.assertion(Section.ALLERGIES))
          .isEqualTo(new Assertion(AssertionStatus.NONE_KNOWN, "said in the request"));
      assertThat(record.assertion(Section.PLANS))
          .isEqualTo(new Assertion(AssertionStatus.PARTIAL, "b"));
      assertThat(record.assertion(Section.CONDITIONS).is()).isEqualTo(AssertionStatus.RECORDED);
      assertThat(record.assertion(Section.MEDICATIONS).is()).isEqualTo(AssertionStatus.NOT_ASKED);
      assertThat(record.assertion(Section.PROCEDURES).is()).isEqualTo(AssertionStatus.NOT_ASKED);
    }

    @Test
    void aCondition() {
      assertThat(
              entry(
                  "'conditions':[{'reference':'Condition/1','code':'icd-10-cm|I71.4',"
                      + "'clinical':'active','verification':'confirmed','severity':'moderate',"
                      + "'onset':'2019-05','abatement':{'start':'2020','end':'2021'},"
                      + "'abated':true,'recorded':'2019-06-01'}]"))
          .isEqualTo(
              Condition.builder("Condition/1", ANEURYSM)
                  .clinicalStatus(ClinicalStatus.ACTIVE)
                  .verificationStatus(VerificationStatus.CONFIRMED)
                  .severity(CodeableConcept.ofText("moderate"))
                  .onset(Moment.at("2019-05"))
                  .abatement(new Moment.Between(time("2020"), time("2021")))
                  .abated(true)
                  .recorded(time("2019-06-01"))
                  .build());
    }

    @Test
    void aMedication() {
      Quantity dose = Quantity.parse("2 mg");

      assertThat(
              entry(
                  "'medications':[{'code':'rxnorm|197901','kind':'request','status':'active',"
                      + "'planned':true,'doNotPerform':true,'taken':{'start':'2026-01'},"
                      + "'recorded':'2026-01-02','route':'oral','asNeeded':true,'perDay':'2 mg'}]"))
          .isEqualTo(
              Medication.builder(
                      "medications[0]",
                      Medication.Kind.REQUEST,
                      CodeableConcept.of("http://www.nlm.nih.gov/research/umls/rxnorm", "197901"))
                  .status(MedicationStatus.ACTIVE)
                  .planned(true)
                  .doNotPerform(true)
                  .taken(new RecordedPeriod(time("2026-01"), null))
                  .recorded(time("2026-01-02"))
                  .dosages(List.of(new Dosage(CodeableConcept.ofText("oral"), true, dose, dose)))
                  .build());
    }

    @Test
    void severalDosages() {
      Medication medication =
          (Medication)
              entry(
                  "'medications':[{'text':'m','dosages':[{'perDay':{'low':'1 mg','high':'2 mg'}},"
                      + "{'asNeeded':false}]}]");

      assertThat(medication.dosages())
          .containsExactly(
              new Dosage(null, null, Quantity.parse("1 mg"), Quantity.parse("2 mg")),
              new Dosage(null, false, null, null));
    }

    @Test
    void anAllergy() {
      assertThat(
              entry(
                  "'allergies':[{'code':'sct|373464007','clinical':'active',"
                      + "'verification':'confirmed','type':'allergy','criticality':'high',"
                      + "'substances':['ketamine'],'manifestations':['rash'],"
                      + "'onset':{'age':'34 a'},'recorded':'2020'}]"))
          .isEqualTo(
              Allergy.builder(
                      "allergies[0]", CodeableConcept.of("http://snomed.info/sct", "373464007"))
                  .clinicalStatus(ClinicalStatus.ACTIVE)
                  .verificationStatus(VerificationStatus.CONFIRMED)
                  .type(AllergyType.ALLERGY)
                  .criticality("high")
                  .reactionSubstances(List.of(CodeableConcept.ofText("ketamine")))
                  .manifestations(List.of(CodeableConcept.ofText("rash")))
                  .onset(new Moment.AtAge(new BigDecimal("34"), new BigDecimal("34"), "a"))
                  .recorded(time("2020"))
                  .build());
    }

    @Test
    void aProcedureAndAPlan() {
      assertThat(entry("'procedures':[{'text':'bypass','performed':{'said':'years ago'}}]"))
          .isEqualTo(
              Procedure.of(
                  "procedures[0]", CodeableConcept.ofText("bypass"), new Moment.Said("years ago")));
      assertThat(entry("'plans':[{'text':'anaesthesia','due':'2026-07-01','recorded':'2026'}]"))
          .isEqualTo(
              new Planned(
                  "plans[0]",
                  CodeableConcept.ofText("anaesthesia"),
                  Planned.Status.ACTIVE,
                  Moment.at("2026-07-01"),
                  time("2026")));
    }

    @Test
    void anObservation() {
      assertThat(
              entry(
                  "'observations':[{'code':'loinc|1742-6','value':'90 U/L','at':'2026-06-14',"
                      + "'range':{'high':'40 U/L'},'interpretations':['high'],"
                      + "'status':'preliminary'}]"))
          .isEqualTo(
              new Observation(
                  "observations[0]",
                  CodeableConcept.of("http://loinc.org", "1742-6"),
                  ObservationStatus.PRELIMINARY,
                  Observation.Value.of("90 U/L"),
                  new RecordedPeriod(time("2026-06-14"), time("2026-06-14")),
                  new ReferenceRange(null, Quantity.parse("40 U/L")),
                  List.of(CodeableConcept.ofText("high"))));
    }

    @Test
    void whatIsNoEntryOfThePatient() {
      PatientRecord record =
          read("'mentions':[{'text':'chest pain','kind':'encounter','when':'2026'}],"
                  + "'familyHistory':[{'text':'aneurysm'}],"
                  + "'notRead':[{'kind':'type-not-read','words':['w'],'detail':'d',"
                  + "'last':'2026'}]")
              .record();

      assertThat(record.entries())
          .containsExactly(
              new Mention(
                  "mentions[0]",
                  CodeableConcept.ofText("chest pain"),
                  Mention.Kind.ENCOUNTER,
                  Moment.at("2026")),
              new FamilyHistory("familyHistory[0]", CodeableConcept.ofText("aneurysm")));
      assertThat(record.notRead())
          .containsExactly(
              new NotRead(
                  "notRead[0]", NotRead.Kind.TYPE_NOT_READ, "d", List.of("w"), time("2026")));
    }
  }

  @Nested
  class ReadsWhatAnEntryIsAbout {

    private CodeableConcept code(String entry) {
      return entry("'conditions':[" + entry + "]").code();
    }

    @Test
    void asWords() {
      assertThat(code("'aneurysm'")).isEqualTo(CodeableConcept.ofText("aneurysm"));
      assertThat(code("{'text':'a|b'}")).isEqualTo(CodeableConcept.ofText("a|b"));
    }

    @ParameterizedTest
    @CsvSource({
      "icd-10-cm, http://hl7.org/fhir/sid/icd-10-cm",
      "icd-10, http://hl7.org/fhir/sid/icd-10",
      "icd-10-gm, http://fhir.de/CodeSystem/bfarm/icd-10-gm",
      "sct, http://snomed.info/sct",
      "rxnorm, http://www.nlm.nih.gov/research/umls/rxnorm",
      "ndc, http://hl7.org/fhir/sid/ndc",
      "atc, http://www.whocc.no/atc",
      "loinc, http://loinc.org",
      "urn:oid:1.2.3, urn:oid:1.2.3"
    })
    void asACode(String system, String uri) {
      assertThat(code("'" + system + "|X 1'")).isEqualTo(CodeableConcept.of(uri, "X 1"));
      assertThat(code("{'code':'" + system + "|X 1','display':'d','text':'t'}"))
          .isEqualTo(new CodeableConcept(List.of(new Coding(uri, "X 1", "d")), "t"));
    }

    @Test
    void asATitle() {
      assertThat(code("{'concept':'bipolar disorder'}"))
          .isEqualTo(CodeableConcept.titled("bipolar disorder"));
    }

    @Test
    void inSeveralWays() {
      assertThat(
              code("{'concept':'c','code':'sct|1','codings':['atc|2',{'display':'d'}],'text':'t'}"))
          .isEqualTo(
              new CodeableConcept(
                  List.of(
                      Coding.titled("c"),
                      Coding.of("http://snomed.info/sct", "1"),
                      Coding.of("http://www.whocc.no/atc", "2"),
                      new Coding(null, null, "d")),
                  "t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "''", "{'text':'','code':null}"})
    void orNot(String entry) {
      assertThat(code(entry)).isEqualTo(CodeableConcept.EMPTY);
    }
  }

  @Nested
  class ReadsAValue {

    private Observation.Value value(String property) {
      return ((Observation) entry("'observations':[{'concept':'c'," + property + "}]")).value();
    }

    @Test
    void thatIsMeasured() {
      assertThat(value("'value':'< 5.0 mg/dL'"))
          .isEqualTo(
              new Observation.Value.Measured(new Quantity(new BigDecimal("5.0"), "<", "mg/dL")));
      assertThat(value("'value':{'value':142}"))
          .isEqualTo(
              new Observation.Value.Measured(new Quantity(new BigDecimal("142"), null, null)));
      assertThat(value("'value':{'low':'1 mg','high':null}"))
          .isEqualTo(new Observation.Value.Between(Quantity.parse("1 mg"), null));
    }

    @Test
    void thatIsAScoreWithoutAUnit() {
      assertThat(value("'value':5")).isEqualTo(Observation.Value.of("5 1"));
    }

    @ParameterizedTest
    @CsvSource({"true, Y", "'\"yes\"', Y", "false, N", "'\"no\"', N"})
    void thatIsAnAnswer(String value, String code) {
      Observation.Value.Coded answer = (Observation.Value.Coded) value("'value':" + value);

      assertThat(answer.concept().codings())
          .extracting(Coding::system, Coding::code)
          .containsExactly(tuple("http://terminology.hl7.org/CodeSystem/v2-0136", code));
    }

    @Test
    void thatIsCodedOrInWords() {
      assertThat(value("'result':{'concept':'negative result'}"))
          .isEqualTo(new Observation.Value.Coded(CodeableConcept.titled("negative result")));
      assertThat(value("'words':'some'")).isEqualTo(new Observation.Value.Words("some"));
    }

    @Test
    void thatIsNotThere() {
      assertThat(value("'words':''")).isNull();
    }
  }

  @Nested
  class TakesWhatIsNotSaid {

    @Test
    void forTheUsualStatus() {
      assertThat(((Observation) entry("'observations':[{}]")).status())
          .isEqualTo(ObservationStatus.FINAL);
      assertThat(((Condition) entry("'conditions':[{}]")).clinicalStatus()).isNull();
      assertThat(((Medication) entry("'medications':[{}]")).status()).isNull();
    }

    @Test
    void forNothingWhenToldSo() {
      assertThat(((Observation) entry("'observations':[{'status':'not-said'}]")).status()).isNull();
      assertThat(((Procedure) entry("'procedures':[{'status':'not-said'}]")).status()).isNull();
      assertThat(((Planned) entry("'plans':[{'status':'not-said'}]")).status()).isNull();
    }

    @Test
    void fromTheReaderWhereItHasAnAnswer() {
      AsOf asOf = AsOf.parse("2026-06-15Z");
      Treatment treatment = Treatment.of(Agent.KETAMINE, Route.ORAL);
      RequestReader reader = RequestReader.builder().asOf(asOf).treatment(treatment).build();

      assertThat(reader.read("{}").asOf()).isEqualTo(asOf);
      assertThat(reader.read("{}").treatment()).isEqualTo(treatment);
      assertThat(reader.read(with("")).asOf()).isNotEqualTo(asOf);
      assertThat(reader.read(with("")).treatment()).isNotEqualTo(treatment);
    }
  }

  @Nested
  class Refuses {

    private void assertProblems(String json, String... lines) {
      assertProblems(RequestReader.v1(), json, lines);
    }

    private void assertProblems(RequestReader reader, String json, String... lines) {
      String head = lines.length == 1 ? "1 problem" : lines.length + " problems";
      assertThatThrownBy(() -> reader.read(json))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(head + " in the screening request:\n  " + String.join("\n  ", lines));
    }

    @Test
    void everythingThatIsWrongAtOnce() {
      assertProblems(
          "{\"stage\": \"later\", \"treatment\": {\"agent\": \"aspirin\"}, \"conditoins\": []}",
          "asOf: missing; write a moment, as in 2026-06-15T09:00:00+02:00",
          "stage: not one of the words for it; write evaluation, session, discharge or maintenance",
          "treatment.agent: not one of the words for it; write ketamine or esketamine",
          "treatment.route: missing; write intravenous, intramuscular, subcutaneous, intranasal,"
              + " oral or sublingual",
          "conditoins: there is no such property; nearest: conditions");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        quoteCharacter = '`',
        value = {
          "'conditions':{}~conditions: not an array; write [ ... ]",
          "'conditions':[null]~conditions[0]: null; leave it out",
          "'conditions':[5]~conditions[0]: not an object; write words, \"system|code\" or an object",
          "'conditions':[['x']]~conditions[0]: not an object; write words, \"system|code\" or an object",
          "'conditions':['icd10|I71']~conditions[0]: no code system before the bar; write its URI, or one of icd-10-cm, icd-10, icd-10-gm, sct, rxnorm, ndc, atc, loinc",
          "'conditions':['sct|']~conditions[0]: not a system and a code with a bar between them; write it as in icd-10-cm|I71.4",
          "'conditions':[{'code':'I71.4'}]~conditions[0].code: not a system and a code with a bar between them; write it as in icd-10-cm|I71.4",
          "'conditions':[{'code':5}]~conditions[0].code: not a text; write a string",
          "'conditions':[{'display':'x'}]~conditions[0].display: words for a code that is not given; give code, or write text",
          "'conditions':[{'text':'x','onset':'June'}]~conditions[0].onset: not a date or time; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss and the offset, as in +02:00 or Z",
          "'conditions':[{'onset':'2026-02-30'}]~conditions[0].onset: not a date or time; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss and the offset, as in +02:00 or Z",
          "'conditions':[{'onset':{'age':'34 kg'}}]~conditions[0].onset.age: not an age; write it as in \"34 a\", in a, mo, wk or d",
          "'conditions':[{'onset':{'age':{'low':'34 a'}}}]~conditions[0].onset.age: one end is missing; give low and high",
          "'conditions':[{'onset':{'age':'34 a','said':'x'}}]~conditions[0].onset: said in two ways; give start and end, or age, or said",
          "'conditions':[{'onset':5}]~conditions[0].onset: not an object; write a date, or an object with start and end, age, or said",
          "'conditions':[{'abated':'yes'}]~conditions[0].abated: not true or false; write true or false, without quotes",
          "'conditions':[{'clinical':'aktiv'}]~conditions[0].clinical: not one of the words for it; write active, recurrence, relapse, inactive, remission or resolved",
          "'conditions':[{'onsetDate':'2019'}]~conditions[0].onsetDate: there is no such property; nearest: onset",
          "'medications':[{'taken':'x'}]~medications[0].taken: not a date or time; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss and the offset, as in +02:00 or Z",
          "'medications':[{'kind':'order'}]~medications[0].kind: not one of the words for it; write statement, request, dispense or administration",
          "'medications':[{'route':'oral','dosages':[]}]~medications[0].dosages: given twice; put route, asNeeded and perDay into dosages",
          "'medications':[{'perDay':'2'}]~medications[0].perDay: not a number with a UCUM unit; write \"142 mm[Hg]\"; a score without a unit as a number, without quotes",
          "'allergies':[{'criticality':'grave'}]~allergies[0].criticality: not one of the words for it; write low, high or unable-to-assess",
          "'observations':['x']~observations[0]: not an object; write an object with concept or code, value or result, and at",
          "'observations':[{'value':'142'}]~observations[0].value: not a number with a UCUM unit; write \"142 mm[Hg]\"; a score without a unit as a number, without quotes",
          "'observations':[{'value':5,'words':'x'}]~observations[0].value: said in two ways; give one of value, result and words",
          "'observations':[{'value':{'value':'5'}}]~observations[0].value.value: not a number; write a number, without quotes",
          "'observations':[{'value':{'unit':'mg'}}]~observations[0].value.value: missing; write a number",
          "'observations':[{'value':{'value':5,'comparator':'?'}}]~observations[0].value.comparator: not a comparator; write <, <=, >=, > or ad",
          "'mentions':[{}]~mentions[0].kind: missing; write encounter, reason or conclusion",
          "'notRead':[{}]~notRead[0].kind: missing; write cannot-bear, assertion, another-patient, entered-in-error, not-done, repeated, type-not-read, text-only or malformed",
          "'sections':{'allergies':'none'}~sections.allergies: not one of the words for it; write recorded, none-known, partial or not-asked",
          "'sections':{'allergies':{}}~sections.allergies.is: missing; write recorded, none-known, partial or not-asked",
          "'sections':{'condition':'recorded'}~sections.condition: there is no such property; nearest: conditions",
          "'patient':{'sex':'female'}~patient.sex: there is no such property; nearest: gender",
          "'patient':{'gender':'woman'}~patient.gender: not one of the words for it; write male, female, other or unknown",
          "'jurisdiction':'US'~jurisdiction: not a jurisdiction; write two lower-case letters, as in us, or any",
          "'schema':'x'~schema: not the format that this library reads; write https://ketascreen.org/schema/screening-request/1",
          "'overrides':[{'rule':'r','evidenceDigest':'d','by':'b','reason':'r','at':'2026'}]~overrides[0].at: not a time with an offset; write 2026-06-15T09:00:00+02:00",
          "'overrides':[{'rule':'r','evidenceDigest':'d','by':'b','at':'2026-06-15T09:00:00Z'}]~overrides[0].reason: missing; write why"
        })
    void whatIsWrongWithAProperty(String property, String message) {
      assertProblems(with(property), message);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "'dose':'56 ml'|dose: not the dose of one session; write an exact mass above 0, with a UCUM unit, as in \"56 mg\"; not that per kg",
          "'dose':'0 mg'|dose: not the dose of one session; write an exact mass above 0, with a UCUM unit, as in \"56 mg\"; not that per kg",
          "'dose':56|dose: not the dose of one session; write an exact mass above 0, with a UCUM unit, as in \"56 mg\"; not that per kg",
          "'duration':'40 mg'|duration: not a duration; write it above 0, in s, min or h, as in \"40 min\"",
          "'session':0|session: not the number of a session; count from 1",
          "'session':1.5|session: not the number of a session; count from 1",
          "'session':1e999999999|session: not the number of a session; count from 1",
          "'session':'3'|session: not a number; write a number, without quotes"
        })
    void whatIsWrongWithTheTreatment(String property, String message) {
      assertProblems(
          ("{'asOf':'2026-06-15Z','treatment':{'agent':'ketamine','route':'oral',"
                  + property
                  + "}}")
              .replace('\'', '"'),
          "treatment." + message);
    }

    @Test
    void aNameThatMayBeAPatients() {
      assertProblems(
          with("'patient':{'Jane Q. Doe':1}"),
          "patient: there is a property without a name of ours; write one of"
              + " [gender, birthSex, birthDate]");
    }

    @Test
    void veryManyProblemsInOneMessageThatCanBeRead() {
      String json = with("'conditions':[" + "5,".repeat(2_999) + "5]");

      assertThatThrownBy(() -> RequestReader.v1().read(json))
          .isInstanceOfSatisfying(
              InvalidRequestException.class, e -> assertThat(e.problems()).hasSize(100))
          .message()
          .startsWith("3000 problems in the screening request:\n  conditions[0]: not an object;")
          .endsWith("\n  and 2900 more");
    }

    @Test
    void titlesThatTheRulebaseDoesNotHave() {
      RequestReader reader =
          RequestReader.builder().titlesOf(Rulebases.bundled().load("ketamine@1.0.0")).build();

      assertProblems(
          reader,
          with(
              "'jurisdiction':'xx','conditions':[{'concept':'bipolar disorder'},"
                  + "{'concept':'bipolar disease'},{'concept':'body weight'}],"
                  + "'observations':[{'concept':'systolic blood pressure','value':'1 mm[Hg]'},"
                  + "{'concept':'systolic bloodpressure'}]"),
          "jurisdiction: no rule of ketamine@1.0.0 follows it; write any, ch, eu, uk or us",
          "conditions[1].concept: not the title of a value set of ketamine@1.0.0; write one"
              + " that dataRequirements() lists, or words as text",
          "conditions[2].concept: not the title of a value set of ketamine@1.0.0; write one"
              + " that dataRequirements() lists, or words as text",
          "observations[1].concept: not the title of an observation of ketamine@1.0.0;"
              + " nearest: systolic blood pressure");
    }
  }

  @Nested
  class CannotRead {

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        quoteCharacter = '`',
        value = {
          "``~the input ends too early at 1:1; give one whole JSON object",
          "[]~the input is no JSON object at 1:1; give one screening request",
          "{} {}~more than one JSON value at 1:4; give one screening request",
          "{'stage':'session','stage':'session'}~a property is given twice at 1:20; give it once",
          "{'patient':{'x':1,'x':1}}~a property is given twice at 1:19; give it once",
          "{'secret'~the input is not JSON, or is cut off at 1:10; give one whole JSON object in UTF-8",
          "{'session':1e99999999999}~a number is out of every range at 1:12; give one with a smaller exponent"
        })
    void whatIsNoObject(String json, String message) {
      assertThatThrownBy(() -> RequestReader.v1().read(json.replace('\'', '"')))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatIsTooDeepOrHasTooLongANumber(int which) {
      String value = which == 0 ? "[".repeat(60) + "]".repeat(60) : "1".repeat(2_000);

      assertThatThrownBy(() -> RequestReader.v1().read("{\"x\":" + value + "}"))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageStartingWith("the JSON is too deep or too large")
          .hasMessageContaining(
              "; give at most 50 levels, strings of at most 20000000 characters,");
    }

    /** Jackson reports these orders of the bytes of UCS-4 as if the source had failed. */
    @ParameterizedTest
    @ValueSource(strings = {"00007b00", "007b0000", "0000fffe", "feff0000"})
    void bytesInAnOrderOfTheirOwn(String bytes) {
      byte[] json = HexFormat.of().parseHex(bytes + "00000000");

      for (Executable read :
          List.<Executable>of(
              () -> RequestReader.v1().read(json),
              () -> RequestReader.v1().read(new ByteArrayInputStream(json)))) {
        assertThatThrownBy(read::execute)
            .isInstanceOf(UnreadableInputException.class)
            .hasMessageStartingWith("the input is not JSON, or is cut off")
            .hasMessageEndingWith("; give one whole JSON object in UTF-8");
      }
    }

    @Test
    void aStreamThatFails() {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              return read();
            }
          };

      assertThatThrownBy(() -> RequestReader.v1().read(broken))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Nested
  class Zipped {

    private static final String REQUEST =
        """
        {"asOf": "2026-06-15T09:00:00Z", "treatment": {"agent": "ketamine", "route": "oral"},
         "conditions": [{"text": "headache"}]}
        """;

    private static byte[] zipped(byte[] plain) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(plain);
      }
      return bytes.toByteArray();
    }

    @Test
    void isReadAsItIsPlain() throws IOException {
      byte[] zipped = zipped(REQUEST.getBytes(StandardCharsets.UTF_8));
      ScreeningRequest plain = RequestReader.v1().read(REQUEST);

      assertThat(RequestReader.v1().read(zipped)).isEqualTo(plain);
      assertThat(RequestReader.v1().read(new ByteArrayInputStream(zipped))).isEqualTo(plain);
      assertThat(RequestReader.recognises(zipped)).isTrue();
    }

    @Test
    void isRecognisedByItsBeginning() throws IOException {
      byte[] noise = new byte[200_000];
      new Random(1).nextBytes(noise);
      String much = REQUEST.replace("headache", Base64.getEncoder().encodeToString(noise));
      byte[] zipped = zipped(much.getBytes(StandardCharsets.UTF_8));

      assertThat(RequestReader.recognises(Arrays.copyOf(zipped, 1 << 16))).isTrue();
    }

    @Test
    void isRefusedWhenItIsBroken() throws IOException {
      byte[] zipped = zipped(REQUEST.getBytes(StandardCharsets.UTF_8));

      for (int length : new int[] {2, 9, zipped.length - 9}) {
        byte[] cut = Arrays.copyOf(zipped, length);

        assertThat(RequestReader.recognises(Arrays.copyOf(zipped, 9))).isFalse();
        assertThatThrownBy(() -> RequestReader.v1().read(cut))
            .isInstanceOf(UnreadableInputException.class)
            .hasMessage("the input is gzip that is broken or cut off; give it whole");
      }
    }
  }

  @Nested
  class Recognises {

    private boolean recognises(String head) {
      return RequestReader.recognises(head.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'schema':'x'}",
          "{'subject':'Patient/1','asOf':'2026",
          "{'patient':{'resourceType':1},'conditions':[",
          "{'sections':{}}"
        })
    void aRequest(String head) {
      assertThat(recognises(head)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "{}",
          "{'resourceType':'Bundle','asOf':1}",
          "{'id':'x','subject':{},'resourceType':'Condition'}",
          "{'entry':[{'resource':",
          "\u0000"
        })
    void nothingElse(String head) {
      assertThat(recognises(head)).isFalse();
    }
  }
}
