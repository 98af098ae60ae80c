package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  @ParameterizedTest
  @CsvSource({
    "Hämorrhagie, hamorrhagie",
    "'  Co-amoxiclav\t500 mg/125 mg ', co amoxiclav 500 mg 125 mg",
    "Ketalar®, ketalar",
    "Spravato™ nasal, spravato nasal",
    "ke\u00adta\u200bmine, ketamine",
    "IDIOPATHIC İ, idiopathic i",
    "ﬁbrillation, fibrillation",
    "Straße Æther Œdème Øre łagodny, strasse aether oedeme ore lagodny",
    "кетамин, кетамин",
    "Ⅷ, viii",
    "'---', ''"
  })
  void isMadeComparable(String text, String normal) {
    assertThat(Wording.normalise(text)).isEqualTo(normal);
  }

  @Test
  void dropsOnlySemanticTags() {
    assertThat(Wording.normaliseCondition("Psychosis (disorder) ")).isEqualTo("psychosis");
    assertThat(Wording.normaliseCondition("Psychosis (acute)")).isEqualTo("psychosis acute");
    assertThat(Wording.normaliseCondition("(disorder)")).isEqualTo("disorder");
  }

  @Property
  void staysAsItIsTheSecondTime(@ForAll String text) {
    String once = Wording.normalise(text);

    assertThat(Wording.normalise(once)).isEqualTo(once);
  }

  @Property
  void beginsAsItsNormalForm(@ForAll String text, @ForAll("written") String written) {
    assertThat(Wording.beginning(text))
        .isEqualTo(Wording.beginningOfNormal(Wording.normalise(text)));
    assertThat(Wording.beginning(written))
        .isEqualTo(Wording.beginningOfNormal(Wording.normalise(written)));
  }

  @Property
  void beginsAsAConditionAsWithoutItsTag(@ForAll("written") String written) {
    assertThat(Wording.beginningOfCondition(written))
        .isEqualTo(Wording.beginningOfNormal(Wording.normaliseCondition(written)));
  }

  @Provide
  Arbitrary<String> written() {
    return Arbitraries.of(
            "a",
            "B",
            "7",
            " ",
            "-",
            "(",
            "(disorder)",
            "ß",
            "é",
            "e\u0301",
            "®",
            "к",
            "Ⅷ",
            "\ud835\udc00")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Test
  void beginsWithTheFirstThreeCharacters() {
    assertThat(Wording.beginning("(Ähre)")).isEqualTo(((long) 'a' << 32) + ('h' << 16) + 'r');
    assertThat(Wording.beginning("p.o.")).isEqualTo(((long) 'p' << 32) + (' ' << 16) + 'o');
    assertThat(Wording.beginning("<MI>")).isEqualTo(('m' << 16) + 'i');
    assertThat(Wording.beginning("?")).isZero();
  }

  @Property
  void doesNotDependOnTheFormOfAccents(@ForAll String text) {
    assertThat(Wording.normalise(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .isEqualTo(Wording.normalise(Normalizer.normalize(text, Normalizer.Form.NFC)));
  }

  @Test
  void foldsTheCommonLettersAsUnicodeDecomposesThem() {
    for (char letter = '\u00c0'; letter <= '\u03ff'; letter++) {
      String decomposed = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD);
      assertThat(Wording.normalise("x" + letter + "x"))
          .isEqualTo(Wording.normalise("x" + decomposed + "x"));
    }
  }
}
