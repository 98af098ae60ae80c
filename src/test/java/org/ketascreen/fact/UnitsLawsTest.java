package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.record.Quantity;

class UnitsLawsTest {

  record Pair(String one, String other) {}

  @Provide
  Arbitrary<Pair> pairs() {
    List<List<String>> kinds =
        List.of(
            List.of("mm[Hg]", "kPa", "Pa", "cm[H2O]", "[psi]"),
            List.of("kg", "g", "mg", "[lb_av]", "[oz_av]", "[stone_av]", "lbs"),
            List.of("m", "cm", "[in_i]", "[ft_i]", "inches"),
            List.of("Cel", "[degF]", "K", "°C", "F"),
            List.of("%", "1", "[ppm]"),
            List.of("mg/dL", "g/L", "ug/mL", "[oz_av]/[gal_us]"),
            List.of("U/L", "kat/m3", "nmol/min/mL"));
    return Arbitraries.of(kinds)
        .flatMap(
            kind -> Combinators.combine(Arbitraries.of(kind), Arbitraries.of(kind)).as(Pair::new));
  }

  @Provide
  Arbitrary<BigDecimal> amounts() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-100000"), new BigDecimal("100000"))
        .ofScale(9);
  }

  @Property
  void backAndForthIsTheSame(@ForAll("amounts") BigDecimal amount, @ForAll("pairs") Pair pair) {
    BigDecimal there = Units.convert(new Quantity(amount, null, pair.one()), pair.other());
    assertThat(there).isNotNull();
    // what does not end is cut far behind what any record writes
    Assume.that(there.precision() <= 40);

    assertThat(Units.convert(new Quantity(there, null, pair.other()), pair.one()))
        .isEqualByComparingTo(amount);
  }

  @Property
  void roundingIsFarBehindTheComma(
      @ForAll("amounts") BigDecimal amount, @ForAll("pairs") Pair pair) {
    BigDecimal there = Units.convert(new Quantity(amount, null, pair.one()), pair.other());
    BigDecimal cut = there.setScale(25, RoundingMode.HALF_EVEN);
    BigDecimal back = Units.convert(new Quantity(cut, null, pair.other()), pair.one());

    assertThat(back.subtract(amount).abs()).isLessThan(new BigDecimal("1e-15"));
  }

  @Property
  void orderIsKept(
      @ForAll("amounts") BigDecimal one,
      @ForAll("amounts") BigDecimal other,
      @ForAll("pairs") Pair pair) {
    BigDecimal a = Units.convert(new Quantity(one, null, pair.one()), pair.other());
    BigDecimal b = Units.convert(new Quantity(other, null, pair.one()), pair.other());

    assertThat(a.compareTo(b)).isEqualTo(one.compareTo(other));
  }

  /** By a hair: the last digit that is still looked at. */
  @Property
  void noUnitMovesAValueAcrossALimit(
      @ForAll("amounts") BigDecimal limit, @ForAll("pairs") Pair pair, @ForAll("sides") int side) {
    BigDecimal value = limit.add(new BigDecimal("1e-30").multiply(BigDecimal.valueOf(side)));
    BigDecimal a = Units.convert(new Quantity(value, null, pair.one()), pair.other());
    BigDecimal b = Units.convert(new Quantity(limit, null, pair.one()), pair.other());

    assertThat(a.compareTo(b)).isEqualTo(side);
  }

  @Provide
  Arbitrary<Integer> sides() {
    return Arbitraries.of(-1, 0, 1);
  }

  /** A limit in the rule's unit, a value in the record's, both seen in the observation's. */
  @Property
  void aValueAtALimitInAnotherUnitIsAtIt(
      @ForAll("amounts") BigDecimal limit,
      @ForAll("pairs") Pair pair,
      @ForAll("pairs") Pair others) {
    BigDecimal value = Units.convert(new Quantity(limit, null, pair.one()), pair.other());
    Assume.that(value.precision() <= 40);
    for (String observed : List.of(pair.one(), pair.other(), others.one())) {
      BigDecimal asLimit = Units.convert(new Quantity(limit, null, pair.one()), observed);
      BigDecimal asValue = Units.convert(new Quantity(value, null, pair.other()), observed);

      assertThat(asValue == null ? null : asValue.compareTo(asLimit))
          .isEqualTo(asLimit == null ? null : 0);
    }
  }

  @Property(tries = 3000)
  void neverThrow(@ForAll String one, @ForAll("nearlyUnits") String other) {
    Units.areComparable(one, other);
    Units.areComparable(other, one);
  }

  @Provide
  Arbitrary<String> nearlyUnits() {
    return Arbitraries.strings().withChars("mgskLUKCF/.*^{}[]()%012+-µ° ").ofMaxLength(30);
  }
}
