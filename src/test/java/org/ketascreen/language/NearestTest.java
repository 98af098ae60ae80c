package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "'', abc, 3",
    "abc, '', 3",
    "kitten, sitting, 3",
    "sitting, kitten, 3",
    "abc, acb, 2",
    "has, had, 1"
  })
  void countsChanges(String a, String b, int distance) {
    assertThat(Nearest.distance(a, b)).isEqualTo(distance);
  }

  @Test
  void putsTheNearestFirst() {
    assertThat(Nearest.to("stroke", List.of("aneurysm", "strokes", "stroke"), 2))
        .containsExactly("stroke", "strokes");
  }

  @Test
  void sortsWhatIsEquallyNear() {
    assertThat(Nearest.to("x", List.of("c", "a", "b", "a"), 9)).containsExactly("a", "b", "c");
  }

  @Test
  void hasNoneToOfferWhereThereIsNone() {
    assertThat(Nearest.to("x", List.of(), 3)).isEmpty();
  }
}
