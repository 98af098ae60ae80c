package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.fact.Truth;

/** all of is the least of its lines, any of the greatest, at least N of the N-th greatest. */
class GroupTest {

  @ParameterizedTest
  @CsvSource({
    "FAILS    FAILS    HOLDS,    HOLDS,    FAILS,    FAILS",
    "FAILS    UNKNOWN  HOLDS,    HOLDS,    UNKNOWN,  FAILS",
    "FAILS    POSSIBLE HOLDS,    HOLDS,    POSSIBLE, FAILS",
    "FAILS    HOLDS    HOLDS,    HOLDS,    HOLDS,    FAILS",
    "UNKNOWN  UNKNOWN  HOLDS,    HOLDS,    UNKNOWN,  UNKNOWN",
    "UNKNOWN  POSSIBLE POSSIBLE, POSSIBLE, POSSIBLE, UNKNOWN",
    "POSSIBLE HOLDS    HOLDS,    HOLDS,    HOLDS,    POSSIBLE",
    "FAILS    FAILS    FAILS,    FAILS,    FAILS,    FAILS",
  })
  void countsItsLines(String lines, Truth anyOf, Truth atLeastTwoOf, Truth allOf) {
    List<Truth> truths = Arrays.stream(lines.split(" +", -1)).map(Truth::valueOf).toList();

    assertThat(group(1, truths).truth()).isEqualTo(anyOf);
    assertThat(group(2, truths).truth()).isEqualTo(atLeastTwoOf);
    assertThat(group(3, truths).truth()).isEqualTo(allOf);
  }

  @Property
  void atLeastNOfIsTheNthGreatest(
      @ForAll @Size(min = 1, max = 6) List<Truth> truths,
      @ForAll @IntRange(min = 1, max = 6) int n) {
    int least = Math.min(n, truths.size());

    Truth truth = group(least, truths).truth();

    List<Truth> sorted = truths.stream().sorted(Comparator.reverseOrder()).toList();
    assertThat(truth).isEqualTo(sorted.get(least - 1));
    assertThat(truths.stream().filter(t -> t.compareTo(truth) >= 0).count())
        .isGreaterThanOrEqualTo(least);
  }

  private static Evaluated group(int least, List<Truth> truths) {
    List<Sentence> lines =
        IntStream.range(0, truths.size())
            .mapToObj(i -> Sentences.parse("the patient is under " + (i + 1) + " years old").get(0))
            .toList();
    List<Evaluated> answers =
        IntStream.range(0, truths.size())
            .mapToObj(
                i ->
                    new Evaluated(
                        lines.get(i), truths.get(i), List.of(), List.of(), new TreeSet<>()))
            .toList();
    return new Group("at least " + least + " of", least, lines).evaluated(answers);
  }
}
