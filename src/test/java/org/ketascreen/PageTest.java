package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageTest {

  private static String line(int indent, String mark, String words) {
    return new Page().line(indent, mark, words).toString();
  }

  @Test
  void breaksBetweenWordsAndIndentsByTheMark() {
    assertThat(line(2, "Do: ", "word ".repeat(20)))
        .isEqualTo("  Do: " + "word ".repeat(14) + "word\n      word word word word word\n");
  }

  @Test
  void fillsALineOfExactly80Columns() {
    assertThat(line(0, "", "a".repeat(39) + " " + "b".repeat(40) + " c"))
        .isEqualTo("a".repeat(39) + " " + "b".repeat(40) + "\nc\n");
  }

  @Test
  void breaksAWordThatIsLongerThanALine() {
    assertThat(line(0, "- ", "x".repeat(100)))
        .isEqualTo("- " + "x".repeat(78) + "\n  " + "x".repeat(22) + "\n");
  }

  @Test
  void countsTwoColumnsForEastAsianWriting() {
    assertThat(line(0, "", "\u6f22".repeat(41))).isEqualTo("\u6f22".repeat(40) + "\n\u6f22\n");
  }

  @Test
  void neverSplitsASurrogatePair() {
    assertThat(line(0, "- a", "\ud83d\ude00".repeat(40)).lines())
        .allMatch(each -> !Character.isHighSurrogate(each.charAt(each.length() - 1)));
  }

  @Test
  void takesTheEscapeFromATerminalSequence() {
    assertThat(line(0, "", "a\u001b[2Jb\r\nc\u202ed")).isEqualTo("a [2Jb cd\n");
  }

  @Test
  void leavesNoBlanksAtTheEnd() {
    assertThat(line(2, "Do: ", "  ")).isEqualTo("  Do:\n");
  }

  @Property
  void losesNoLetter(
      @ForAll List<@AlphaChars @StringLength(max = 200) String> words,
      @ForAll @IntRange(max = 100) int indent) {
    String all = String.join(" ", words);

    assertThat(line(indent, "", all).replaceAll("\\s", "")).isEqualTo(all.replaceAll("\\s", ""));
  }
}
