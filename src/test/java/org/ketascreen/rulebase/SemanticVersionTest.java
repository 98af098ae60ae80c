package org.ketascreen.rulebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

  @Test
  void comparesAsSemverOrgSays() {
    List<String> inOrder =
        List.of(
            "a@9.0.0",
            "k@0.9.10",
            "k@1.0.0-1",
            "k@1.0.0-2",
            "k@1.0.0-10",
            "k@1.0.0-alpha",
            "k@1.0.0-alpha.1",
            "k@1.0.0-alpha.beta",
            "k@1.0.0-beta",
            "k@1.0.0-beta.2",
            "k@1.0.0-beta.11",
            "k@1.0.0-rc.1",
            "k@1.0.0",
            "k@1.0.1",
            "k@1.2.0",
            "k@1.10.0",
            "k@2.0.0");
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(
            shuffled.stream()
                .sorted(java.util.Comparator.comparing(SemanticVersion::ofCoordinates)))
        .containsExactlyElementsOf(inOrder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0", "1.0.0", "1.10.200", "1.0.0-alpha", "1.0.0-rc.1", "1.0.0-x-y"})
  void knowsAVersion(String version) {
    assertThat(SemanticVersion.isVersion(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.0",
        "1.0.0.0",
        "v1.0.0",
        "01.0.0",
        "1.0.00",
        "1.0.0-",
        "1.0.0-a..b",
        "1.0.0-01",
        "1.0.0-ä",
        "1.0.0+build",
        "1.0.0 ",
        "1.0.1234567",
        "1.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "\u0661.0.0"
      })
  void refusesWhatIsNone(String version) {
    assertThat(SemanticVersion.isVersion(version)).isFalse();
    assertThatThrownBy(() -> SemanticVersion.ofCoordinates("k@" + version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + version + "' is no semantic version; write 1.0.0");
  }
}
