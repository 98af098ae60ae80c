package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;

/**
 * Screens the patients of vignettes with changed value sets: those of them with a concept that is
 * then in other value sets. Thread-safe.
 */
final class ValueSetTrials {

  private final Engine engine;
  private final Rulebase rulebase;

  /** What the concepts of all vignettes are, with the value sets as they are. */
  private final Map<CodeableConcept, List<Object>> found = new HashMap<>();

  private final Map<CodeableConcept, Set<VignetteTrial>> having = new HashMap<>();

  /** The concepts by the systems of their codes; those with words have an empty one too. */
  private final Map<String, Set<CodeableConcept>> bySystem = new HashMap<>();

  ValueSetTrials(Engine engine, Rulebase rulebase, List<VignetteTrial> trials) {
    this.engine = engine;
    this.rulebase = rulebase;
    Set<PatientRecord> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (VignetteTrial trial : trials) {
      // in another place a patient says nothing more of codes
      if (known.add(trial.vignette().request().record())) {
        concepts(trial).forEach(each -> note(each, trial));
      }
    }
  }

  private static Stream<CodeableConcept> concepts(VignetteTrial trial) {
    return Stream.concat(
        trial.vignette().request().treatment().indications().stream(),
        trial.vignette().request().record().entries().stream().flatMap(ValueSetTrials::concepts));
  }

  private static Stream<CodeableConcept> concepts(Entry entry) {
    List<CodeableConcept> concepts = new ArrayList<>(List.of(entry.code()));
    if (entry instanceof Allergy allergy) {
      concepts.addAll(allergy.reactionSubstances());
    } else if (entry instanceof Observation observation
        && observation.value() instanceof Observation.Value.Coded coded) {
      concepts.add(coded.concept());
    }
    return concepts.stream();
  }

  private void note(CodeableConcept concept, VignetteTrial trial) {
    having.computeIfAbsent(concept, c -> new LinkedHashSet<>()).add(trial);
    found.computeIfAbsent(concept, each -> said(engine.index(), each));
    for (Coding coding : concept.codings()) {
      note(system(coding.system()), concept);
      if (coding.display() != null) {
        note("", concept);
      }
    }
    if (concept.text() != null) {
      note("", concept);
    }
  }

  private static String system(@Nullable String uri) {
    return uri == null ? "" : CodeSystems.uri(uri);
  }

  private void note(String system, CodeableConcept concept) {
    bySystem.computeIfAbsent(system, s -> new LinkedHashSet<>()).add(concept);
  }

  /** Returns everything that an index says of a concept, whatever it is used for. */
  private static List<Object> said(ConceptIndex index, CodeableConcept concept) {
    List<Object> said = new ArrayList<>();
    for (Use use : Use.values()) {
      said.add(index.classify(concept, use));
    }
    List<String> words = words(concept);
    said.add(words.isEmpty() ? Set.of() : index.mentioned(words));
    return said;
  }

  private static List<String> words(CodeableConcept concept) {
    return Stream.concat(
            Stream.ofNullable(concept.text()),
            concept.codings().stream().map(Coding::display).filter(Objects::nonNull))
        .map(Objects::requireNonNull)
        .toList();
  }

  /** A change, and the engine that has it. */
  final class Changed {
    private final ValueSetVariant variant;
    private final Rulebase rulebase;
    private final Engine engine;
    private final Set<VignetteTrial> concerned = new LinkedHashSet<>();

    private Changed(ValueSetVariant variant) {
      this.variant = variant;
      this.rulebase = with(variant.changed());
      this.engine = ValueSetTrials.this.engine.lookingUpIn(rulebase);
      for (CodeableConcept concept : candidates(variant)) {
        if (!said(engine.index(), concept).equals(found.get(concept))) {
          concerned.addAll(Objects.requireNonNull(having.get(concept)));
        }
      }
    }

    /** Returns the first vignette that notices it, or {@code null}. */
    @Nullable VignetteTrial noticing() {
      return concerned.stream()
          .filter(
              each -> !VignetteTrial.of(engine, rulebase, each.vignette()).differences().isEmpty())
          .findFirst()
          .orElse(null);
    }

    /**
     * Returns a patient who is screened otherwise: of a vignette that does not demand it, or one
     * made of the rules that read the value set; {@code null} if none is known.
     */
    @Nullable Telling telling() {
      for (VignetteTrial each : concerned) {
        Said then = VignetteTrial.of(engine, rulebase, each.vignette()).said();
        if (!each.said().equals(then)) {
          return Telling.of(
              "the patient of " + each.place(), each.vignette().request(), each.said(), then);
        }
      }
      for (Statement statement : differing(variant)) {
        Telling telling = telling(statement);
        if (telling != null) {
          return telling;
        }
      }
      return byName();
    }

