package org.ketascreen.rulebase.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.ketascreen.rulebase.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Whatever words a rule file is allowed, they stay words in the rules that Drools compiles. */
class HostileTitlesTest {

  private static final Pattern HEAD = Pattern.compile("rule \"CV-[0-9]{2}\"");
  private static final Pattern LINE =
      Pattern.compile(
          "    line1 : (Conditions[(] concept == \"[^\"\\\\]*\", present[(][)][.]mayHold[(][)] [)]"
              + "|Derived[(] sentence == \"[^\"\\\\]*\" [)])");

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> hostile =
        Arbitraries.of(
            "\"",
            "'",
            "\\",
            "\\u0022",
            "{",
            "}",
            "//",
            "/*",
            "*/",
            "#",
            "\n",
            "\r",
            "\t",
            "\f",
            "\u0085",
            "\u2028",
            "\u00a0",
            "\u0000",
            "\ud83d\ude00",
            "\ud800",
            "é",
            "end",
            "when",
            "then",
            "rule",
            "query",
            "eval(true)",
            "System.exit(1);",
            "$",
            "$x",
            "%s",
            "${x}",
            "{name}",
            "@watch",
            "!",
            "?",
            ";",
            ")",
            "(",
            "==",
            "||",
            "]",
            "[",
            "<",
            "&",
            "`",
            ":",
            "\" ) or eval(true) //",
            "*/ static int a = Runtime.getRuntime().hashCode(); /*");
    return Arbitraries.oneOf(
            hostile, Arbitraries.strings().ofMaxLength(4), Arbitraries.of("a", " "))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void stayWords(@ForAll("many") List<String> words) {
    SmallRulebase rulebase = new SmallRulebase().without("area.dslr");
    int accepted = 0;
    for (String each : words) {
      if (accepts(each)) {
        add(rulebase, 10 + 2 * accepted++, each);
      }
    }
    add(rulebase, 90, "plain");

    String drl = RulebaseCompilerTest.entries(rulebase.archive()).get("drl/rules.drl");

    List<String> code =
        Stream.of(drl.split("[\r\n]"))
            .filter(line -> !line.strip().startsWith("//"))
            .dropWhile(line -> !line.startsWith("rule "))
            .filter(line -> !line.isEmpty())
            .toList();
    assertThat(code).hasSize(6 * 2 * (accepted + 1));
    for (int i = 0; i < code.size(); i += 6) {
      assertThat(code.get(i)).matches(HEAD);
      assertThat(code.get(i + 1)).isEqualTo("when");
      assertThat(code.get(i + 2)).matches(LINE);
      assertThat(code.get(i + 3)).isEqualTo("then");
      assertThat(code.get(i + 4)).matches("    matches[.]matched[(] \"CV-[0-9]{2}\" [)];");
      assertThat(code.get(i + 5)).isEqualTo("end");
    }
  }

  @Provide
  Arbitrary<List<String>> many() {
    return words().list().uniqueElements(HostileTitlesTest::comparable).ofMinSize(30).ofMaxSize(38);
  }

  private static boolean accepts(String words) {
    SmallRulebase alone = new SmallRulebase().without("area.dslr");
    add(alone, 10, words);
    RulebaseChecker checker = new RulebaseChecker(alone.source());
    checker.check();
    List<Problem> problems = new ArrayList<>(checker.problems());
    return problems.isEmpty();
  }

  private static void add(SmallRulebase rulebase, int number, String words) {
    String quoted = JsonMapper.shared().writeValueAsString(words);
    rulebase.with(
        "value-sets/v" + number + ".json",
        SmallRulebase.valueSet("v" + number, quoted.substring(1, quoted.length() - 1), ""));
    String sentence = "the patient has \"" + words + "\"\n";
    rulebase.with(
        "r" + number + ".dslr",
        SmallRulebase.rule("CV-" + number, words, words, sentence)
            + SmallRulebase.rule(
                "CV-" + (number + 1), words, words, "any of\n" + sentence + "end\n"));
  }

  /** Titles that differ in nothing but blanks may be one. */
  private static String comparable(String title) {
    return title.replaceAll("\\s+", "");
  }
}
