package org.ketascreen.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateTimeRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTimePropertiesTest {

  @Property
  void aTimeIsReadAsJavaReadsIt(
      @ForAll @DateTimeRange(min = "0001-01-01T00:00:00", max = "9999-12-31T23:59:59")
          LocalDateTime time,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    OffsetDateTime written = time.withNano(nanos).atOffset(ZoneOffset.ofTotalSeconds(60 * minutes));
    String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(written);

    RecordedTime read = RecordedTime.parse(text);

    assertThat(read.in(ZoneOffset.UTC).earliest()).isEqualTo(written.toInstant());
    assertThat(read.firstDay()).isEqualTo(written.toLocalDate());
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-06-15T24:00:00Z",
        "2026-06-15T10:60:00Z",
        "2026-06-15T10:00:60Z",
        "2026-06-15T10:00:00+19:00",
        "2026-06-15T10:00:00+01:60",
        "2026-06-15T10:00:00.1234567890Z",
        "2026-06-15T10:00:00z ",
        "2026-06-15T1a:00:00Z",
        "2026-06-15T10:00:00+0100"
      })
  void whatJavaRefusesIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RecordedTime.parse(text));
  }
}
