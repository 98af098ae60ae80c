package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
  void doesNotDependOnTheFormOfAccents(@ForAll String text) {
    assertThat(Wording.normalise(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .isEqualTo(Wording.normalise(Normalizer.normalize(text, Normalizer.Form.NFC)));
  }
}
