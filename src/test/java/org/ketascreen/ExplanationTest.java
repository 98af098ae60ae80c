package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ketascreen.Explanation.EntryExplanation;
import org.ketascreen.Explanation.RuleExplanation;
import org.ketascreen.Explanation.SentenceExplanation;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Coding;

@Tag("everywhere")
class ExplanationTest {

  private static final AsOf AS_OF = AsOf.parse("2026-06-15T09:00:00+02:00");

  private static Explanation sample() {
    SentenceExplanation infarction =
        new SentenceExplanation(
            "the patient has ever had \"myocardial infarction\"",
            "possible",
            List.of(
                new EntryExplanation(
                    "possible",
                    new Finding.Evidence(
                        "the patient has ever had \"myocardial infarction\"",
                        "Condition/c1",
                        "myocardial infarction",
                        Coding.of("http://hl7.org/fhir/sid/icd-10-cm", "I21.4"),
                        null,
                        "2026",
                        "active",
                        "code"),
                    List.of("find the exact date; the recorded one is too coarse or missing"))),
            List.of());
    SentenceExplanation age =
        new SentenceExplanation(
            "the patient is at least 65 years old", "fails", List.of(), List.of());
    SentenceExplanation group =
        new SentenceExplanation("any of", "possible", List.of(), List.of(infarction, age));
    return new Explanation(
        "ketamine@1.0.0",
        "unreviewed",
        AS_OF,
        List.of(
            new RuleExplanation(
                "CV-02", "A recent infarction", Outcome.FIRED, List.of(), List.of(group)),
            new RuleExplanation(
                "SE-01",
                "Today",
                Outcome.NOT_APPLICABLE,
                List.of("not asked at stage evaluation"),
                List.of())));
  }

  @Test
  void isComparedWholeAsText() {
    assertThat(sample().toText()).isEqualTo(Resource.text("/reports/explanation.txt"));
  }

  @Test
  void isComparedWholeAsJson() {
    assertThat(sample().toJson()).isEqualTo(Resource.text("/reports/explanation.json"));
  }
}
