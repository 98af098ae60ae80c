package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text denies or says of a relative is not what it says of the patient. */
class DenialsTest {

  private static boolean found(String text) {
    WatchWords words = new WatchWords();
    words.add("aneurysm", 0);
    words.add("psychotic", 0);
    words.addName("aaa", 0);
    BitSet found = new BitSet();
    words.find(text, found);
    return !found.isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No aneurysm",
        "no history of aneurysm",
        "Denies any history of aneurysm",
        "MDD, severe, without psychotic features",
        "MDD severe w/o psychotic features",
        "Family history of aneurysm",
        "FHx: none; mother with aneurysm",
        "Kein Hinweis auf Aneurysma",
        "Aneurysma ausgeschlossen",
        "aneurysm was ruled out",
        "non-psychotic depression",
        "Screening for aneurysm",
        "at risk of aneurysm",
        "nonpsychotic depression",
        "Avoid psychotic stimuli",
        "aneurysms identification test",
        "aneurysm screening",
        "Family history of cerebral aneurysm",
        "No evidence of aortic aneurysm",
        "Screening for abdominal aortic aneurysm",
        "Mother had brain aneurysm",
        "brother had ruptured berry aneurysm",
        "Vater mit rupturiertem Aneurysma",
        "sister diagnosed at 40 with a large thoracic aneurysm",
        "aneurysm test negative",
        "Kein Anhalt f\u00fcr Aneurysma",
        "Pas d'ant\u00e9c\u00e9dent d'aneurysm",
      })
  void isNotFoundWhereItIsDenied(String text) {
    assertThat(found(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aneurysm",
        "AAA 4.2 cm",
        "No pain. Aneurysm since 2010",
        "no rupture, aneurysm stable",
        "no rupture of the aneurysm",
        "Zerebralaneurysma",
        "history of aneurysm",
        "MDD with psychotic features",
        "family informed of the aneurysm",
        "no change in the aortic aneurysm",
        "no growth of cerebral aneurysm",
        "no headache with known brain aneurysm",
        "mother had diabetes and patient has an aneurysm",
        "mother well, she had an aneurysm",
        "psychotic negative symptoms",
        "mother present when aneurysm was explained",
      })
  void isFoundWhereItIsSaid(String text) {
    assertThat(found(text)).isTrue();
  }
}
