package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketascreen.fact.Evidence;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.ReferenceRange;

/** Records whose equality is written by hand are equal when all their components are. */
class EqualityTest {

  private static final Quantity MG = new Quantity(BigDecimal.ONE, null, "mg");
  private static final Quantity ML = new Quantity(BigDecimal.TEN, "<", "mL");
  private static final Coding FEVER = new Coding("urn:s", "1", "fever");
  private static final Coding COUGH = new Coding("urn:t", "2", null);
  private static final CodeableConcept HOT = new CodeableConcept(List.of(FEVER), "hot");
  private static final CodeableConcept DRY = new CodeableConcept(List.of(COUGH), null);
  private static final Observation.Value.Measured ONE = new Observation.Value.Measured(MG);
  private static final Observation.Value.Measured TEN = new Observation.Value.Measured(ML);
  private static final RecordedPeriod MAY = Patients.period("2026-05", "2026-05");
  private static final RecordedPeriod JUNE = Patients.period("2026-06", null);

  /** Pairs that differ in every component. */
  static Stream<Arguments> differing() {
    return Stream.of(
        Arguments.of(MG, ML),
        Arguments.of(FEVER, COUGH),
        Arguments.of(HOT, DRY),
        Arguments.of(ONE, TEN),
        Arguments.of(MAY, JUNE),
        Arguments.of(
            new Observation(
                "Observation/1",
                HOT,
                ObservationStatus.FINAL,
                ONE,
                MAY,
                new ReferenceRange(MG, null),
                List.of(HOT)),
            new Observation("Observation/2", DRY, null, TEN, JUNE, null, List.of())),
        Arguments.of(
            new Evidence("a/1", "a", FEVER, null, "1", "2026", "active"),
            new Evidence(
                "b/1", "b", null, org.ketascreen.terminology.MatchedBy.CODE, null, null, null)));
  }

  @ParameterizedTest
  @MethodSource("differing")
  void isThatOfEveryComponent(Record one, Record other) throws ReflectiveOperationException {
    assertThat(with(one, -1, other)).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(with(other, -1, one)).isEqualTo(other).hasSameHashCodeAs(other);
    for (int i = 0; i < one.getClass().getRecordComponents().length; i++) {
      assertThat(with(one, i, other)).as("component " + i).isNotEqualTo(one);
      assertThat(with(other, i, one)).as("component " + i).isNotEqualTo(other);
    }
  }

  /** Returns the record with one component of another, if any. */
  private static Object with(Record one, int place, Record other)
      throws ReflectiveOperationException {
    RecordComponent[] components = one.getClass().getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].getAccessor().invoke(i == place ? other : one);
    }
    Constructor<?> constructor =
        one.getClass()
            .getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    return constructor.newInstance(values);
  }
}
