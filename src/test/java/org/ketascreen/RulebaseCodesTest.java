package org.ketascreen;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;
import org.ketascreen.terminology.Wording;

/** Whether the codes of the rulebase exist and mean what it says they mean. */
class RulebaseCodesTest {

  private static final Path TABLES = Path.of("../shared/terminology");
  private static final String SNOMED_CT = "http://snomed.info/sct";
  private static final String LOINC = "http://loinc.org";
  private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String ATC = "http://www.whocc.no/atc";

  /** Statuses that say a concept is, or may be, retired. */
  private static final Set<String> RETIRED = Set.of("xref-only-may-be-inactive", "invalid-in-omop");

  /** Gabapentin and pregabalin before they became N02BF; older records have these. */
  private static final Set<String> ATC_UNTIL_2022 = Set.of("N03AX12", "N03AX16");

  /**
   * SNOMED CT concepts that the table does not have, because it was collected by subject: results
   * and answers, vital signs, symptoms, eye operations, dialysis, hysterectomy and menopause,
   * revascularisation, and what is left out of pregnancy. They are well-known and have a right
   * check digit; a person with a browser of SNOMED CT must confirm them.
   */
  private static final Set<String> SNOMED_CT_UNCONFIRMED =
      Set.of(
          "10828004",
          "260385009",
          "307280005",
          "232717009",
          "415070008",
          "418824004",
          "75835007",
          "76498008",
          "116140006",
          "116141005",
          "116142003",
          "116143008",
          "116144002",
          "161800001",
          "236886002",
          "236887006",
          "236888001",
          "265056007",
          "278063007",
          "387643005",
          "387644004",
          "429290001",
          "473171009",
          "473173007",
          "767610009",
          "440546007",
          "714812005",
          "10509002",
          "110473004",
          "139394000",
          "162116003",
          "193570009",
          "195042002",
          "20022000",
          "230746009",
          "233604007",
          "250908004",
          "267036007",
          "271594007",
          "271649006",
          "271650006",
          "271782001",
          "27885002",
          "28189009",
          "29857009",
          "302497006",
          "34436003",
          "364075005",
          "373066001",
          "373067005",
          "386805003",
          "389026000",
          "419045004",
          "419284004",
          "42059000",
          "420913000",
          "422293003",
          "423341008",
          "431314004",
          "441509002",
          "54885007",
          "62476001",
          "71192002",
          "75088002",
          "75732000",
          "78564009",
          "840539006",
          "86290005",
          "87486003",
          "931000119107",
          "95453001",
          "103750000",
          "19346006",
          "21877004",
          "265764009",
          "33367005",
          "41339005",
          "45150006",
          "59282003",
          "7011001",
          "87433001");

  /**
   * Answers, which LOINC does not list among its terms, and terms of which the tables have the
   * component only.
   */
  private static final Set<String> LOINC_UNCONFIRMED =
      Set.of(
          "8453-3",
          "8455-8",
          "1743-4",
          "1744-2",
          "63895-7",
          "76534-7",
          "76535-4",
          "79892-6",
          "79893-4",
          "8889-8",
          "LA32-8",
          "LA33-6",
          "LA6568-5",
          "LA6569-3",
          "LA6570-1",
          "LA6571-9",
          "LA6576-8",
          "LA6577-6",
          "LA15173-0",
          "LA26683-5");

