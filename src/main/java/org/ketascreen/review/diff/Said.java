package org.ketascreen.review.diff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.Disposition;
import org.ketascreen.rulebase.Severity;

/**
 * What one version says of a patient. Immutable and thread-safe.
 *
 * @param outcome the outcome of the rule that is looked at, as vignettes write it: {@code fired},
 *     {@code possible}, {@code subsumed}, {@code clear}, {@code not-evaluable}, {@code
 *     not-applicable}; or {@code no-such-rule}
 * @param severity how grave the rule is, or {@code null} if there is no such rule
 * @param disposition the disposition of the whole report, or {@code null} if that version refuses
 *     the request: none of its rules is about the treatment, or follows the jurisdiction
 * @param bearing whether an entry that could not be screened may bear on the result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Said(
    String outcome,
    @Nullable Severity severity,
    @Nullable Disposition disposition,
    boolean bearing) {

  /** The outcome of a rule that a version does not have. */
  public static final String NO_SUCH_RULE = "no-such-rule";

  static final int MOST = 3;

  public Said {
    Objects.requireNonNull(outcome, "outcome");
  }

  /** How far the rule speaks against treatment: not at all, undecided, possibly, surely. */
  int level() {
    return switch (outcome) {
      case "fired", "subsumed" -> MOST;
      case "possible" -> 2;
      case "not-evaluable" -> 1;
      default -> 0;
    };
  }

  boolean isFinding() {
    return level() >= 2;
  }

  /** Returns how another version's word differs from this one, or {@code null} if it does not. */
  @Nullable Direction to(Said other) {
    if (isFinding() && other.isFinding() && isSubsumed() != other.isSubsumed()) {
      return Direction.OTHERWISE;
    }
    int stricter = other.level() - level();
    if (isFinding() && other.isFinding() && severity != null && other.severity() != null) {
      int graver = severity.compareTo(other.severity());
      stricter = graver != 0 ? graver : stricter;
    }
    stricter = stricter != 0 ? stricter : Boolean.compare(other.bearing(), bearing);
    if (stricter == 0) {
      return null;
    }
    return stricter > 0 ? Direction.STRICTER : Direction.RELAXED;
  }

  /** Returns the disposition as it is written. */
  String report() {
    return disposition == null ? "refused" : disposition.code();
  }

  private boolean isSubsumed() {
    return outcome.equals("subsumed");
  }

  /** Returns the same, but for entries that could not be screened. */
  Said ofRule() {
    return new Said(outcome, severity, disposition, false);
  }

  /** How plainly the difference shows, from 0 to {@link #MOST}. */
  int contrastTo(Said other) {
    return isFinding() && other.isFinding()
        ? Math.min(level(), other.level())
        : Math.abs(level() - other.level());
  }
}
