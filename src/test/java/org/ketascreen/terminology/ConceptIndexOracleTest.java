package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.terminology.TestSets.ATC;
import static org.ketascreen.terminology.TestSets.CM;
import static org.ketascreen.terminology.TestSets.GM;
import static org.ketascreen.terminology.TestSets.ICD;
import static org.ketascreen.terminology.TestSets.LOINC;
import static org.ketascreen.terminology.TestSets.RXNORM;
import static org.ketascreen.terminology.TestSets.SCT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.Classification.Decision;
import org.ketascreen.terminology.Classification.Undecided;
import org.ketascreen.terminology.HostTerminology.Expansion;
import org.ketascreen.terminology.ValueSet.Statement;

/** Compares the index with a straightforward reading of the same value sets, one at a time. */
class ConceptIndexOracleTest {

  private static final List<String> HIERARCHICAL =
      List.of("F10", "F10.2", "F10.20", "F10.21", "F10.230", "F11", "F1", "x");
  private static final List<String> MEDICINES = List.of("N05", "N05B", "N05BA", "N05BA01", "N06A");
  private static final List<String> LISTED = List.of("1", "2", "3", "4", "100", "101", "102");
  private static final Map<String, List<String>> ROLL_UP =
      Map.of("100", List.of("1", "2"), "101", List.of("3", "9"), "4", List.of("1"));
  private static final List<String> WORDS =
      List.of(
          "alpha", "Beta gamma", "gamma", "no alpha", "ALPHA (disorder)", "x alpha y", "", "set1");

  /** One value set, what it is used for and what the host says of it. */
  record Setting(ValueSet valueSet, Set<Use> uses, Expansion expansion) {}

  @Property(tries = 3000)
  void theIndexSaysWhatThePlainReadingSays(
      @ForAll("settings") List<Setting> settings,
      @ForAll("concepts") CodeableConcept concept,
      @ForAll Use use) {
    Map<String, Expansion> expansions = new HashMap<>();
    ConceptIndex.Builder builder = ConceptIndex.builder().ingredients(ROLL_UP);
    for (Setting setting : settings) {
      builder.add(setting.valueSet(), setting.uses());
      expansions.put(setting.valueSet().title(), setting.expansion());
    }
    ConceptIndex index = builder.host(valueSet -> expansions.get(valueSet.title())).build();

    assertThat(index.classify(concept, use)).isEqualTo(new Plain(settings, use).classify(concept));
  }

  @Provide
  Arbitrary<List<Setting>> settings() {
    Arbitrary<List<String>> words =
        Arbitraries.of(WORDS).filter(w -> !w.isEmpty()).list().ofMaxSize(2);
    Arbitrary<Setting> setting =
        Combinators.combine(
                statements(),
                words,
                Arbitraries.of(Use.class).set().ofMinSize(1).ofMaxSize(3),
                expansions())
            .as(
                (statements, names, uses, expansion) ->
                    new Setting(
                        ValueSet.builder("id", "url", "set")
                            .statements(statements)
                            .names(names)
                            .build(),
                        uses,
                        expansion));
    return setting.list().ofMinSize(1).ofMaxSize(4).map(ConceptIndexOracleTest::titled);
  }

  private static List<Setting> titled(List<Setting> settings) {
    List<Setting> titled = new ArrayList<>();
    for (Setting setting : settings) {
      ValueSet one = setting.valueSet();
      titled.add(
          new Setting(
              ValueSet.builder("id", "url", "set" + titled.size())
                  .statements(one.statements())
                  .names(one.names())
                  .build(),
              setting.uses(),
              setting.expansion()));
    }
    return titled;
  }

  /** One statement a code, as the reader makes sure. */
  private static Arbitrary<List<Statement>> statements() {
    Arbitrary<Coding> codes = codes(CM, ICD, ATC).filter(c -> !Plain.normal(c).isEmpty());
    Arbitrary<Statement> tree =
        Combinators.combine(codes, Arbitraries.of(true, true, false))
            .as((c, include) -> new Statement(c.system(), c.code(), null, true, include));
    Arbitrary<Statement> list =
        Combinators.combine(
                codes(SCT, RXNORM, LOINC), Arbitraries.of(WORDS), Arbitraries.of(true, true, false))
            .as((c, words, include) -> new Statement(c.system(), c.code(), words, false, include));
    return Arbitraries.oneOf(List.of(tree, list))
        .list()
        .ofMaxSize(7)
        .uniqueElements(s -> s.system() + s.code());
  }

