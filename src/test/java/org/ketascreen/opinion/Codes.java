package org.ketascreen.opinion;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;

/** Which entries are in which value sets; this alone is asked of the library's own code. */
final class Codes {

  private static final Pattern NAMES = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern READING =
      Pattern.compile("(the latest|the mean of|each of|ask for).*");

  private final ConceptIndex index;
  private final Map<Use, Map<CodeableConcept, Classification>> known = new EnumMap<>(Use.class);
  private final IdentityHashMap<CodeableConcept, Set<String>> opened = new IdentityHashMap<>();
  private final Map<String, Set<Use>> uses = new HashMap<>();

  Codes(Rulebase rulebase) {
    for (Rule rule : rulebase.rules()) {
      Lines.of(rule.when()).sentences().forEach(sentence -> read(sentence.text()));
      if (rule.ask() != null) {
        use(rule.ask().observation(), Use.OBSERVATION);
      }
    }
    PregnancyDefinition pregnancy = rulebase.pregnancy();
    if (pregnancy != null) {
      define(pregnancy);
    }
    if (rulebase.doses() != null) {
      use(rulebase.doses().medicines(), Use.MEDICATION);
    }
    if (rulebase.idealWeight() != null) {
      use(rulebase.idealWeight().height(), Use.OBSERVATION);
    }
    use(OfPlan.WEIGHT, Use.OBSERVATION);
    ConceptIndex.Builder builder = ConceptIndex.builder().ingredients(rulebase.ingredients());
    for (ValueSet each : rulebase.valueSets()) {
      builder.add(each, uses.getOrDefault(each.title(), Set.of()));
    }
    index = builder.build();
  }

  private void define(PregnancyDefinition pregnancy) {
    use(pregnancy.conditions(), Use.CONDITION);
    use(pregnancy.excludedBy(), Use.CONDITION);
    use(pregnancy.status(), Use.OBSERVATION);
    use(pregnancy.test(), Use.OBSERVATION);
    use(pregnancy.pregnant(), Use.RESULT);
    use(pregnancy.notPregnant(), Use.RESULT);
    use(pregnancy.positive(), Use.RESULT);
    use(pregnancy.negative(), Use.RESULT);
    PregnancyDefinition.Breastfeeding feeding = pregnancy.breastfeeding();
    if (feeding != null) {
      use(feeding.conditions(), Use.CONDITION);
      use(feeding.status(), Use.OBSERVATION);
      use(feeding.yes(), Use.RESULT);
      use(feeding.no(), Use.RESULT);
    }
  }

  private void read(String sentence) {
    Matcher names = NAMES.matcher(sentence);
    if (!names.find()) {
      return;
    }
    Use first =
        READING.matcher(sentence).matches()
            ? Use.OBSERVATION
            : sentence.contains("allergic")
                ? Use.ALLERGY
                : sentence.matches("the patient (takes|took|does not take) .*")
                    ? Use.MEDICATION
                    : Use.CONDITION;
    use(names.group(1), first);
    if (names.find()) {
      use(names.group(1), Use.RESULT);
    }
  }

  private void use(String title, Use use) {
    uses.computeIfAbsent(title, t -> EnumSet.noneOf(Use.class)).add(use);
  }

  private Classification classify(CodeableConcept concept, Use use) {
    return known
        .computeIfAbsent(use, u -> new IdentityHashMap<>())
        .computeIfAbsent(concept, c -> index.classify(c, use));
  }

  /** Whether any value set has an answer. */
  boolean isAnswer(CodeableConcept answer) {
    return classify(answer, Use.RESULT).decision() == Classification.Decision.IN;
  }

  /** Whether an entry is in a value set: holds, possible, fails (decided out) or unknown. */
  Truth in(String title, CodeableConcept concept, Use use) {
    Classification found = classify(concept, use);
    for (Membership each : found.memberships()) {
      if (each.valueSet().equals(title)) {
        return each.possible() ? Truth.POSSIBLE : Truth.HOLDS;
      }
    }
    boolean open =
        found.decision() == Classification.Decision.UNDECIDED
            || (use == Use.RESULT && isOnlyPossible(found))
            || (use == Use.CONDITION
                && opened.computeIfAbsent(concept, c -> index.leftOpen(c, use)).contains(title));
    return open ? Truth.UNKNOWN : Truth.FAILS;
  }

  /** An answer in words may be one of these, and for that excludes no other. */
  private static boolean isOnlyPossible(Classification found) {
    return !found.memberships().isEmpty()
        && found.memberships().stream().allMatch(Membership::possible);
  }
}
