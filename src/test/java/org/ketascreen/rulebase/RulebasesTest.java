package org.ketascreen.rulebase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        .hasMessageStartingWith(wanted + ": no such rulebase is bundled; choose one of ")
        .hasMessageContaining("ketamine@1.0.0 (from ");
  }

  @Test
  void knowsWhatItLoadsByContent() {
    String digest = bundled.load("ketamine").digest();

    assertThat(bundled.load("ketamine@" + digest).digest()).isEqualTo(digest);
    assertThat(bundled.load("ketamine@" + digest.substring(0, "sha256:".length() + 8)).digest())
        .isEqualTo(digest);
    assertThat(bundled.load("ketamine").trust()).isEqualTo(Trust.BUNDLED);
  }

  @Test
  void asksForEnoughOfADigest() {
    assertThatThrownBy(() -> bundled.load("ketamine@sha256:1234567"))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("write at least eight digits of the digest");
    assertThatThrownBy(() -> bundled.load("ketamine@sha256:" + "0".repeat(64)))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("no rulebase of that digest is bundled");
  }

  /** The index of a library that ships three versions, of which one was taken up late. */
  @Nested
  class OfSeveralVersions {

    final Rulebases several =
        Rulebases.of(
            String.join(
                "\n",
                line("k@2.0.0", "2025-01-21"),
                line("k@1.0.0", "2019-03-05"),
                line("k@1.1.0", "2023-10-09"),
                line("k@1.1.1", "2023-10-09"),
                line("other@1.0.0", "2020-01-01")));

    private static String line(String coordinates, String from) {
      return new Rulebases.Bundled(
              coordinates,
              "",
              "sha256:" + Digests.hex(coordinates.getBytes(UTF_8)),
              LocalDate.parse(from))
          .line();
    }

    @Test
    void listsTheOldestFirst() {
      assertThat(several.coordinates())
          .containsExactly("k@1.0.0", "k@1.1.0", "k@1.1.1", "k@2.0.0", "other@1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
      "k, k@2.0.0",
      "k@1.1.0, k@1.1.0",
      "k@2019-03-05, k@1.0.0",
      "k@2023-10-08, k@1.0.0",
      "k@2023-10-09, k@1.1.1",
      "k@2025-01-20, k@1.1.1",
      "k@2025-01-21, k@2.0.0",
      "k@2999-12-31, k@2.0.0",
      "other@2024-01-01, other@1.0.0",
    })
    void findsWhatIsNamed(String wanted, String found) {
      assertThat(several.find(wanted).coordinates()).isEqualTo(found);
    }

    @Test
    void saysSinceWhenThereIsOne() {
      assertThatThrownBy(() -> several.effectiveOn("k", LocalDate.parse("2019-03-04")))
          .isInstanceOf(RulebaseException.class)
          .hasMessageStartingWith("k@2019-03-04: no version of it was in effect that day")
          .hasMessageContaining("k@1.0.0 (from 2019-03-05)");
    }
  }
}