    /** Witnesses have the first code of a value set, so the one in question is put first. */
    private @Nullable Telling telling(Statement statement) {
      CodeableConcept code =
          CodeableConcept.of(new Coding(statement.system(), statement.code(), statement.display()));
      if (!decides(code)) {
        return null;
      }
      List<Statement> statements = new ArrayList<>();
      statements.add(
          new Statement(statement.system(), statement.code(), statement.display(), false, true));
      statements.addAll(variant.original().statements());
      Engine leading = ValueSetTrials.this.engine.lookingUpIn(with(withStatements(statements)));
      for (RuleLogic rule : leading.rules()) {
        if (variant.mutant().rules().contains(rule.rule().id())) {
          Telling telling = telling(leading, rule);
          if (telling != null) {
            return telling;
          }
        }
      }
      return new Telling(
          "an entry of " + statement.system() + "|" + statement.code(),
          null,
          new TreeMap<>(),
          new TreeMap<>());
    }

    private @Nullable Telling telling(Engine leading, RuleLogic rule) {
      for (Witnesses.Shown shown : Witnesses.holding(leading, rule)) {
        Said before = screened(ValueSetTrials.this.engine, ValueSetTrials.this.rulebase, shown);
        Said then = screened(engine, rulebase, shown);
        if (!before.equals(then)) {
          return Telling.of(shown.words(), shown.request(), before, then);
        }
      }
      return null;
    }

    private static Said screened(Engine engine, Rulebase rulebase, Witnesses.Shown shown) {
      return Said.of(TrialScreening.of(engine, rulebase, shown.request()).report());
    }

    private @Nullable Telling byName() {
      return variant.original().names().stream()
          .filter(each -> !variant.changed().names().contains(each))
          .filter(each -> decides(CodeableConcept.ofText(each)))
          .findFirst()
          .map(
              each ->
                  new Telling(
                      "an entry with the words '" + each + "'",
                      null,
                      new TreeMap<>(),
                      new TreeMap<>()))
          .orElse(null);
    }

    private boolean decides(CodeableConcept concept) {
      return !ValueSetTrials.said(ValueSetTrials.this.engine.index(), concept)
          .equals(ValueSetTrials.said(engine.index(), concept));
    }

    private ValueSet withStatements(List<Statement> statements) {
      ValueSet its = variant.original();
      return ValueSet.builder(its.id(), its.url(), its.title())
          .statements(statements)
          .names(its.names())
          .watchWords(its.watchWords())
          .observation(its.observation())
          .build();
    }
  }

  /** Returns a change with which to screen. */
  Changed with(ValueSetVariant variant) {
    return new Changed(variant);
  }

  private static List<Statement> differing(ValueSetVariant variant) {
    return Stream.of(variant.original(), variant.changed())
        .flatMap(each -> each.statements().stream())
        .filter(each -> isChanged(variant, each))
        .toList();
  }

  /** Returns the concepts of which something else may be said; those with words always may. */
  private Collection<CodeableConcept> candidates(ValueSetVariant variant) {
    List<Statement> differing = differing(variant);
    Set<CodeableConcept> candidates = new LinkedHashSet<>(bySystem.getOrDefault("", Set.of()));
    for (Statement each : differing) {
      bySystem.getOrDefault(system(each.system()), Set.of()).stream()
          .filter(concept -> differing.size() > 1 || isNear(each, concept))
          .forEach(candidates::add);
    }
    return candidates;
  }

  private static boolean isNear(Statement statement, CodeableConcept concept) {
    CodeSystem system = CodeSystems.find(statement.system());
    return system == null
        || system.equals(CodeSystems.RXNORM) // decided by ingredients
        || concept.codings().stream()
            .filter(each -> system.equals(CodeSystems.find(each.system())))
            .anyMatch(each -> isNear(system, statement.code(), each.code()));
  }

  /** Whether it is that code or, where there is a hierarchy, one above or below it. */
  private static boolean isNear(CodeSystem system, String code, @Nullable String other) {
    String its = system.normalise(code);
    String others = other == null ? null : system.normalise(other);
    return its == null
        || others == null
        || its.equals(others)
        || (system.decides() == CodeSystem.Decides.HIERARCHY
            && (its.startsWith(others) || others.startsWith(its)));
  }

  private static boolean isChanged(ValueSetVariant variant, Statement statement) {
    return variant.original().statements().contains(statement)
        != variant.changed().statements().contains(statement);
  }

  private Rulebase with(ValueSet changed) {
    return new Rulebase(
        rulebase.id(),
        rulebase.version(),
        rulebase.language(),
        rulebase.status(),
        rulebase.effectiveFrom(),
        rulebase.title(),
        rulebase.scope(),
        rulebase.changes(),
        rulebase.digest(),
        rulebase.sources(),
        rulebase.rules(),
        rulebase.valueSets().stream()
            .map(each -> each.title().equals(changed.title()) ? changed : each)
            .toList(),
        rulebase.ingredients(),
        rulebase.pregnancy(),
        rulebase.doses(),
        rulebase.idealWeight(),
        rulebase.checklists(),
        rulebase.trust());
  }
}
