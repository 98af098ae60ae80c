package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Observation;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.MatchedBy;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/** The vignettes of the bundled rulebase, taken together. */
class ValueSetVignettesTest {

  private final Rulebase rulebase = Rulebases.bundled().load("ketamine@1.0.0");

  @Test
  void showARecordOfEachCodeSystemOfEachValueSet() throws IOException {
    Map<String, Set<String>> shown = new TreeMap<>();
    ConceptIndex index = index();
    for (Vignette vignette : all()) {
      for (Coding coding : codings(vignette.request())) {
        note(shown, index, coding);
      }
    }

    Map<String, Set<String>> missing = new TreeMap<>();
    for (ValueSet each : rulebase.valueSets()) {
      Set<String> systems = systems(each);
      systems.removeAll(shown.getOrDefault(each.title(), Set.of()));
      if (!systems.isEmpty()) {
        missing.put(each.title(), systems);
      }
    }
    assertThat(shown).hasSizeGreaterThan(150);
    assertThat(missing).isEmpty();
  }

  private static List<Vignette> all() throws IOException {
    return Vignettes.read(Path.of("rules/ketamine/1.0.0")).stream().flatMap(Vignette::all).toList();
  }

  private ConceptIndex index() {
    ConceptIndex.Builder builder = ConceptIndex.builder().ingredients(rulebase.ingredients());
    rulebase.valueSets().forEach(each -> builder.add(each, EnumSet.allOf(Use.class)));
    return builder.build();
  }

  private static Set<String> systems(ValueSet valueSet) {
    Set<String> systems = new TreeSet<>();
    for (ValueSet.Statement each : valueSet.statements()) {
      if (each.include()) {
        systems.add(canonical(each.system()));
      }
    }
    return systems;
  }

  private static void note(Map<String, Set<String>> shown, ConceptIndex index, Coding coding) {
    for (Use use : Use.values()) {
      for (Membership each : index.classify(CodeableConcept.of(coding), use).memberships()) {
        if (each.matchedBy() != MatchedBy.NAME) {
          shown
              .computeIfAbsent(each.valueSet(), title -> new TreeSet<>())
              .add(canonical(coding.system()));
        }
      }
    }
  }

  private static String canonical(String uri) {
    CodeSystem system = CodeSystems.find(uri);
    return system == null ? String.valueOf(uri) : system.uri();
  }

  private static List<Coding> codings(ScreeningRequest request) {
    List<CodeableConcept> concepts = new ArrayList<>(request.treatment().indications());
    for (Entry entry : request.record().entries()) {
      if (!(entry instanceof FamilyHistory)) {
        concepts.add(entry.code());
      }
      if (entry instanceof Observation observation) {
        concepts.addAll(observation.interpretations());
        if (observation.value() instanceof Observation.Value.Coded coded) {
          concepts.add(coded.concept());
        }
      }
    }
    return concepts.stream().flatMap(each -> each.codings().stream()).toList();
  }
}
