package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollUpTest {

  private final RollUp rollUp =
      new RollUp(
          new String[] {"1", "10", "2"}, List.of(List.of("3"), List.of("4", "5"), List.of("6")));

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
    assertThat(rollUp.keySet()).containsExactly("1", "10", "2");
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
    List<List<String>> parts = List.of(List.of(), List.of());
    assertThatThrownBy(() -> new RollUp(new String[] {"2", "1"}, parts))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RollUp(new String[] {"2", "2"}, parts))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
