package org.ketascreen.rulebase.authoring;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code rulebase.yaml} as it is written. {@code scope} says what it is limited to, if it is.
 * {@code routine} names observations that are made of every patient, so that a rule may read them
 * of everybody; only the reviewer's checks read it.
 */
record RulebaseYaml(
    @Nullable String id,
    @Nullable String version,
    @Nullable Integer language,
    @Nullable String status,
    @Nullable String effectiveFrom,
    @Nullable String title,
    @Nullable String scope,
    @Nullable List<String> changes,
    @Nullable PregnancyYaml pregnancy,
    @Nullable DosesYaml doses,
    @Nullable IdealWeightYaml idealWeight,
    @Nullable Map<String, List<String>> checklists,
    @Nullable List<String> routine) {

  /** What "the patient is pregnant" reads. */
  record PregnancyYaml(
      String conditions,
      String status,
      String pregnant,
      String notPregnant,
      String test,
      String positive,
      String negative,
      String excludedBy,
      AgesYaml ages,
      String lasts,
      String answerGoodFor,
      @Nullable BreastfeedingYaml breastfeeding,
      String basis,
      String because,
      List<String> sources) {

    PregnancyYaml {
      requireNonNull(conditions, "'pregnancy' has no 'conditions'");
      requireNonNull(status, "'pregnancy' has no 'status'");
      requireNonNull(pregnant, "'pregnancy' has no 'pregnant'");
      requireNonNull(notPregnant, "'pregnancy' has no 'notPregnant'");
      requireNonNull(test, "'pregnancy' has no 'test'");
      requireNonNull(positive, "'pregnancy' has no 'positive'");
      requireNonNull(negative, "'pregnancy' has no 'negative'");
      requireNonNull(excludedBy, "'pregnancy' has no 'excludedBy'");
      requireNonNull(ages, "'pregnancy' has no 'ages'");
      requireNonNull(because, "'pregnancy' has no 'because'");
    }
  }

  /** What "the patient is breastfeeding" reads. */
  record BreastfeedingYaml(
      String conditions, String status, String yes, String no, String answerGoodFor) {

    BreastfeedingYaml {
      requireNonNull(conditions, "'breastfeeding' has no 'conditions'");
      requireNonNull(status, "'breastfeeding' has no 'status'");
      requireNonNull(yes, "'breastfeeding' has no 'yes'");
      requireNonNull(no, "'breastfeeding' has no 'no'");
    }
  }

  /** From which completed year of age to which. */
  record AgesYaml(int from, int to) {}

  /** What "at rest" and "before the dose" read. */
  record DosesYaml(
      String medicines, String restAfter, String basis, String because, List<String> sources) {

    DosesYaml {
      requireNonNull(medicines, "'doses' has no 'medicines'");
      requireNonNull(because, "'doses' has no 'because'");
    }
  }

  /** What "ideal weight" reads and how it is computed. */
  record IdealWeightYaml(
      String formula, String height, String basis, String because, List<String> sources) {

    IdealWeightYaml {
      requireNonNull(formula, "'idealWeight' has no 'formula'");
      requireNonNull(height, "'idealWeight' has no 'height'");
      requireNonNull(because, "'idealWeight' has no 'because'");
    }
  }
}
