package org.ketascreen.rulebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;

class ValueSetReaderTest {

  private static final String EXTENSION = "https://ketascreen.org/fhir/StructureDefinition/";

  private static String problems(String json) {
    List<Problem> problems = new ArrayList<>();

    assertThat(ValueSetReader.read("a.json", json.getBytes(StandardCharsets.UTF_8), problems))
        .isEmpty();
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  private static ValueSet read(String json) {
    return ValueSetReader.read("a.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A value set that is right but for these extensions and this include, which begin in lines 2 and
   * 3.
   */
  private static String with(String extensions, String compose) {
    return """
        {"resourceType": "ValueSet", "id": "a", "url": "https://example.org/a", "title": "a", "copyright": "c",
        "extension": [%s],
        "compose": {%s}
        }
        """
        .formatted(extensions, compose);
  }

  private static String extension(String name, String value) {
    return "{\"url\": \"" + EXTENSION + name + "\", " + value + "}";
  }

  private static final String WATCHING = extension("watch-word", "\"valueString\": \"word\"");
  private static final String INCLUDE =
      "\"include\": [{\"system\": \"http://hl7.org/fhir/sid/icd-10-cm\", \"filter\":"
          + " [{\"property\": \"concept\", \"op\": \"is-a\", \"value\": \"I21\"}]}]";

  @Nested
  class AValueSetThatIsRight {
    final String json =
        """
        {
          "resourceType": "ValueSet",
          "id": "systolic",
          "url": "https://example.org/ValueSet/systolic",
          "name": "Systolic",
          "title": "systolic blood pressure",
          "status": "draft",
          "experimental": false,
          "publisher": "ketascreen",
          "description": "What.",
          "purpose": "Why.",
          "copyright": "LOINC notice",
          "extension": [
            {"url": "https://ketascreen.org/fhir/StructureDefinition/watch-word", "valueString": "blutdruck"},
            {"url": "https://ketascreen.org/fhir/StructureDefinition/name", "valueString": "SBP"},
            {"url": "https://ketascreen.org/fhir/StructureDefinition/observation-unit", "valueCode": "mm[Hg]"},
            {"url": "https://ketascreen.org/fhir/StructureDefinition/observation-plausible", "valueRange":
              {"low": {"value": 30, "unit": "mm[Hg]"}, "high": {"value": 350.0, "unit": "mm[Hg]"}}},
            {"url": "https://ketascreen.org/fhir/StructureDefinition/observation-ask", "valueString": "Measure."}
          ],
          "compose": {
            "include": [
              {"system": "http://loinc.org", "concept": [{"code": "8480-6", "display": "Systolic"}]},
              {"system": "http://www.whocc.no/atc",
                "filter": [{"property": "concept", "op": "is-a", "value": "N05BA"}]}
            ],
            "exclude": [
              {"system": "http://www.whocc.no/atc",
                "filter": [{"property": "concept", "op": "is-a", "value": "N05BA01"}]}
            ]
          }
        }
        """;

    @Test
    void isReadWhole() {
      assertThat(read(json))
          .isEqualTo(
              ValueSet.builder(
                      "systolic",
                      "https://example.org/ValueSet/systolic",
                      "systolic blood pressure")
                  .description("What.")
                  .purpose("Why.")
                  .copyright("LOINC notice")
                  .names(List.of("SBP"))
                  .watchWords(List.of("blutdruck"))
                  .observation(
                      new ObservationDefinition(
                          "mm[Hg]",
                          Quantity.of("30", "mm[Hg]"),
                          Quantity.of("350.0", "mm[Hg]"),
                          "Measure."))
                  .statements(
                      List.of(
                          new Statement("http://loinc.org", "8480-6", "Systolic", false, true),
                          new Statement("http://www.whocc.no/atc", "N05BA", null, true, true),
                          new Statement("http://www.whocc.no/atc", "N05BA01", null, true, false)))
                  .build());
    }

    @Test
    void isTheSameEachTime() {
      assertThat(read(json)).isEqualTo(read(json));
      assertThat(read(with(WATCHING, INCLUDE)).title()).isEqualTo("a");
    }
  }

  @Test
  void namesEverythingThatIsWrongAtTheTop() {
    String json =
        """
        {
          "resourceType": "CodeSystem",
          "id": "a b",
          "url": "https://example.org/b",
          "title": "a \\"b\\"",
          "tittle": "x",
          "status": "new",
          "experimental": "no",
          "purpose": " ",
          "version": "1",
          "title": "c"
        }
        """;

    assertThat(problems(json))
        .isEqualTo(
            """
            a.json:1: 'compose' is missing; write it, or names
            a.json:2: is a CodeSystem; write a ValueSet
            a.json:3: 'a b' is not an id; write up to 64 letters, digits, hyphens and dots
            a.json:4: 'url' does not end with the id; end it with /a b
            a.json:5: 'title' has a quotation mark, so no rule could name it; write it without
            a.json:6: 'tittle' is not a property; write one of compose, copyright, description, \
            experimental, extension, id, name, publisher, purpose, resourceType, status, title, url
            a.json:7: 'new' is not a status; write one of active, draft, retired, unknown
            a.json:8: a string where there should be true or false; write true or false
            a.json:9: 'purpose' is blank, or has blanks around it; write words, or leave it out
            a.json:10: 'version' is FHIR that value sets here do not use; leave it out
            a.json:11: 'title' is there twice; write it once""");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(
            problems(
                "{\"compose\": {\"include\": [{\"system\": \"http://snomed.info/sct\","
                    + " \"concept\": [{\"code\": \"22298006\"}]}]}}"))
        .isEqualTo(
            """
            a.json:1: 'resourceType' is missing; write it
            a.json:1: 'id' is missing; write it
            a.json:1: 'url' is missing; write it
            a.json:1: 'title' is missing; write it
            a.json:1: 'display' is missing; write it
            a.json:1: has SNOMED CT codes and no 'copyright'; write the notice that SNOMED CT asks for""");
  }

  @Test
  void namesEverythingThatIsWrongInWhatItIncludes() {
    String compose =
        """
        "include": [
        {"system": "urn:x", "concept": [{"code": "1", "display": "x"}]},
        {"system": "http://fhir.de/CodeSystem/bfarm/icd-10-gm", "filter": [{"property": "concept", "op": "is-a", "value": "I21"}]},
        {"system": "http://hl7.org/fhir/sid/icd-10-cm", "concept": [{"code": "I21.4", "display": "x"}]},
        {"system": "http://snomed.info/sct", "filter": [{"property": "concept", "op": "is-a", "value": "22298006"}]},
        {"system": "http://hl7.org/fhir/sid/icd-10-cm", "filter": [{"property": "concept", "op": "in", "value": "I21"}]},
        {"system": "http://hl7.org/fhir/sid/icd-10-cm", "filter": [{"property": "concept", "op": "is-a", "value": "i214"}]},
        {"system": "http://hl7.org/fhir/sid/icd-10-cm", "filter": [{"property": "concept", "op": "is-a", "value": "I21.4"}]},
        {"system": "http://hl7.org/fhir/sid/icd-10-cm", "filter": [{"property": "concept", "op": "is-a", "value": "410.9"}]},
        {"system": "http://snomed.info/sct", "concept": [{"code": "22298007", "display": "x"}, {"code": "22298006", "dsplay": "x"}]},
        {"system": "http://loinc.org", "concept": [{"code": "8480-5", "display": "x", "designation": []}]},
        {"system": "http://loinc.org"},
        {"valueSet": ["https://example.org/b"], "concept": []}
        ],
        "exclude": [
        {"system": "http://snomed.info/sct", "concept": [{"code": "22298006", "display": "x"}]}
        ]\
        """;

    assertThat(problems(with(WATCHING, compose)))
        .isEqualTo(
            """
            a.json:4: unknown code system 'urn:x'; write one of http://hl7.org/fhir/sid/icd-10-cm, \
            http://hl7.org/fhir/sid/icd-10, http://www.whocc.no/atc, http://snomed.info/sct, \
            http://www.nlm.nih.gov/research/umls/rxnorm, http://loinc.org, \
            http://hl7.org/fhir/sid/ndc, or an HL7 table such as \
            http://terminology.hl7.org/CodeSystem/v3-ActCode
            a.json:5: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm' is read by \
            http://hl7.org/fhir/sid/icd-10; write http://hl7.org/fhir/sid/icd-10
            a.json:6: lists a code of ICD-10-CM; write a filter concept is-a with it
            a.json:7: filters SNOMED CT, whose hierarchy is not here; list its codes as 'concept'
            a.json:8: filters by concept in; write concept is-a
            a.json:9: 'i214' is not how value sets write it; write 'I21.4'
            a.json:10: 'I21.4' of ICD-10-CM is already in line 9; write it once
            a.json:11: '410.9' is not a code of ICD-10-CM; write the code as ICD-10-CM does
            a.json:12: '22298007' is not a code of SNOMED CT; write the code as SNOMED CT does
            a.json:12: 'dsplay' is not a property; write one of code, display
            a.json:12: 'display' is missing; write it
            a.json:13: 'designation' is FHIR that value sets here do not use; leave it out
            a.json:13: '8480-5' is not a code of LOINC; write the code as LOINC does
            a.json:14: has neither 'concept' nor 'filter'; write one of them
            a.json:15: 'valueSet' is FHIR that value sets here do not use; leave it out
            a.json:15: 'system' is missing; write it
            a.json:18: excludes '22298006' of SNOMED CT, which line 12 includes; keep one of them""");
  }

  @Test
  void refusesASetWithoutCodes() {
    assertThat(problems(with(WATCHING, "")))
        .isEqualTo("a.json:3: includes nothing; write 'include'");
    assertThat(problems(with(WATCHING, "\"include\": []")))
        .isEqualTo("a.json:3: 'include' is an empty array; fill it, or leave it out");
  }

  @Test
  void namesEverythingThatIsWrongInItsExtensions() {
    String extensions =
        String.join(
            ",\n",
            extension("watch-word", "\"valueString\": \"ab\""),
            extension("watch-word", "\"valueString\": \"Blood\""),
            extension("watch-word", "\"valueString\": \"blöod\""),
            extension("name", "\"valueCode\": \"x\""),
            extension("synonym", "\"valueString\": \"x\""),
            extension("observation-unit", "\"valueCode\": \"mm Hg\""),
            extension("observation-unit", "\"valueCode\": \"kg\""),
            extension(
                "observation-plausible",
                "\"valueRange\": {\"low\": {\"value\": 5, \"unit\": \"mm Hg\"}, \"high\": {\"value\":"
                    + " 4, \"unit\": \"g\"}}"));

    assertThat(problems(with(extensions, INCLUDE)))
        .isEqualTo(
            """
            a.json:2: the watch word 'ab' is too short to mean anything; write at least 3 letters or digits
            a.json:4: the watch word 'blöod' is already in line 3; write it once
            a.json:5: 'valueCode' is not a property; write one of url, valueString
            a.json:5: 'valueString' is missing; write it
            a.json:6: 'EXTsynonym' is not an extension of value sets; write one of \
            EXT{name,observation-ask,observation-molar-mass,observation-plausible,observation-unit,watch-word,watch-word-exception}
            a.json:7: 'mm Hg' is not a UCUM unit; write it in ASCII, without blanks, quotation marks and backslashes
            a.json:7: is an observation without 'EXTobservation-ask'; say how to obtain a reading
            a.json:8: 'EXTobservation-unit' is already in line 7; write it once
            a.json:9: 'g' is not the unit of the observation; write it in mm Hg
            a.json:9: the plausible range ends before it begins; write a 'low' below 'high'"""
                .replace("EXT", EXTENSION));
  }

  @Nested
  class AMolarMass {
    private static final String ASK = "\"valueString\": \"Measure.\"";

    private String molarMass(String... parts) {
      return extension("observation-unit", "\"valueCode\": \"mg/dL\"")
          + ",\n"
          + extension("observation-ask", ASK)
          + ",\n"
          + extension(
              "observation-molar-mass", "\"extension\": [" + String.join(",\n", parts) + "]");
    }

    private String mass(String number, String unit) {
      return "{\"url\": \"mass\", \"valueQuantity\": {\"value\": "
          + number
          + ", \"unit\": \""
          + unit
          + "\"}}";
    }

    private final String source = "{\"url\": \"source\", \"valueString\": \"a handbook\"}";

    @Test
    void isReadWithItsSource() {
      assertThat(read(with(molarMass(mass("113.12", "g/mol"), source), INCLUDE)).observation())
          .isEqualTo(
              new ObservationDefinition(
                  "mg/dL",
                  null,
                  null,
                  new MolarMass(new BigDecimal("113.12"), "a handbook"),
                  "Measure."));
    }

    @Test
    void needsBothInGramsPerMole() {
      String lacks =
          " 'EXTobservation-molar-mass' lacks its mass or its source; write both: a 'mass' above 0"
              + " in g/mol, and the 'source' that says so";
      for (String parts :
          List.of(
              mass("113.12", "g/mol"),
              source,
              mass("113.12", "mg/mmol") + "," + source,
              mass("0", "g/mol") + "," + source,
              mass("-5", "g/mol") + "," + source,
              mass("1e99", "g/mol") + "," + source)) {
        assertThat(problems(with(molarMass(parts), INCLUDE)))
            .isEqualTo(("a.json:4:" + lacks).replace("EXT", EXTENSION));
      }
    }

    @Test
    void hasNoOtherParts() {
      assertThat(
              problems(
                  with(
                      molarMass(
                          mass("1", "g/mol"), source, "{\"url\": \"x\", \"valueString\": \"y\"}"),
                      INCLUDE)))
          .isEqualTo(
              "a.json:6: 'x' is no part of 'EXTobservation-molar-mass'; write 'mass' and 'source'"
                  .replace("EXT", EXTENSION));
    }
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThat(problems("")).isEqualTo("a.json:1: is empty; write a JSON object");
    assertThat(problems("{\n\"id\" 1}"))
        .isEqualTo("a.json:2: is not JSON; write a JSON object in UTF-8");
    assertThat(problems("[]"))
        .isEqualTo("a.json:1: an array where there should be an object; write an object");
    assertThat(problems("{} {}"))
        .isEqualTo("a.json:1: goes on after the end of its JSON; write one JSON object");
  }

  @Test
  void throwsEveryProblem() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(RulebaseException.class)
        .hasMessage(
            """
            5 problems in the rulebase:
              a.json:1: 'resourceType' is missing; write it
              a.json:1: 'id' is missing; write it
              a.json:1: 'url' is missing; write it
              a.json:1: 'title' is missing; write it
              a.json:1: 'compose' is missing; write it, or names""");
  }

  @Property
  void readsNoTextAndNeverFails(@ForAll byte[] json) {
    List<Problem> problems = new ArrayList<>();

    assertThat(ValueSetReader.read("a.json", json, problems)).isEmpty();
    assertThat(problems).isNotEmpty();
  }
}