  /** No table lists them: HL7 publishes them one by one, and WHO ICD-10 is not free to copy. */
  private static final Set<String> SYSTEMS_UNCONFIRMED =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
          "http://terminology.hl7.org/CodeSystem/v2-0136",
          "http://hl7.org/fhir/sid/icd-10");

  /** Precise ingredients whose link to their base is missing or wrong: valproate and oxybate. */
  private static final Map<String, String> BASES =
      Map.of(
          "11118", "40254",
          "266856", "40254",
          "9899", "2387302",
          "2387307", "2387302",
          "2387308", "2387302",
          "2387309", "2387302",
          "2393796", "2387302",
          "2698136", "2387302");

  /** Parts of salts that are names of ingredients too. */
  private static final Set<String> SALTS = Set.of("potassium", "sodium", "calcium", "magnesium");

  /** Products without a link in the tables, by the one ingredient that their names say. */
  private static final Map<String, List<String>> BY_NAME_ONLY =
      Map.of(
          // aripiprazole with a sensor
          "89013",
          List.of(
              "1998451", "1998453", "1998454", "1998455", "1998456", "1998457", "1998458",
              "1998459", "1998460", "1998461", "1998462", "1998463"),
          // packs of diazepam nasal spray
          "3322",
          List.of("2272622", "2272624", "2272630", "2272636"));

  private final Rulebase rulebase = Rulebases.bundled().load("ketamine@1.0.0");

  /** The ingredients that value sets include; they also list single products. */
  private Stream<Statement> ingredients(Links links) {
    return statements(RXNORM)
        .filter(Statement::include)
        .filter(each -> links.ingredients().contains(each.code()));
  }

  private Stream<Statement> statements(String system) {
    return rulebase.valueSets().stream()
        .flatMap(valueSet -> valueSet.statements().stream())
        .filter(statement -> statement.system().equals(system));
  }

  private static Stream<List<String>> rows(String table) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TABLES.resolve(table))),
                StandardCharsets.UTF_8))) {
      List<List<String>> rows = new ArrayList<>();
      reader.lines().skip(1).forEach(line -> rows.add(Arrays.asList(line.split("\t", -1))));
      return rows.stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> column(String table, int column) {
    return rows(table).map(row -> row.get(column)).collect(toSet());
  }

  /** A code and its words, as a table has them. */
  private static String term(String code, String display) {
    return code + " " + display;
  }

  private static String term(Statement statement) {
    return term(statement.code(), String.valueOf(statement.display()));
  }

  private static Set<String> terms(Stream<Statement> statements, Predicate<Statement> wrong) {
    return statements
        .filter(wrong)
        .map(RulebaseCodesTest::term)
        .collect(toCollection(TreeSet::new));
  }

  @Nested
  class AgainstTheTables {

    @BeforeEach
    void needsThem() {
      assumeTrue(Files.isDirectory(TABLES), "no ../shared/terminology here");
    }

    @Test
    void knowsEveryRootOfIcdTenCm() {
      Set<String> known = column("icd10cm-fy2026.tsv.gz", 1);

      assertThat(statements(ICD_10_CM).map(Statement::code)).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void knowsEveryRootOfAtc() {
      Set<String> known = column("atc-2026.tsv.gz", 0);

      known.addAll(ATC_UNTIL_2022);

      assertThat(statements(ATC).map(Statement::code)).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void knowsEverySnomedCtConceptByItsWords() {
      Set<String> known = new HashSet<>();
      rows("snomed-screening.tsv.gz")
          .filter(row -> !RETIRED.contains(row.get(4)))
          .forEach(row -> known.add(term(row.get(1), row.get(2))));

      assertThat(
              terms(
                  statements(SNOMED_CT),
                  each ->
                      !known.contains(term(each)) && !SNOMED_CT_UNCONFIRMED.contains(each.code())))
          .isEmpty();
    }

    @Test
    void knowsEveryLoincTermByItsWords() {
      Set<String> known =
          rows("loinc-named.tsv.gz").map(row -> term(row.get(0), row.get(1))).collect(toSet());

      assertThat(
              terms(
                  statements(LOINC),
                  each -> !known.contains(term(each)) && !LOINC_UNCONFIRMED.contains(each.code())))
          .isEmpty();
    }

    @Test
    void knowsEveryRxNormConceptByItsName() {
      Set<String> known =
          rows("rxnorm-concepts.tsv.gz")
              .map(row -> term(row.get(0), row.get(2).toLowerCase(Locale.ROOT)))
              .collect(toSet());

      assertThat(
              terms(
                  statements(RXNORM), each -> !known.contains(term(each).toLowerCase(Locale.ROOT))))
          .isEmpty();
    }

    @Test
    void givesProductsTheIngredientsThatRxNormGivesThem() {
      Links links = Links.read();
      Map<String, Set<String>> wrong = new HashMap<>();
      rulebase
          .ingredients()
          .forEach(
              (product, ingredients) -> {
                Set<String> linked = links.ingredients(product);
                if (!linked.equals(Set.copyOf(ingredients))) {
                  wrong.put(product + " " + ingredients, linked);
                }
              });

      assertThat(rulebase.ingredients()).hasSizeGreaterThan(1000);
      assertThat(wrong).isEmpty();
    }

    /** Clinical drugs, brands, packs, combinations, precise ingredients, and their parts. */
    @Test
    void rollsUpEveryProductOfAnIngredientThatAValueSetLists() {
      Links links = Links.read();
      Set<String> listed = ingredients(links).map(Statement::code).collect(toSet());
      List<String> missing = new ArrayList<>();
      rows("rxnorm-concepts.tsv.gz")
          .filter(row -> !row.get(1).startsWith("IN"))
          .filter(row -> !rulebase.ingredients().containsKey(row.get(0)))
          .filter(row -> links.ingredients(row.get(0)).stream().anyMatch(listed::contains))
          .forEach(row -> missing.add(row.get(0) + " " + row.get(2)));

      assertThat(listed).hasSizeGreaterThan(50);
      assertThat(missing).isEmpty();
    }

    @Test
    void rollsUpEveryProductThatIsNamedAfterSuchAnIngredient() {
      List<String> names =
          ingredients(Links.read())
              .map(Statement::display)
              .filter(Objects::nonNull)
              .map(display -> " " + Wording.normalise(display) + " ")
              .toList();
      List<String> missing = new ArrayList<>();
      rows("rxnorm-concepts.tsv.gz")
          .filter(row -> !row.get(1).startsWith("IN"))
          .filter(row -> !rulebase.ingredients().containsKey(row.get(0)))
          .filter(
              row -> names.stream().anyMatch((" " + Wording.normalise(row.get(2)) + " ")::contains))
          .forEach(row -> missing.add(row.get(0) + " " + row.get(2)));

      assertThat(missing).isEmpty();
    }

    @Test
    void putsCombinationsIntoTheSetsOfAllTheirIngredients() {
      Map<String, Set<String>> titles = new HashMap<>();
      rows("rxnorm-concepts.tsv.gz")
          .filter(row -> row.get(1).equals("MIN"))
          .filter(row -> rulebase.ingredients().containsKey(row.get(0)))
          .forEach(row -> titles.put(row.get(2), titlesOf(rulebase.ingredients().get(row.get(0)))));

      assertThat(titles)
          .hasEntrySatisfying(
              "fluoxetine / olanzapine",
              of -> assertThat(of).contains("atypical antipsychotic", "ssri or snri"))
          .allSatisfy((name, of) -> assertThat(of).as(name).isNotEmpty());
    }

    private Set<String> titlesOf(List<String> ingredients) {
      return rulebase.valueSets().stream()
          .filter(
              set ->
                  set.statements().stream()
                      .anyMatch(
                          each ->
                              each.system().equals(RXNORM) && ingredients.contains(each.code())))
          .map(ValueSet::title)
          .collect(toSet());
    }

    @Test
    void namesAsUnconfirmedOnlyWhatItUsesAndNoTableHas() {
      Set<String> confirmed =
          rows("snomed-screening.tsv.gz")
              .filter(row -> !RETIRED.contains(row.get(4)))
              .map(row -> row.get(1))
              .collect(toSet());
      Set<String> used = statements(SNOMED_CT).map(Statement::code).collect(toSet());

      assertThat(used).containsAll(SNOMED_CT_UNCONFIRMED);
      assertThat(confirmed).doesNotContainAnyElementsOf(SNOMED_CT_UNCONFIRMED);
      assertThat(statements(LOINC).map(Statement::code)).containsAll(LOINC_UNCONFIRMED);
    }
  }

  /** How RxNorm's concepts hang together. */
  private record Links(
      Set<String> ingredients,
      Map<String, List<List<String>>> from,
      Map<String, String> names,
      Map<String, String> byName) {

    static Links read() {
      Map<String, List<List<String>>> from = new HashMap<>();
      rows("rxnorm-links.tsv.gz")
          .forEach(row -> from.computeIfAbsent(row.get(0), key -> new ArrayList<>()).add(row));
      Set<String> ingredients = new HashSet<>();
      Map<String, String> names = new HashMap<>();
      Map<String, String> byName = new HashMap<>();
      rows("rxnorm-concepts.tsv.gz")
          .forEach(
              row -> {
                names.put(row.get(0), row.get(2));
                if (row.get(1).startsWith("IN")) {
                  ingredients.add(row.get(0));
                  byName.put(" " + Wording.normalise(row.get(2)) + " ", row.get(0));
                }
              });
      return new Links(ingredients, from, names, byName);
    }

    /** Its own ingredients, or else those of what it is a form or combination of. */
    Set<String> ingredients(String product) {
      if (BASES.containsKey(product)) {
        return Set.of(BASES.get(product));
      }
      for (Map.Entry<String, List<String>> named : BY_NAME_ONLY.entrySet()) {
        if (named.getValue().contains(product)) {
          return Set.of(named.getKey());
        }
      }
      Set<String> direct = new LinkedHashSet<>();
      Set<String> further = new LinkedHashSet<>();
      for (List<String> link : from.getOrDefault(product, List.of())) {
        if (Set.of("has_ingredient", "form_of", "has_part", "contains").contains(link.get(1))) {
          (ingredients.contains(link.get(2)) ? direct : further).add(link.get(2));
        }
      }
      if (direct.isEmpty()) {
        further.forEach(each -> direct.addAll(ingredients(each)));
      }
      return direct.isEmpty() ? named(names.getOrDefault(product, "")) : direct;
    }

    /** A product that no link explains, by the longest name of an ingredient in each part. */
    private Set<String> named(String name) {
      Set<String> named = new LinkedHashSet<>();
      for (String part : name.replaceAll(" \\[[^\\]]*\\]", "").split(" / ", -1)) {
        String words = " " + Wording.normalise(part) + " ";
        String longest =
            byName.keySet().stream()
                .filter(each -> each.length() > 5 && words.contains(each))
                .filter(each -> !SALTS.contains(each.strip()))
                .max(Comparator.comparing(String::length))
                .orElse("");
        if (longest.isEmpty()) {
          return Set.of();
        }
        named.add(byName.get(longest));
      }
      return named;
    }
  }

  @Test
  void usesNoSystemThatNothingConfirms() {
    Set<String> systems =
        rulebase.valueSets().stream()
            .flatMap(valueSet -> valueSet.statements().stream())
            .map(Statement::system)
            .collect(toSet());
    Set<String> confirmed = Set.of(SNOMED_CT, LOINC, RXNORM, ICD_10_CM, ATC);

    systems.removeAll(confirmed);
    assertThat(systems).isEqualTo(SYSTEMS_UNCONFIRMED);
  }
}
