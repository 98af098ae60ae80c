package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.ValueSet.Statement;

/** Small value sets, indexes and concepts for tests. Not thread-safe. */
final class TestSets {

  static final String CM = "http://hl7.org/fhir/sid/icd-10-cm";
  static final String ICD = "http://hl7.org/fhir/sid/icd-10";
  static final String GM = "http://fhir.de/CodeSystem/bfarm/icd-10-gm";
  static final String ATC = "http://www.whocc.no/atc";
  static final String SCT = "http://snomed.info/sct";
  static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  static final String LOINC = "http://loinc.org";
  static final String NDC = "http://hl7.org/fhir/sid/ndc";

  private final String title;
  private final List<Statement> statements = new ArrayList<>();
  private List<String> names = List.of();
  private List<String> watchWords = List.of();
  private List<String> exceptions = List.of();

  private TestSets(String title) {
    this.title = title;
  }

  static TestSets set(String title) {
    return new TestSets(title);
  }

  /** Adds a code with its descendants. */
  TestSets under(String system, String code) {
    statements.add(new Statement(system, code, null, true, true));
    return this;
  }

  TestSets notUnder(String system, String code) {
    statements.add(new Statement(system, code, null, true, false));
    return this;
  }

  TestSets code(String system, String code, String display) {
    statements.add(new Statement(system, code, display, false, true));
    return this;
  }

  TestSets notCode(String system, String code) {
    statements.add(new Statement(system, code, null, false, false));
    return this;
  }

  TestSets names(String... words) {
    names = List.of(words);
    return this;
  }

  TestSets excepting(String... phrases) {
    exceptions = List.of(phrases);
    return this;
  }

  TestSets watching(String... words) {
    watchWords = List.of(words);
    return this;
  }

  ValueSet build() {
    String id = title.replace(' ', '-');
    return ValueSet.builder(id, "https://example.org/ValueSet/" + id, title)
        .statements(statements)
        .names(names)
        .watchWords(watchWords)
        .watchWordExceptions(exceptions)
        .build();
  }

  /** Returns a builder with these value sets, all of one use. */
  static ConceptIndex.Builder index(Use use, TestSets... sets) {
    ConceptIndex.Builder builder = ConceptIndex.builder();
    Arrays.stream(sets).forEach(set -> builder.add(set.build(), Set.of(use)));
    return builder;
  }

  static CodeableConcept coded(String system, String code) {
    return CodeableConcept.of(Coding.of(system, code));
  }

  static CodeableConcept displayed(String system, String code, String display) {
    return CodeableConcept.of(new Coding(system, code, display));
  }
}
