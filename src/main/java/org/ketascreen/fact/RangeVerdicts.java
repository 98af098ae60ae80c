package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.Wording;

/**
 * Where readings lie against the normal range of their laboratory: by the range, and by the mark
 * that it put on the result. The limits are within.
 */
final class RangeVerdicts {

  /** What a laboratory's mark says. */
  private enum Mark {
    HIGH,
    LOW,
    NORMAL
  }

  private static final Set<String> SYSTEMS =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
          "http://terminology.hl7.org/CodeSystem/v2-0078");

  private static final Map<String, Mark> CODES =
      Map.ofEntries(
          Map.entry("H", Mark.HIGH),
          Map.entry("HH", Mark.HIGH),
          Map.entry("HU", Mark.HIGH),
          Map.entry("HX", Mark.HIGH),
          Map.entry("L", Mark.LOW),
          Map.entry("LL", Mark.LOW),
          Map.entry("LU", Mark.LOW),
          Map.entry("LX", Mark.LOW),
          Map.entry("N", Mark.NORMAL));

  /** The words of both code systems for these codes, normalised. */
  private static final Map<String, Mark> WORDS =
      Map.ofEntries(
          Map.entry("high", Mark.HIGH),
          Map.entry("critical high", Mark.HIGH),
          Map.entry("significantly high", Mark.HIGH),
          Map.entry("above high threshold", Mark.HIGH),
          Map.entry("above high normal", Mark.HIGH),
          Map.entry("above upper panic limits", Mark.HIGH),
          Map.entry("low", Mark.LOW),
          Map.entry("critical low", Mark.LOW),
          Map.entry("significantly low", Mark.LOW),
          Map.entry("below low threshold", Mark.LOW),
          Map.entry("below low normal", Mark.LOW),
          Map.entry("below lower panic limits", Mark.LOW),
          Map.entry("normal", Mark.NORMAL),
          Map.entry("normal applies to non numeric results", Mark.NORMAL));

  private RangeVerdicts() {}

  /** Whether a reading, its number in the unit of its observation, is above its range. */
  static Verdict above(Reading reading, @Nullable ObservationDefinition definition) {
    return outside(reading, definition, Mark.HIGH);
  }

  /** Whether a reading, its number in the unit of its observation, is below its range. */
  static Verdict below(Reading reading, @Nullable ObservationDefinition definition) {
    return outside(reading, definition, Mark.LOW);
  }

  /**
   * Whether a reading, its number in the unit of its observation, is so many times the upper limit
   * of its range.
   */
  static Verdict atLeastTimesTheUpperLimit(
      Reading reading, @Nullable ObservationDefinition definition, BigDecimal factor) {
    Observation observation = reading.member().entry();
    ReferenceRange range = observation.range();
    BigDecimal high = range == null ? null : limit(range.high(), definition);
    boolean isMore = factor.compareTo(BigDecimal.ONE) > 0;
    Verdict byMark = isMore ? byMark(observation, Mark.HIGH) : Verdict.UNKNOWN;
    boolean isMarkedNotHigh = byMark.truth() == Truth.FAILS;
    if (reading.number() == null) {
      return Verdict.UNKNOWN;
    }
    if (high == null || high.signum() <= 0) {
      return isMarkedNotHigh ? Verdict.FAILS : Verdict.UNKNOWN;
    }
    Verdict byRange = Span.Side.AT_LEAST.verdict(reading.number(), high.multiply(factor));
    return isMarkedNotHigh ? agreed(byRange, byMark) : byRange;
  }

  private static Verdict outside(
      Reading reading, @Nullable ObservationDefinition definition, Mark side) {
    if (reading.number() == null) {
      return Verdict.UNKNOWN;
    }
    Observation observation = reading.member().entry();
    return agreed(
        byRange(reading.number(), observation.range(), definition, side),
        byMark(observation, side));
  }

  /** A range that has only its other limit is open on this side. */
  private static Verdict byRange(
      Span number,
      @Nullable ReferenceRange range,
      @Nullable ObservationDefinition definition,
      Mark side) {
    if (range == null) {
      return Verdict.UNKNOWN;
    }
    boolean isHigh = side == Mark.HIGH;
    Quantity written = isHigh ? range.high() : range.low();
    Quantity other = isHigh ? range.low() : range.high();
    if (written == null) {
      return other == null ? Verdict.UNKNOWN : Verdict.FAILS;
    }
    BigDecimal limit = limit(written, definition);
    return limit == null
        ? Verdict.UNKNOWN
        : (isHigh ? Span.Side.ABOVE : Span.Side.BELOW).verdict(number, limit);
  }

  /**
   * Returns a limit as a number of the unit that readings are compared in, or {@code null} if it is
   * no such number. A laboratory may write it in another unit than the reading.
   */
  private static @Nullable BigDecimal limit(
      @Nullable Quantity limit, @Nullable ObservationDefinition definition) {
    return limit == null || limit.comparator() != null || definition == null
        ? null
        : Units.convert(limit, definition);
  }

  private static Verdict byMark(Observation observation, Mark side) {
    Verdict said = Verdict.UNKNOWN;
    boolean otherwise = false;
    for (CodeableConcept interpretation : observation.interpretations()) {
      Mark coded = coded(interpretation);
      if (coded == side) {
        said = said.or(Verdict.HOLDS);
      } else if (coded != null) {
        otherwise = true;
      } else if (worded(interpretation) == side) {
        said = said.or(Verdict.possible(Doubt.SYNONYM_ONLY));
      }
    }
    if (otherwise) {
      return said.truth().mayHold() ? Verdict.possible(Doubt.RANGE_DISAGREES) : Verdict.FAILS;
    }
    return said;
  }

  private static @Nullable Mark coded(CodeableConcept interpretation) {
    for (Coding coding : interpretation.codings()) {
      CodeSystem system = CodeSystems.find(coding.system());
      if (system != null && SYSTEMS.contains(system.uri()) && coding.code() != null) {
        Mark mark = CODES.get(coding.code());
        if (mark != null) {
          return mark;
        }
      }
    }
    return null;
  }

  private static @Nullable Mark worded(CodeableConcept interpretation) {
    for (Coding coding : interpretation.codings()) {
      Mark mark = coding.display() == null ? null : WORDS.get(Wording.normalise(coding.display()));
      if (mark != null) {
        return mark;
      }
    }
    String text = interpretation.text();
    return text == null ? null : WORDS.get(Wording.normalise(text));
  }

  /** The range decides; the mark where the range does not, and neither where they disagree. */
  private static Verdict agreed(Verdict byRange, Verdict byMark) {
    if (byMark.truth() == Truth.UNKNOWN) {
      return byRange;
    }
    boolean isDecided = byRange.truth() == Truth.HOLDS || byRange.truth() == Truth.FAILS;
    if (!isDecided) {
      return byMark;
    }
    return byRange.truth().mayHold() == byMark.truth().mayHold()
        ? byRange
        : Verdict.possible(Doubt.RANGE_DISAGREES);
  }
}
