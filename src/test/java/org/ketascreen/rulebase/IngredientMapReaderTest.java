package org.ketascreen.rulebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IngredientMapReaderTest {

  private final List<Problem> problems = new ArrayList<>();

  private Map<String, List<String>> read(String text) {
    return IngredientMapReader.read("map.tsv", text, problems);
  }

  @Test
  void readsConceptsWithTheirIngredients() {
    assertThat(read("# release\n# origin\n5\t7\n42844\t7804,161\n"))
        .isEqualTo(Map.of("5", List.of("7"), "42844", List.of("7804", "161")));
    assertThat(problems).isEmpty();
  }

  @Test
  void namesEverythingThatIsWrong() {
    Map<String, List<String>> ingredients =
        read(
            "# top\n5\t7\n# inside\n4\t7\n5\t8\n6\n\n7\t7\n8\t9,\n9\t1,1\n010\t1\n11\tx\n123456789\t1\n");

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "map.tsv:3: is a comment among the concepts; put comments on top",
            "map.tsv:4: 4 is twice or not in its place; sort the concepts, each once",
            "map.tsv:6: is not a concept with its ingredients; write an RxCUI, a tab and RxCUIs",
            "map.tsv:7: is not a concept with its ingredients; write an RxCUI, a tab and RxCUIs",
            "map.tsv:8: 7 is an ingredient of itself; write the RxCUIs of its ingredients with"
                + " commas between",
            "map.tsv:9: '' is not an RxCUI; write the RxCUIs of its ingredients with commas between",
            "map.tsv:10: 9 has an ingredient twice; write the RxCUIs of its ingredients with commas"
                + " between",
            "map.tsv:11: is not a concept with its ingredients; write an RxCUI, a tab and RxCUIs",
            "map.tsv:12: 'x' is not an RxCUI; write the RxCUIs of its ingredients with commas between",
            "map.tsv:13: is not a concept with its ingredients; write an RxCUI, a tab and RxCUIs");
    assertThat(ingredients).containsOnlyKeys("4", "5");
  }

  @Property
  void neverFails(@ForAll String text) {
    assertThat(read(text)).isNotNull();
  }
}
