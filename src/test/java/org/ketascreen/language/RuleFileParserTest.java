package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.Citation;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

class RuleFileParserTest {

  private static final String RULE =
      """
      # a comment
      rule "CV-02 Infarction"
          @severity( "contraindication" )
          @applies( "esketamine intranasal, ketamine" )
          @stages( "evaluation, session" )
          @jurisdictions( "eu, ch" )
          @basis( "label" )
          @because( "It is
                     dangerous." )
          @action( "Wait." )
          @sources( "smpc 4.3; other table 2; whole" )
          @subsumes( "CV-03, CV-04b" )
      when
          // another
          the patient has ever had "myocardial infarction"
            - that began within the last 6 weeks
      then
          report this finding
      end
      """;

  private final List<Problem> problems = new ArrayList<>();

  private List<Rule> parse(String text) {
    return RuleFileParser.parse("cv.dslr", text, problems);
  }

  private List<String> problemsOf(String text) {
    parse(text);
    return problems.stream().map(Problem::toString).toList();
  }

  @Test
  void readsARuleWithItsAnnotationsAndLines() {
    Rule rule = parse(RULE).get(0);

    assertThat(problems).isEmpty();
    assertThat(rule.id()).isEqualTo("CV-02");
    assertThat(rule.title()).isEqualTo("Infarction");
    assertThat(rule.severity()).isEqualTo(Severity.CONTRAINDICATION);
    assertThat(rule.applies())
        .containsExactly(
            new Applicability(Agent.ESKETAMINE, Route.INTRANASAL),
            new Applicability(Agent.KETAMINE, null));
    assertThat(rule.stages()).containsExactly(Stage.EVALUATION, Stage.SESSION);
    assertThat(rule.jurisdictions()).containsExactly("eu", "ch");
    assertThat(rule.basis()).isEqualTo(Basis.LABEL);
    assertThat(rule.because()).isEqualTo("It is dangerous.");
    assertThat(rule.action()).isEqualTo("Wait.");
    assertThat(rule.sources())
        .containsExactly(
            new Citation("smpc", "4.3"),
            new Citation("other", "table 2"),
            new Citation("whole", ""));
    assertThat(rule.subsumes()).containsExactly("CV-03", "CV-04b");
    assertThat(rule.when())
        .containsExactly(
            new Line("the patient has ever had \"myocardial infarction\"", 15),
            new Line("- that began within the last 6 weeks", 16));
    assertThat(rule.line()).isEqualTo(2);
  }

  @Test
  void readsWindowsLineEndsToo() {
    assertThat(parse(RULE.replace("\n", "\r\n"))).isEqualTo(parse(RULE));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'ask for \"weight\"', ",
    "'ask for \"weight\"\n  - within the last 6 weeks', 6 weeks",
  })
  void readsTheDocumentThatARuleAsksFor(String then, @Nullable String within) {
    List<Problem> problems = new ArrayList<>();
    List<Rule> rules =
        RuleFileParser.parse("cv.dslr", RULE.replace("report this finding", then), problems);

    assertThat(problems).isEmpty();
    assertThat(rules).extracting(Rule::ask).containsExactly(new Rule.Ask("weight", within, 18));
  }

  @Nested
  class Says {

    @Test
    void whichAnnotationIsMissing() {
      assertThat(problemsOf(RULE.replaceAll("(?m)^.*@basis.*\n", "")))
          .containsExactly("cv.dslr:2: rule CV-02 has no @basis; add it");
    }

    @Test
    void whichAnnotationDoesNotExist() {
      assertThat(problemsOf(RULE.replace("@basis", "@bases")))
          .containsExactly(
              "cv.dslr:7: there is no annotation @bases; nearest: @basis",
              "cv.dslr:2: rule CV-02 has no @basis; add it");
    }

    @Test
    void whichValueIsWrong() {
      assertThat(problemsOf(RULE.replace("\"contraindication\"", "\"alert\"")))
          .containsExactly(
              "cv.dslr:3: 'alert' in @severity is not one of contraindication,"
                  + " relative-contraindication, precaution, information; choose one of them");
      problems.clear();
      assertThat(problemsOf(RULE.replace("eu, ch", "europe")))
          .containsExactly(
              "cv.dslr:6: 'europe' is no jurisdiction; write 'all' or two letters each, as in: us,"
                  + " eu");
    }

    @Test
    void thatCodeIsNoRule() {
      assertThat(problemsOf("import java.io.File\n" + RULE))
          .containsExactly(
              "cv.dslr:1: 'import java.io.File' stands outside a rule; a rule begins with: rule"
                  + " \"CV-01 What it is about\"");
    }

    @Test
    void thatAConsequenceMayOnlyReport() {
      assertThat(problemsOf(RULE.replace("report this finding", "System.exit(1);")))
          .containsExactly(
              "cv.dslr:18: the rule does something else than report or ask; between 'then' and 'end'"
                  + " write: report this finding, or: ask for \"...\"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ask for weight",
          "ask for \"weight\"\n  - at rest",
          "ask for \"weight\"\n  - within the last 0 days",
          "ask for \"weight\"\n  report this finding",
          "report this finding\n  - within the last 6 weeks",
        })
    void thatAConsequenceAsksForNothingElse(String then) {
      assertThat(problemsOf(RULE.replace("report this finding", then)))
          .singleElement()
          .asString()
          .startsWith("cv.dslr:18: the rule does something else than report or ask");
    }

    @Test
    void thatANameIsNotValid() {
      assertThat(problemsOf(RULE.replace("CV-02 ", "Heart-2 ")))
          .first()
          .isEqualTo(
              "cv.dslr:2: the rule has no valid name; a rule begins with: rule \"CV-01 What it is"
                  + " about\"");
    }

    @Test
    void thatAFileEndsWithinARule() {
      assertThat(problemsOf(RULE.substring(0, RULE.indexOf("then"))))
          .anyMatch(problem -> problem.contains("the file ends within a rule"));
    }

    @Test
    void whatAttributesAreNot() {
      assertThat(problemsOf(RULE.replace("when\n", "salience 10\nwhen\n"))).isNotEmpty();
    }
  }

  @Property
  void anyTextGivesRulesOrProblems(@ForAll String text) {
    List<Rule> rules = parse(text);

    assertThat(rules.isEmpty()).isTrue();
    assertThat(problems.isEmpty())
        .isEqualTo(
            text.lines()
                .map(String::strip)
                .allMatch(l -> l.isEmpty() || l.startsWith("//") || l.startsWith("#")));
    problems.clear();
  }
}
