package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.engine.CompiledSentences;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.SmallRulebase;

/**
 * What a witness claims is what the sentence says of it and, through the compiled rules, what
 * Drools matches: each sentence alone, with each of its qualifiers, and with each two of them.
 */
class WitnessesTest {

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String ATC = "http://www.whocc.no/atc";
  private static final String LOINC = "http://loinc.org";

  /** Forms whose witnesses cannot be of every truth, and which truths they lack. */
  private static final Map<String, Set<Truth>> LACKING =
      Map.of(
          "the patient is male", Set.of(Truth.POSSIBLE),
          "the patient is female", Set.of(Truth.POSSIBLE),
          "the planned dose is above 0.5 mg", Set.of(Truth.POSSIBLE),
          "the planned dose is none of 56 mg, 84 mg", Set.of(Truth.POSSIBLE),
          "the planned infusion takes less than 40 minutes", Set.of(Truth.POSSIBLE),
          "the planned session is number 3 or later", Set.of(Truth.POSSIBLE));

  /** Limits in other units and at the ends of what is plausible, windows by the clock. */
  private static final List<String> MORE =
      List.of(
          "the latest \"pressure\" is above 18.5 kPa\n  - within the last 24 hours",
          "the latest \"pressure\" is at least 140 mm[Hg]\n  - within the last 1 minute",
          "the latest \"pressure\" is below 0 mm[Hg]",
          "the latest \"temperature\" is above 45 Cel",
          "the latest \"temperature\" is at least 44.5 Cel\n  - within the last 3 days\n  - at rest\n  - before the dose",
          "the latest \"temperature\" is at most 100.4 [degF]",
          "the latest \"temperature\" is above its reference range\n  - within the last 1 month",
          "the latest \"temperature\" is at least 1.1 times its upper limit",
          "the latest \"temperature\" is at least 0.9 times its upper limit",
          "the latest \"temperature\" is at least 99 times its upper limit",
          "the latest \"temperature\" is at least 1.8 [degF] above its pre-dose value",
          "the latest \"pressure\" is at least 1 kPa above its pre-dose value",
          "the latest \"other test\" is \"negative\"\n  - within the last 7 days",
          "the mean of the last 70 \"pressure\" is at least 18.5 kPa\n  - within the last 1 minute",
          "the mean of the last 1 \"temperature\" is above 37 Cel",
          "each of the last 70 \"pressure\" is above 140 mm[Hg]\n  - after the dose",
          "each of the last 2 \"temperature\" is above 44.9 Cel\n  - at rest\n  - after the dose\n  - within the last 8 hours",
          "the planned dose is above 9999999 ug",
          "the planned dose is above 0 mg",
          "the planned dose is none of 0.056 g, 57 mg, 84 mg",
          "the planned dose is above 9999999 ug per kg of actual weight",
          "the planned dose is above 0.000001 mg per kg of ideal weight",
          "the planned infusion takes less than 9999 hours",
          "the planned session is number 1 or later",
          "the course began more than 24 hours ago",
          "there were more than 1 sessions in the last 24 hours",
          "there were more than 2 sessions in the last 30 minutes",
          "there were more than 7 sessions in the last 7 days",
          "there were more than 8 sessions in the last 7 days",
          "the last dose was less than 30 minutes ago",
          "the last dose was less than 1 month ago");

