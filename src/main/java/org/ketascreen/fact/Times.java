package org.ketascreen.fact;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** Dates as a report shows them: as written. */
final class Times {

  private Times() {}

  static @Nullable String written(@Nullable Moment moment, @Nullable RecordedTime recorded) {
    if (moment instanceof Moment.At at) {
      return at.time().toString();
    }
    if (moment instanceof Moment.Between between) {
      return written(new RecordedPeriod(between.start(), between.end()));
    }
    if (moment instanceof Moment.AtAge age) {
      return "at age "
          + age.low()
          + (age.high().compareTo(age.low()) == 0 ? "" : " to " + age.high())
          + " "
          + age.unit();
    }
    if (moment instanceof Moment.Said said) {
      return said.text();
    }
    return recorded == null ? null : "recorded " + recorded;
  }

  static @Nullable String written(@Nullable RecordedPeriod period) {
    if (period == null || (period.start() == null && period.end() == null)) {
      return null;
    }
    if (period.start() != null && period.start().equals(period.end())) {
      return period.start().toString();
    }
    return (period.start() == null ? "" : period.start() + " ")
        + "to"
        + (period.end() == null ? "" : " " + period.end());
  }
}
