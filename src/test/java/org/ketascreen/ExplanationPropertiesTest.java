package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.ketascreen.Explanation.RuleExplanation;
import org.ketascreen.Explanation.SentenceExplanation;
import org.ketascreen.record.AsOf;

class ExplanationPropertiesTest {

  @Property(tries = 200)
  void isNeverWiderThan80Columns(
      @ForAll @StringLength(max = 200) String words, @ForAll @IntRange(max = 60) int depth) {
    SentenceExplanation sentence = new SentenceExplanation(words, "unknown", List.of(), List.of());
    for (int i = 0; i < depth; i++) {
      sentence = new SentenceExplanation(words, "unknown", List.of(), List.of(sentence));
    }
    RuleExplanation rule =
        new RuleExplanation(words, words, Outcome.NOT_EVALUABLE, List.of(words), List.of(sentence));

    String text = new Explanation(words, words, AsOf.parse("2026-06-15Z"), List.of(rule)).toText();

    assertThat(text.split("\n")).allMatch(line -> line.length() <= 80);
  }
}