  private static final Map<String, List<String>> SENTENCES = new LinkedHashMap<>();
  private static Engine engine;
  private static CompiledSentences compiled;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    for (Form<?> form : Forms.ALL) {
      sentences(form).forEach(lines -> SENTENCES.put(id(SENTENCES.size()), lines));
    }
    MORE.forEach(lines -> SENTENCES.put(id(SENTENCES.size()), lines.lines().toList()));
    Path archive = folder.resolve("small.jar");
    Files.write(archive, rulebase().archive());
    Rulebase rulebase = Rulebase.load(archive, TrustPolicy.allowingUnsigned());
    engine = Engine.of(rulebase, null);
    compiled = new CompiledSentences(rulebase);
  }

  private static String id(int number) {
    return "W" + (char) ('A' + number / 100) + "-" + String.format("%02d", number % 100);
  }

  /** The form alone, with each qualifier, and with each two. */
  private static List<List<String>> sentences(Form<?> form) {
    String sentence = filled(form.template().toString(), form.kind());
    List<String> qualifiers =
        form.qualifiers().stream()
            .map(each -> "  - " + filled(each.template().toString(), form.kind()))
            .toList();
    List<List<String>> sentences = new ArrayList<>();
    sentences.add(List.of(sentence));
    for (int i = 0; i < qualifiers.size(); i++) {
      sentences.add(List.of(sentence, qualifiers.get(i)));
      for (int j = i + 1; j < qualifiers.size(); j++) {
        sentences.add(List.of(sentence, qualifiers.get(i), qualifiers.get(j)));
      }
    }
    return sentences;
  }

  private static String filled(String template, Single.Kind kind) {
    String title =
        switch (kind) {
          case CONDITIONS, UPCOMING, INDICATIONS -> "disorder";
          case MEDICATIONS -> "medicine";
          case ALLERGIES -> "allergen";
          case READINGS -> "pressure";
          case PERSON, PLAN -> "body weight";
        };
    return template
        .replace("the latest \"...\" is \"...\"", "the latest \"test\" is \"positive\"")
        .replace("\"...\"", "\"" + title + "\"")
        .replace("under N years", "under 18 years")
        .replace("at least N years", "at least 65 years")
        .replace("more than 6 weeks", "more than 2 weeks")
        .replaceAll("\\bN\\b", "3");
  }

  private static SmallRulebase rulebase() {
    StringBuilder rules = new StringBuilder();
    SENTENCES.forEach(
        (id, lines) ->
            rules.append(
                """
                rule "%s A rule"
                    @severity( "precaution" )
                    @applies( "all" )
                    @stages( "evaluation" )
                    @jurisdictions( "all" )
                    @basis( "judgement" )
                    @because( "It is so." )
                    @action( "Wait." )
                    @sources( "leaflet 2" )
                when
                %s
                then
                    report this finding
                end
                """
                    .formatted(id, String.join("\n", lines))));
    SmallRulebase rulebase =
        new SmallRulebase()
            .with(
                "rulebase.yaml",
                """
                id: small
                version: 1.0.0
                language: 1
                status: unreviewed
                effectiveFrom: 2026-01-01
                title: A rule for each sentence
                pregnancy:
                  conditions: pregnancy
                  status: pregnancy status
                  pregnant: pregnant
                  notPregnant: not pregnant
                  test: pregnancy test
                  positive: positive
                  negative: negative
                  excludedBy: cannot become pregnant
                  ages: { from: 12, to: 55 }
                  lasts: 44 weeks
                  answerGoodFor: 7 days
                  breastfeeding: { conditions: lactation, status: breastfeeding status, yes: pregnant, no: not pregnant, answerGoodFor: 90 days }
                  because: So.
                  sources: [ leaflet ]
                doses: { medicines: medicine, restAfter: 4 hours, because: So., sources: [ leaflet ] }
                idealWeight: { formula: devine, height: body height, because: So., sources: [ leaflet ] }
                """)
            .with("area.dslr", rules.toString());
    put(rulebase, "lactation", ICD, "Z39.1", "");
    put(rulebase, "breastfeeding status", LOINC, "63895-7", observation(""));
    put(rulebase, "disorder", ICD, "I71", synonym("disorder of the aorta"));
    put(rulebase, "medicine", ATC, "N05BA", "");
    put(rulebase, "allergen", ATC, "N06A", "");
    put(rulebase, "pregnancy", ICD, "Z33", "");
    put(rulebase, "cannot become pregnant", ICD, "Z90.71", "");
    put(rulebase, "pregnant", LOINC, "LA15173-0", "");
    put(rulebase, "not pregnant", LOINC, "LA26683-5", "");
    put(rulebase, "positive", LOINC, "LA6576-8", "");
    put(rulebase, "negative", LOINC, "LA6577-6", "");
    put(rulebase, "pregnancy status", LOINC, "82810-3", observation(""));
    put(rulebase, "pregnancy test", LOINC, "2106-3", observation(""));
    put(rulebase, "body weight", LOINC, "29463-7", observation("kg"));
    put(rulebase, "body height", LOINC, "8302-2", observation("m"));
    put(rulebase, "pressure", LOINC, "8480-6", observation("mm[Hg]"));
    put(rulebase, "temperature", LOINC, "8310-5", observation("Cel") + plausible(25, 45));
    put(rulebase, "test", LOINC, "3426-4", observation(""));
    put(rulebase, "other test", LOINC, "19295-5", observation(""));
    return rulebase;
  }

  private static String observation(String unit) {
    String url = "https://ketascreen.org/fhir/StructureDefinition/observation-";
    String ask = "{\"url\": \"%sask\", \"valueString\": \"Ask.\"}".formatted(url);
    return unit.isEmpty()
        ? ask
        : ask + ", {\"url\": \"%sunit\", \"valueCode\": \"%s\"}".formatted(url, unit);
  }

  private static String plausible(int low, int high) {
    return """
        , {"url": "https://ketascreen.org/fhir/StructureDefinition/observation-plausible",
         "valueRange": {"low": {"value": %d, "unit": "Cel"}, "high": {"value": %d, "unit": "Cel"}}}"""
        .formatted(low, high);
  }

  private static String synonym(String name) {
    return "{\"url\": \"https://ketascreen.org/fhir/StructureDefinition/name\", \"valueString\": \"%s\"}"
        .formatted(name);
  }

  private static void put(
      SmallRulebase rulebase, String title, String system, String code, String extensions) {
    String id = title.replace(' ', '-');
    String include =
        system.equals(LOINC)
            ? "\"concept\": [{\"code\": \"" + code + "\", \"display\": \"" + title + "\"}]"
            : "\"filter\": [{\"property\": \"concept\", \"op\": \"is-a\", \"value\": \""
                + code
                + "\"}]";
    rulebase.with(
        "value-sets/" + id + ".json",
        """
        {
          "resourceType": "ValueSet",
          "id": "%1$s",
          "url": "https://example.org/ValueSet/%1$s",
          "title": "%2$s",
          "copyright": "This material contains content from LOINC (http://loinc.org).",
          "extension": [%3$s],
          "compose": {"include": [{"system": "%4$s", %5$s}]}
        }
        """
            .formatted(id, title, extensions, system, include)
            .replace("  \"extension\": [],\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-15T09:00:00Z",
        "2026-06-15+02:00",
        "2028-02-29T23:59:59-09:30",
        "2026-06-15T00:00:00Z",
        "2026-03-01T00:00:01+05:45",
        "2026-01-01T03:00:00Z"
      })
  void areWhatTheSentenceSaysOfThem(String moment) {
    WitnessScene scene = scene(moment);
    List<String> wrong = new ArrayList<>();
    for (RuleLogic logic : engine.rules()) {
      Sentence sentence = logic.lines().get(0);
      for (Witness witness : sentence.witnesses(scene)) {
        Truth said = sentence.evaluate(scene.facts(scene.patient(witness))).truth();
        if (said != witness.truth()) {
          wrong.add(claim(sentence, witness) + ", is " + said);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-06-15T09:00:00Z", "2026-06-15+02:00"})
  void areWhatDroolsMatches(String moment) {
    WitnessScene scene = scene(moment);
    List<String> wrong = new ArrayList<>();
    for (RuleLogic logic : engine.rules()) {
      Sentence sentence = logic.lines().get(0);
      for (Witness witness : sentence.witnesses(scene)) {
        boolean mayHold = witness.truth().mayHold();
        boolean matches =
            compiled
                .matching(scene.facts(scene.patient(witness)), sentence, mayHold)
                .contains(logic.rule().id());
        if (matches != mayHold) {
          wrong.add(claim(sentence, witness) + (matches ? ", matches" : ", does not match"));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static WitnessScene scene(String moment) {
    return engine.scene(AsOf.parse(moment), Agent.KETAMINE, Route.INTRAVENOUS);
  }

  private static String claim(Sentence sentence, Witness witness) {
    return sentence.text() + " (" + witness.what() + ") claims " + witness.truth();
  }

  @Test
  void areOfEveryTruthOfASentenceWithoutQualifiers() {
    WitnessScene scene = scene("2026-06-15T09:00:00Z");
    for (RuleLogic logic : engine.rules()) {
      List<String> lines = SENTENCES.get(logic.rule().id());
      if (lines.size() == 1 && !MORE.contains(lines.get(0))) {
        Set<Truth> shown =
            logic.lines().get(0).witnesses(scene).stream()
                .map(Witness::truth)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Truth> expected = EnumSet.allOf(Truth.class);
        expected.removeAll(LACKING.getOrDefault(lines.get(0), Set.of()));

        assertThat(shown).as(lines.get(0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void areThereForEverySentence() {
    WitnessScene scene = scene("2026-06-15T09:00:00Z");

    assertThat(engine.rules())
        .allSatisfy(
            logic ->
                assertThat(logic.lines().get(0).witnesses(scene))
                    .as(logic.lines().get(0).text())
                    .hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"any of", "all of", "at least 2 of"})
  void ofAGroupAreThoseOfItsLines(String opening) {
    WitnessScene scene = scene("2026-06-15T09:00:00Z");
    List<Sentence> lines =
        Stream.of(
                "the patient has \"disorder\"",
                "the patient is allergic to \"allergen\"",
                "the patient does not take \"medicine\"")
            .map(WitnessesTest::sentence)
            .toList();
    int least = opening.equals("any of") ? 1 : opening.equals("all of") ? 3 : 2;
    Group group = new Group(opening, least, lines);

    List<Witness> witnesses = group.witnesses(scene);

    assertThat(witnesses)
        .allSatisfy(
            each ->
                assertThat(group.evaluate(scene.facts(scene.patient(each))).truth())
                    .isEqualTo(each.truth()));
    assertThat(witnesses).extracting(Witness::truth).contains(Truth.values());
    assertThat(witnesses)
        .hasSize(lines.stream().mapToInt(line -> line.witnesses(scene).size()).sum());
  }

  private static Sentence sentence(String text) {
    return engine.rules().stream()
        .map(logic -> logic.lines().get(0))
        .filter(line -> line.text().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