  private static Arbitrary<Expansion> expansions() {
    Arbitrary<List<Coding>> in = codes(CM, SCT, RXNORM, "urn:local").list().ofMaxSize(2);
    Arbitrary<Set<String>> systems =
        Arbitraries.of(CM, SCT, RXNORM, "urn:local").set().ofMaxSize(1);
    return Arbitraries.oneOf(
        Arbitraries.just(Expansion.NOTHING), Combinators.combine(in, systems).as(Expansion::new));
  }

  @Provide
  Arbitrary<CodeableConcept> concepts() {
    Arbitrary<Coding> coding =
        Combinators.combine(
                codes(CM, ICD, GM, ATC, SCT, RXNORM, LOINC, "urn:local", "urn:other"),
                Arbitraries.of(WORDS).injectNull(0.5),
                Arbitraries.of(0, 0, 0, 0, 0, 1, 2))
            .as(
                (c, display, without) ->
                    new Coding(
                        without == 1 ? null : c.system(), without == 2 ? null : c.code(), display));
    return Combinators.combine(coding.list().ofMaxSize(3), Arbitraries.of(WORDS).injectNull(0.6))
        .as(CodeableConcept::new);
  }

  private static Arbitrary<Coding> codes(String... systems) {
    return Arbitraries.of(systems)
        .flatMap(
            system -> {
              List<String> codes =
                  Set.of(CM, ICD, GM).contains(system)
                      ? HIERARCHICAL
                      : system.equals(ATC) ? MEDICINES : LISTED;
              return Arbitraries.of(codes).map(code -> Coding.of(system, code));
            });
  }

  /** The plain reading. */
  private static final class Plain {
    private final List<Setting> settings;
    private final Use use;

    private Plain(List<Setting> settings, Use use) {
      this.settings = settings;
      this.use = use;
    }

    private enum Said {
      IN,
      IN_BY_INGREDIENT,
      IN_BY_HOST,
      IN_AND_EXCLUDED,
      EXCLUDED,
      OUT,
      BROADER,
      NOTHING
    }

    Classification classify(CodeableConcept concept) {
      List<Membership> memberships = new ArrayList<>();
      List<String> broader = new ArrayList<>();
      boolean open = false;
      for (int i = 0; i < settings.size(); i++) {
        Setting setting = settings.get(i);
        if (!setting.uses().contains(use)) {
          continue;
        }
        Optional<Membership> membership = membership(setting, i, concept);
        membership.ifPresent(memberships::add);
        boolean undecided = membership.isEmpty() && isOpen(setting, concept);
        open |= undecided;
        if (undecided
            && concept.codings().stream().anyMatch(c -> said(setting, c) == Said.BROADER)) {
          broader.add(setting.valueSet().title());
        }
      }
      if (!memberships.isEmpty()) {
        return new Classification(Decision.IN, null, memberships, broader);
      }
      return !open && anyDecides(concept)
          ? new Classification(Decision.OUT, null, List.of(), List.of())
          : new Classification(Decision.UNDECIDED, reason(concept), List.of(), broader);
    }

    /**
     * Where no value set has the use, a code of a system that always decides is out all the same.
     */
    private boolean anyDecides(CodeableConcept concept) {
      boolean used = settings.stream().anyMatch(s -> s.uses().contains(use));
      return used
          || concept.codings().stream()
              .anyMatch(
                  c -> said(new Setting(EMPTY_SET, Set.of(use), Expansion.NOTHING), c) == Said.OUT);
    }

    private static final ValueSet EMPTY_SET = ValueSet.builder("e", "e", "e").build();

    private boolean isOpen(Setting setting, CodeableConcept concept) {
      return concept.codings().stream()
          .map(c -> said(setting, c))
          .noneMatch(s -> s == Said.OUT || s == Said.EXCLUDED);
    }

