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
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
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
          "the treatment is for \"disorder\"", Set.of(Truth.POSSIBLE));

  private static final Map<String, List<String>> SENTENCES = new LinkedHashMap<>();
  private static Engine engine;
  private static CompiledSentences compiled;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    for (Form<?> form : Forms.ALL) {
      if (isShown(form)) {
        sentences(form).forEach(lines -> SENTENCES.put(id(SENTENCES.size()), lines));
      }
    }
    Path archive = folder.resolve("small.jar");
    Files.write(archive, rulebase().archive());
    Rulebase rulebase = Rulebase.load(archive);
    engine = Engine.of(rulebase, null);
    compiled = new CompiledSentences(rulebase);
  }

  private static boolean isShown(Form<?> form) {
    return form.kind() != Single.Kind.READINGS && form.kind() != Single.Kind.PLAN;
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
        .replace("\"...\"", "\"" + title + "\"")
        .replace("under N years", "under 18 years")
        .replace("at least N years", "at least 65 years")
        .replace("more than 6 weeks", "more than 2 weeks");
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
                """)
            .with("area.dslr", rules.toString());
    put(rulebase, "lactation", ICD, "Z39.1", "");
    put(rulebase, "breastfeeding status", LOINC, "63895-7", observation(""));
    put(rulebase, "disorder", ICD, "I71", "");
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
    put(rulebase, "pressure", LOINC, "8480-6", observation("mm[Hg]"));
    return rulebase;
  }

  private static String observation(String unit) {
    String url = "https://ketascreen.org/fhir/StructureDefinition/observation-";
    String ask = "{\"url\": \"%sask\", \"valueString\": \"Ask.\"}".formatted(url);
    return unit.isEmpty()
        ? ask
        : ask + ", {\"url\": \"%sunit\", \"valueCode\": \"%s\"}".formatted(url, unit);
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
  @ValueSource(strings = {"2026-06-15T09:00:00Z", "2026-06-15+02:00", "2028-02-29T23:59:59-09:30"})
  void sayWhatTheSentenceAndDroolsSay(String moment) {
    AsOf asOf = AsOf.parse(moment);
    WitnessScene scene = engine.scene(asOf, Agent.KETAMINE, Route.INTRAVENOUS);
    List<String> wrong = new ArrayList<>();
    for (RuleLogic logic : engine.rules()) {
      Sentence sentence = logic.lines().get(0);
      for (Witness witness : sentence.witnesses(scene)) {
        Facts facts = scene.facts(scene.patient(witness));
        Truth said = sentence.evaluate(facts).truth();
        boolean matches =
            compiled
                .matching(facts, sentence, witness.truth().mayHold())
                .contains(logic.rule().id());
        if (said != witness.truth() || matches != said.mayHold()) {
          wrong.add(
              sentence.text()
                  + " ("
                  + witness.what()
                  + ") claims "
                  + witness.truth()
                  + ", is "
                  + said
                  + (matches ? " and matches" : " and does not match"));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void areOfEveryTruthOfASentenceWithoutQualifiers() {
    WitnessScene scene =
        engine.scene(AsOf.parse("2026-06-15T09:00:00Z"), Agent.KETAMINE, Route.INTRAVENOUS);
    for (RuleLogic logic : engine.rules()) {
      List<String> lines = SENTENCES.get(logic.rule().id());
      if (lines.size() == 1) {
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
    WitnessScene scene =
        engine.scene(AsOf.parse("2026-06-15T09:00:00Z"), Agent.KETAMINE, Route.INTRAVENOUS);

    assertThat(engine.rules())
        .allSatisfy(
            logic -> assertThat(logic.lines().get(0).witnesses(scene)).hasSizeGreaterThan(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"any of", "all of", "at least 2 of"})
  void ofAGroupAreThoseOfItsLines(String opening) {
    WitnessScene scene =
        engine.scene(AsOf.parse("2026-06-15T09:00:00Z"), Agent.KETAMINE, Route.INTRAVENOUS);
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
