package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeginningsTest {

  private final Words maker = new Words();
  private final Beginnings<List<String>> beginnings = new Beginnings<>(maker);

  /** Takes note of how often something is made. */
  private static final class Words implements Beginnings.Maker<List<String>> {
    private final ConcurrentLinkedQueue<List<String>> made = new ConcurrentLinkedQueue<>();

    @Override
    public List<String> make() {
      List<String> words = new ArrayList<>();
      made.add(words);
      return words;
    }

    @Override
    public void add(List<String> to, String word, int meaning) {
      to.add(word + "=" + meaning);
    }
  }

  private void file(String word, int meaning) {
    beginnings.file(Wording.beginning(word), word, meaning);
  }

  private List<String> find(String word) {
    List<String> found = beginnings.find(Wording.beginning(word));
    return found == null ? List.of() : found;
  }

  @Test
  void findsWhatBeginsAlike() {
    file("Stroke", 1);
    file("stridor", 2);
    file("seizure", 3);
    file("st", 4);

    assertThat(find("STRESS")).containsExactlyInAnyOrder("Stroke=1", "stridor=2");
    assertThat(find("ST")).containsExactly("st=4");
    assertThat(find("stent")).isEmpty();
  }

  @Test
  void makesNothingBeforeItIsAskedForAndThenOnce() {
    file("stroke", 1);
    assertThat(maker.made).isEmpty();

    find("stroke");
    find("stridor");

    assertThat(maker.made).hasSize(1);
  }

  /** More words than places, so that some are filed together with others. */
  @Test
  void losesNoneOfManyWords() {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      String word = Integer.toString(i, 36);
      all.add(word + "=" + i);
      file(word, i);
    }

    Set<String> found = new TreeSet<>();
    IntStream.range(0, 20_000)
        .mapToObj(i -> Integer.toString(i, 36))
        .forEach(word -> found.addAll(find(word)));

    assertThat(found).isEqualTo(all);
  }

  @Test
  void givesEveryThreadAllWords() {
    for (int i = 0; i < 1_000; i++) {
      file("stroke " + i, i);
    }

    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> find("stroke").size()).toList())
        .containsOnly(1_000);
    assertThat(maker.made).hasSize(1);
  }
}
