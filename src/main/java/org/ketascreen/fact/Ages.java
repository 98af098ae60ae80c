package org.ketascreen.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedTime;

/** Calendar arithmetic on ages. */
final class Ages {

  /** Years that nobody completes: what is older is no age but a mark, as 999 is. */
  private static final int OLDEST = 150;

  private Ages() {}

  /**
   * Returns the day on which so many years are completed. Who was born on 29 February completes
   * them on 1 March of a year without that day.
   */
  static LocalDate birthday(LocalDate birth, int years) {
    LocalDate birthday = birth.plusYears(years);
    return MonthDay.from(birth).equals(MonthDay.from(birthday)) ? birthday : birthday.plusDays(1);
  }

  /**
   * Returns every instant at which somebody born then has that age; any time if the age is no age.
   */
  static Interval interval(Moment.AtAge age, RecordedTime birthDate, ZoneOffset offset) {
    if (age.low().signum() < 0
        || age.high().compareTo(age.low()) < 0
        || age.high().compareTo(oldest(age.unit())) > 0) {
      return Interval.ANY;
    }
    int low = whole(age.low());
    int high = whole(age.high()) + 1;
    LocalDate from = plus(birthDate.firstDay(), low, age.unit());
    LocalDate to = plus(birthDate.lastDay(), high, age.unit());
    return new Interval(
        from.atStartOfDay().toInstant(offset),
        to.plusDays(1).atStartOfDay().toInstant(offset).minusNanos(1));
  }

  private static BigDecimal oldest(String unit) {
    int ofOneYear =
        switch (unit) {
          case "a" -> 1;
          case "mo" -> 12;
          case "wk" -> 53;
          default -> 366;
        };
    return BigDecimal.valueOf((long) OLDEST * ofOneYear);
  }

  private static int whole(BigDecimal number) {
    return number.setScale(0, RoundingMode.FLOOR).intValueExact();
  }

  private static LocalDate plus(LocalDate day, int amount, String unit) {
    return switch (unit) {
      case "a" -> day.plusYears(amount);
      case "mo" -> day.plusMonths(amount);
      case "wk" -> day.plusWeeks(amount);
      case "d" -> day.plusDays(amount);
      default -> throw new IllegalArgumentException("not a unit of age: write a, mo, wk or d");
    };
  }
}