    private Optional<Membership> membership(Setting setting, int i, CodeableConcept concept) {
      Map<Coding, Said> said = new LinkedHashMap<>();
      concept.codings().forEach(c -> said.put(c, said(setting, c)));
      boolean excluded =
          said.values().stream().anyMatch(s -> s == Said.EXCLUDED || s == Said.IN_AND_EXCLUDED);
      for (Map.Entry<Coding, Said> one : said.entrySet()) {
        MatchedBy by =
            switch (one.getValue()) {
              case IN -> MatchedBy.CODE;
              case IN_BY_INGREDIENT, IN_AND_EXCLUDED -> MatchedBy.INGREDIENT;
              case IN_BY_HOST -> MatchedBy.HOST;
              default -> null;
            };
        if (by != null) {
          return Optional.of(
              new Membership(
                  setting.valueSet().title(),
                  i,
                  one.getKey(),
                  by,
                  excluded ? MembershipDoubt.CODINGS_DISAGREE : null));
        }
      }
      return isOpen(setting, concept) ? byName(setting, i, concept) : Optional.empty();
    }

    private Optional<Membership> byName(Setting setting, int i, CodeableConcept concept) {
      boolean synonyms = use == Use.CONDITION || use == Use.RESULT;
      MembershipDoubt text =
          synonyms ? MembershipDoubt.SYNONYM_ONLY : MembershipDoubt.NAME_IN_FREE_TEXT;
      MembershipDoubt display = synonyms ? MembershipDoubt.SYNONYM_ONLY : null;
      Stream<Membership> coded =
          concept.codings().stream()
              .filter(c -> c.code() != null && names(setting, c.display()))
              .map(c -> member(setting, i, c, display));
      Stream<Membership> uncoded =
          concept.codings().stream()
              .filter(c -> c.code() == null && names(setting, c.display()))
              .map(c -> member(setting, i, c, text));
      Stream<Membership> words =
          Stream.of(concept)
              .filter(c -> names(setting, c.text()))
              .map(c -> member(setting, i, null, text));
      return Stream.concat(coded, Stream.concat(uncoded, words)).findFirst();
    }

    private static Membership member(Setting s, int i, Coding coding, MembershipDoubt doubt) {
      return new Membership(s.valueSet().title(), i, coding, MatchedBy.NAME, doubt);
    }

    private boolean names(Setting setting, String words) {
      // an answer may be a denial: what is named by it is the denial itself
      if (words == null || (words.startsWith("no ") && use != Use.RESULT)) {
        return false;
      }
      ValueSet set = setting.valueSet();
      String text = words.toLowerCase(java.util.Locale.ROOT);
      return switch (use) {
        case MEDICATION, ALLERGY -> {
          String whole = " " + text.replace("(", "").replace(")", "") + " ";
          yield set.names().stream()
              .map(n -> n.toLowerCase(java.util.Locale.ROOT).replace("(", "").replace(")", ""))
              .anyMatch(n -> whole.contains(" " + n + " "));
        }
        case CONDITION, RESULT -> {
          String whole = text.replace(" (disorder)", "");
          Stream<String> displays =
              set.statements().stream().filter(Statement::include).map(Statement::display);
          yield !whole.isEmpty()
              && Stream.of(set.names().stream(), Stream.of(set.title()), displays)
                  .flatMap(x -> x)
                  .filter(n -> n != null)
                  .anyMatch(
                      n ->
                          n.toLowerCase(java.util.Locale.ROOT)
                              .replace(" (disorder)", "")
                              .equals(whole));
        }
        case OBSERVATION -> false;
      };
    }

    private Said said(Setting setting, Coding coding) {
      if (coding.system() == null || coding.code() == null || coding.system().equals("urn:other")) {
        return Said.NOTHING;
      }
      String code = normal(coding);
      if (code.isEmpty()) {
        return Said.NOTHING;
      }
      String system = coding.system().equals(GM) ? ICD : coding.system();
      return switch (system) {
        case CM, ICD, ATC -> saidByTree(setting, system, code);
        case RXNORM -> saidByIngredients(setting, code);
        default -> saidByList(setting, system, code);
      };
    }

