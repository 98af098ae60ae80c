package org.ketascreen.rulebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulebasesTest {

  final Rulebases bundled = Rulebases.bundled();

  @Test
  void listsWhatThereIs() {
    assertThat(bundled.coordinates()).contains("ketamine@1.0.0");
    assertThat(bundled).hasToString(String.join(", ", bundled.coordinates()));
  }

  @Test
  void loadsEachThatItLists() {
    for (String coordinates : bundled.coordinates()) {
      assertThat(bundled.load(coordinates).coordinates()).isEqualTo(coordinates);
    }
  }

  @Test
  void loadsTheLatestVersionOfAnId() {
    String latest =
        bundled.coordinates().stream()
            .filter(each -> each.startsWith("ketamine@"))
            .reduce((first, second) -> second)
            .orElseThrow();

    assertThat(bundled.load("ketamine").coordinates()).isEqualTo(latest);
  }

  @Test
  void loadsTheSameEachTime() {
    assertThat(bundled.load("ketamine").digest()).isEqualTo(bundled.load("ketamine").digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ket", "ketamine@", "ketamine@1", "ketamine@9.9.9", "Ketamine", "../ketamine"})
  void saysWhatThereIsWhenAskedForAnother(String wanted) {
    assertThatThrownBy(() -> bundled.load(wanted))
        .isInstanceOf(RulebaseException.class)
        .hasMessage(wanted + ": no such rulebase is bundled; choose one of " + bundled);
  }
}
