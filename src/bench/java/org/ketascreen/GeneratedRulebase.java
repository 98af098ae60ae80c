package org.ketascreen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;

/**
 * Writes and compiles rulebases of 10, 100 and 1,000 rules over the same 500 value sets. The first
 * ten rules, and one in a hundred of the others, are about something that many patients of the
 * cohort have; the rest are about something that nobody has, as most of a large rulebase is.
 */
final class GeneratedRulebase {

  private static final int VALUE_SETS = 500;

  /** SNOMED CT codes of the commonest conditions and procedures of the cohort. */
  private static final List<String> COMMON =
      List.of(
          "444814009",
          "195662009",
          "10509002",
          "73595000",
          "59621000",
          "271737000",
          "72892002",
          "162864005",
          "15777000",
          "128613002");

  private GeneratedRulebase() {}

  static void compile(int rules, Path archive) {
    try {
      Path source = archive.resolveSibling("source");
      Path sets = Files.createDirectories(source.resolve("value-sets"));
      Files.writeString(source.resolve("rulebase.yaml"), head(rules));
      Files.writeString(source.resolve("sources.yaml"), SOURCES);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < rules; i++) {
        text.append(rule(i));
      }
      Files.writeString(source.resolve("generated.dslr"), text);
      for (int i = 0; i < VALUE_SETS; i++) {
        Files.writeString(sets.resolve("set-" + i + ".json"), valueSet(i));
      }
      Files.write(archive, RulebaseCompiler.compile(source).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String SOURCES =
      """
      - id: source-1
        title: A source
        publisher: A publisher
        version: "2026"
        url: https://example.org/source
        read: All of it
        tier: A
      """;

  private static String head(int rules) {
    return """
    id: generated-%d
    version: 1.0.0
    language: 1
    status: unreviewed
    effectiveFrom: 2026-01-01
    title: Rules to be counted
    """
        .formatted(rules);
  }

  private static String rule(int i) {
    int set = i < COMMON.size() || i % 100 != 0 ? i % VALUE_SETS : i / 100 % COMMON.size();
    return """
    rule "G%c-%02d A rule"
        @severity( "%s" )
        @applies( "all" )
        @stages( "evaluation, session, discharge, maintenance" )
        @jurisdictions( "all" )
        @basis( "judgement" )
        @because( "It is so." )
        @action( "Do so." )
        @sources( "source-1 2.3" )
    when
        the patient has ever had "set %d"
          - present within the last %d months
    then
        report this finding
    end

    """
        .formatted(
            (char) ('A' + i / 100),
            i % 100,
            i % 3 == 0 ? "contraindication" : "precaution",
            set,
            1 + i % 60);
  }

  private static String valueSet(int i) {
    boolean common = i < COMMON.size();
    String include =
        common
            ? """
            {"system": "http://snomed.info/sct", "concept": [{"code": "%s", "display": "x"}]}\
            """
                .formatted(COMMON.get(i))
            : """
            {"system": "http://hl7.org/fhir/sid/icd-10-cm",
             "filter": [{"property": "concept", "op": "is-a", "value": "A%02d.%d"}]}\
            """
                .formatted(i / 10, i % 10);
    return """
    {
      "resourceType": "ValueSet",
      "id": "set-%1$d",
      "url": "https://ketascreen.org/rulebase/generated/ValueSet/set-%1$d",
      "title": "set %1$d",
      "status": "draft",
      "copyright": "This material includes SNOMED CT, which is used by permission of SNOMED International.",
      "extension": [
        {"url": "https://ketascreen.org/fhir/StructureDefinition/watch-word", "valueString": "watched%1$d"}
      ],
      "compose": {"include": [%2$s]}
    }
    """
        .formatted(i, include);
  }
}
