package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Quantity;

/** What the dosages of one entry say; those of several entries are not added up. */
final class Dosages {

  private Dosages() {}

  /** Whether one of them is by this route. */
  static Verdict byRoute(List<Dosage> dosages, String route) {
    Verdict verdict =
        dosages.isEmpty() ? Verdict.possible(Doubt.ROUTE_NOT_RECORDED) : Verdict.FAILS;
    for (Dosage dosage : dosages) {
      Set<String> routes = dosage.route() == null ? Set.of() : Routes.of(dosage.route());
      verdict =
          verdict.or(
              routes.isEmpty()
                  ? Verdict.possible(Doubt.ROUTE_NOT_RECORDED)
                  : routes.contains(route) ? Verdict.HOLDS : Verdict.FAILS);
    }
    return verdict;
  }

  /**
   * Whether they come to at least so much a day. What may be taken or not, or is in a unit that
   * cannot be compared, adds nothing to the least and leaves the most open.
   */
  static Verdict atLeast(List<Dosage> dosages, BigDecimal limit, String unit) {
    BigDecimal least = BigDecimal.ZERO;
    BigDecimal most = dosages.isEmpty() ? null : BigDecimal.ZERO;
    for (Dosage dosage : dosages) {
      BigDecimal low = amount(dosage.leastADay(), unit);
      BigDecimal high = amount(dosage.mostADay(), unit);
      least = low == null ? least : least.add(low);
      most = most == null || high == null ? null : most.add(high);
    }
    if (least.compareTo(limit) >= 0) {
      return Verdict.HOLDS;
    }
    return most != null && most.compareTo(limit) < 0
        ? Verdict.FAILS
        : Verdict.possible(Doubt.DOSE_NOT_KNOWN);
  }

  private static @Nullable BigDecimal amount(@Nullable Quantity quantity, String unit) {
    BigDecimal amount =
        quantity == null || quantity.comparator() != null ? null : Units.convert(quantity, unit);
    return amount == null || amount.signum() < 0 ? null : amount;
  }
}
