package org.ketascreen.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.rulebase.SemanticVersion;

/** Which version is enough after which, by what is different. */
class BumpTest {

  private static SemanticVersion version(String number) {
    return SemanticVersion.ofCoordinates("ketamine@" + number);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 1.0.0, 1.0.0, true",
    "PATCH, 1.0.0, 1.0.0, false",
    "PATCH, 1.0.0, 1.0.1, true",
    "PATCH, 1.0.1, 1.0.0, false",
    "MINOR, 1.0.0, 1.0.9, false",
    "MINOR, 1.0.0, 1.1.0, true",
    "MINOR, 1.9.0, 2.0.0, true",
    "MAJOR, 1.0.0, 1.1.0, false",
    "MAJOR, 1.9.9, 2.0.0, true",
    "MAJOR, 1.0.0-alpha, 1.0.0, true",
    "MAJOR, 1.0.0-alpha, 1.0.0-beta, true",
    "PATCH, 1.0.0, 1.0.0-alpha, false",
    "MAJOR, 1.0.0, 2.0.0-alpha, true"
  })
  void isMetByAVersionThatRisesByAsMuch(Bump bump, String before, String after, boolean isMet) {
    assertThat(bump.isMetBy(version(before), version(after))).isEqualTo(isMet);
  }
}
