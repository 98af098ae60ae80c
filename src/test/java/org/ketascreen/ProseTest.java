package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.AsOf;

@Tag("everywhere")
class ProseTest {

  @ParameterizedTest
  @CsvSource({
    "PT24H, 24 hours",
    "PT1H, 1 hour",
    "PT90M, 90 minutes",
    "P7D, 7 days",
    "P1D, 1 day",
    "P42D, 6 weeks",
    "P6W, 6 weeks",
    "P6M, 6 months",
    "P1Y6M, 1 year and 6 months",
    "soon, soon"
  })
  void saysADurationInItsOwnUnit(String iso, String words) {
    assertThat(Prose.duration(iso)).isEqualTo(words);
  }

  @Test
  void saysATimeAtThePlaceOfCare() {
    assertThat(Prose.moment(OffsetDateTime.parse("2026-12-13T23:30:00Z"), ZoneOffset.ofHours(2)))
        .isEqualTo("14 December 2026 at 01:30");
  }

  @Test
  void leavesOutTheTimeAtMidnightOfThePlaceOfCare() {
    assertThat(Prose.moment(OffsetDateTime.parse("2026-12-13T22:00:00Z"), ZoneOffset.ofHours(2)))
        .isEqualTo("14 December 2026");
  }

  @Test
  void saysWhichDayWasScreenedForAsAWhole() {
    assertThat(Prose.asOf(AsOf.parse("2026-06-15Z")))
        .isEqualTo("15 June 2026, the whole day (UTC)");
  }

  @Test
  void countsWhatItDoesNotList() {
    assertThat(Prose.first(2, List.of("a", "b", "c", "d"))).isEqualTo("a, b and 2 more");
  }
}