    private Said saidByTree(Setting setting, String system, String code) {
      List<Statement> ofSystem =
          setting.valueSet().statements().stream().filter(s -> s.system().equals(system)).toList();
      Optional<Statement> closest =
          ofSystem.stream()
              .filter(s -> code.startsWith(normal(s)))
              .max(Comparator.comparing(s -> s.code().length()));
      if (closest.isPresent()) {
        return closest.get().include() ? Said.IN : Said.EXCLUDED;
      }
      if (hostHas(setting, system, code)) {
        return Said.IN_BY_HOST;
      }
      if (setting.expansion().decidedSystems().contains(system)) {
        return Said.OUT;
      }
      Stream<String> narrower =
          Stream.concat(
              ofSystem.stream().filter(Statement::include).map(Plain::normal),
              setting.expansion().in().stream()
                  .filter(c -> c.system().equals(system))
                  .map(Plain::normal));
      return narrower.anyMatch(n -> n.startsWith(code)) ? Said.BROADER : Said.OUT;
    }

    private Said saidByList(Setting setting, String system, String code) {
      Optional<Statement> statement = statement(setting, system, code);
      if (statement.isPresent()) {
        return statement.get().include() ? Said.IN : Said.EXCLUDED;
      }
      if (hostHas(setting, system, code)) {
        return Said.IN_BY_HOST;
      }
      boolean decides =
          setting.expansion().decidedSystems().contains(system)
              || (system.equals(LOINC) && (use == Use.OBSERVATION || use == Use.RESULT));
      return decides ? Said.OUT : Said.NOTHING;
    }

    private Said saidByIngredients(Setting setting, String code) {
      Said own = saidByList(setting, RXNORM, code);
      if (own == Said.IN || own == Said.EXCLUDED) {
        return own;
      }
      List<Said> parts =
          ROLL_UP.getOrDefault(code, List.of()).stream()
              .map(p -> saidByList(setting, RXNORM, p))
              .toList();
      boolean in = parts.contains(Said.IN) || parts.contains(Said.IN_BY_HOST);
      boolean excluded = parts.contains(Said.EXCLUDED);
      if (in) {
        return excluded ? Said.IN_AND_EXCLUDED : Said.IN_BY_INGREDIENT;
      }
      if (excluded) {
        return Said.EXCLUDED;
      }
      boolean known =
          ROLL_UP.containsKey(code)
              || settings.stream().anyMatch(s -> statement(s, RXNORM, code).isPresent());
      return own == Said.NOTHING && known ? Said.OUT : own;
    }

    private static Optional<Statement> statement(Setting setting, String system, String code) {
      return setting.valueSet().statements().stream()
          .filter(s -> s.system().equals(system) && s.code().equals(code))
          .findFirst();
    }

    private static boolean hostHas(Setting setting, String system, String code) {
      return setting.expansion().in().stream()
          .anyMatch(c -> c.system().equals(system) && normal(c).equals(code));
    }

    private static String normal(Statement statement) {
      return statement.code().replace(".", "");
    }

    /** The code without dot; empty if it cannot be one. */
    private static String normal(Coding coding) {
      String code = coding.code().replace(".", "");
      boolean icd = Set.of(CM, ICD, GM).contains(coding.system());
      return icd && code.length() < 3 ? "" : code;
    }

    private Undecided reason(CodeableConcept concept) {
      List<Coding> coded = concept.codings().stream().filter(c -> c.code() != null).toList();
      if (coded.stream().anyMatch(c -> knows(c.system()))) {
        return Undecided.NO_TABLE_DECIDES;
      }
      if (!coded.isEmpty()) {
        return Undecided.UNKNOWN_SYSTEM;
      }
      boolean words =
          Stream.concat(
                  Stream.ofNullable(concept.text()),
                  concept.codings().stream().map(Coding::display))
              .anyMatch(w -> w != null && !w.isBlank());
      return words ? Undecided.TEXT_ONLY : Undecided.EMPTY;
    }

    private boolean knows(String system) {
      if (system == null || system.equals("urn:other")) {
        return false;
      }
      return !system.equals("urn:local")
          || settings.stream()
              .filter(s -> s.uses().contains(use))
              .map(Setting::expansion)
              .anyMatch(
                  e ->
                      e.decidedSystems().contains(system)
                          || e.in().stream().anyMatch(c -> c.system().equals(system)));
    }
  }
}
