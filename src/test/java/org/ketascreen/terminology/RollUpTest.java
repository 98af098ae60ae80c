package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollUpTest {

  private final RollUp rollUp =
      new RollUp(new int[] {1, 2, 10}, new int[] {3, 6, 4, 5}, new int[] {1, 2, 4});

  @Test
  void isTheMapOfItsEntries() {
    Map<String, List<String>> same =
        Map.of("1", List.of("3"), "10", List.of("4", "5"), "2", List.of("6"));
    assertThat(rollUp.get("10")).containsExactly("4", "5");
    assertThat(rollUp.get("3")).isNull();
    assertThat(rollUp).containsKey("2").doesNotContainKey("20").hasSize(3);
    assertThat(rollUp.equals(same)).isTrue();
    assertThat(same.equals(rollUp)).isTrue();
    assertThat(rollUp).hasSameHashCodeAs(same);
    assertThat(rollUp.keySet()).containsExactly("1", "2", "10");
  }

  @Test
  void isNeitherChangedNorCopied() {
    assertThatThrownBy(() -> rollUp.remove("1")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rollUp.put("3", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(RollUp.copyOf(rollUp)).isSameAs(rollUp);
  }

  @Test
  void refusesWhatDoesNotAscend() {
    int[] parts = {};
    int[] ends = {0, 0};
    assertThatThrownBy(() -> new RollUp(new int[] {2, 1}, parts, ends))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RollUp(new int[] {2, 2}, parts, ends))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RollUp(new int[] {0, 2}, parts, ends))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEndsThatAreNotThoseOfTheConcepts() {
    int[] concepts = {1, 2};
    for (int[] ends : new int[][] {{2, 1}, {1}, {1, 3}, {-1, 1}}) {
      assertThatThrownBy(() -> new RollUp(concepts, new int[] {3, 4}, ends))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "+1", "1 ", "x", "4294967297", "18446744073709551617"})
  void knowsOneWayToWriteAnRxcui(String text) {
    assertThat(rollUp.get(text)).isNull();
  }
}
