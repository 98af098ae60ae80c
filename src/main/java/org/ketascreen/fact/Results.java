package org.ketascreen.fact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;

/**
 * What an answer says to the value sets of results. A code that such a set has says so, and one
 * that it excludes says otherwise. Words say so at most possibly, and only where they are a name of
 * the set, word for word. {@code true} and {@code false} are read as Y and N of HL7 table 0136.
 * Immutable and thread-safe.
 */
final class Results {

  private static final String YES_OR_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";
  private static final Set<String> BOTH = Set.of("Y", "N");

  private final ConceptIndex index;

  /**
   * Titles of the value sets that exclude a code, by its system and itself; made when a coded
   * answer is first read. To make it twice does no harm.
   */
  private volatile @Nullable Map<String, Set<String>> excludedBy;

  Results(ConceptIndex index) {
    this.index = index;
  }

  private Map<String, Set<String>> excludedBy() {
    Map<String, Set<String>> made = excludedBy;
    if (made == null) {
      made = excludedBy(index.valueSets());
      excludedBy = made;
    }
    return made;
  }

  private static Map<String, Set<String>> excludedBy(List<ValueSet> valueSets) {
    Map<String, Set<String>> excludedBy = new HashMap<>();
    // most statements are of the system of the one before
    String uri = "";
    boolean isYesOrNo = false;
    for (ValueSet valueSet : valueSets) {
      Set<String> answers = new TreeSet<>();
      for (ValueSet.Statement statement : valueSet.statements()) {
        if (!statement.system().equals(uri)) {
          uri = statement.system();
          isYesOrNo = YES_OR_NO.equals(canonical(uri));
        }
        if (!statement.include()) {
          exclude(excludedBy, uri, statement.code(), valueSet);
        } else if (isYesOrNo) {
          answers.add(statement.code());
        }
      }
      if (!answers.isEmpty()) {
        // who lists one of the two has decided the other
        for (String code : BOTH) {
          if (!answers.contains(code)) {
            exclude(excludedBy, YES_OR_NO, code, valueSet);
          }
        }
      }
    }
    return excludedBy;
  }

  private static void exclude(
      Map<String, Set<String>> excludedBy, String uri, String code, ValueSet valueSet) {
    excludedBy.computeIfAbsent(key(uri, code), c -> new TreeSet<>()).add(valueSet.title());
  }

  private static String key(String uri, String code) {
    return canonical(uri) + "|" + code;
  }

  private static String canonical(String uri) {
    CodeSystem system = CodeSystems.find(uri);
    return system == null ? uri : system.uri();
  }

  Map<String, Verdict> of(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Coded coded) {
      return of(coded.concept());
    }
    if (!(value instanceof Observation.Value.Words words)) {
      return Map.of();
    }
    Map<String, Verdict> said = new HashMap<>(of(CodeableConcept.ofText(words.text())));
    String code =
        switch (words.text()) {
          case "true" -> "Y";
          case "false" -> "N";
          default -> null;
        };
    if (code != null) {
      said.putAll(of(CodeableConcept.of(Coding.of(YES_OR_NO, code))));
    }
    return said;
  }

  private Map<String, Verdict> of(CodeableConcept answer) {
    Map<String, Verdict> said = new HashMap<>();
    for (Coding coding : answer.codings()) {
      if (coding.system() != null && coding.code() != null) {
        excludedBy()
            .getOrDefault(key(coding.system(), coding.code()), Set.of())
            .forEach(title -> said.put(title, Verdict.FAILS));
      }
    }
    for (Membership membership : index.classify(answer, Use.RESULT).memberships()) {
      said.put(membership.valueSet(), Member.verdict(membership));
    }
    return said;
  }
}
