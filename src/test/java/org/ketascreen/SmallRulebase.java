package org.ketascreen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;

/** Writes a small rulebase to a folder and compiles it. */
final class SmallRulebase {

  private static final String EXTENSION = "https://ketascreen.org/fhir/StructureDefinition/";

  private final StringBuilder rules = new StringBuilder();
  private final List<String[]> valueSets = new ArrayList<>();
  private final StringBuilder head =
      new StringBuilder(
          """
          id: small
          version: 1.0.0
          language: 1
          status: unreviewed
          effectiveFrom: 2026-01-01
          title: A rulebase for a test
          """);

  /** A rule for all treatments, stages and jurisdictions. */
  SmallRulebase rule(String id, String severity, String when) {
    return rule(id, severity, "", when);
  }

  /** A rule with annotations that replace the default ones. */
  SmallRulebase rule(String id, String severity, String annotations, String when) {
    rules.append("rule \"").append(id).append(" A rule\"\n");
    rules.append("    @severity( \"").append(severity).append("\" )\n");
    String given = annotations;
    for (String each : List.of("applies", "stages", "jurisdictions")) {
      if (!annotations.contains("@" + each)) {
        String all = each.equals("stages") ? "evaluation, session, discharge, maintenance" : "all";
        given += "    @" + each + "( \"" + all + "\" )\n";
      }
    }
    rules.append(given.indent(4));
    rules.append(
        """
            @basis( "judgement" )
            @because( "It is so." )
            @action( "Do so." )
            @sources( "source-1 2.3" )
        when
        """);
    rules.append(when.indent(4)).append("then\n    report this finding\nend\n\n");
    return this;
  }

  /** A rule for all that asks for a document. */
  SmallRulebase asking(String id, String severity, String when, String ask) {
    rule(id, severity, "", when);
    String finding = "then\n    report this finding\nend\n\n";
    rules.setLength(rules.length() - finding.length());
    rules.append("then\n").append(ask.indent(4)).append("end\n\n");
    return this;
  }

  /** An answer: one code of LOINC. */
  SmallRulebase answer(String title, String code) {
    return valueSet(title, "", loinc(title, code));
  }

  /** An observation that is answered with a code. */
  SmallRulebase question(String title, String code) {
    String ask = "{\"url\": \"%sobservation-ask\", \"valueString\": \"Ask.\"}".formatted(EXTENSION);
    return valueSet(title, ask, loinc(title, code));
  }

  private static String loinc(String title, String code) {
    return "{\"system\": \"http://loinc.org\", \"concept\": [{\"code\": \""
        + code
        + "\", \"display\": \""
        + title
        + "\"}]}";
  }

  /** A value set of one code and its descendants, with a watch word and a name. */
  SmallRulebase valueSet(String title, String system, String code, String word) {
    String extension =
        """
        {"url": "%swatch-word", "valueString": "%s"}, {"url": "%sname", "valueString": "%s disease"}
        """
            .formatted(EXTENSION, word, EXTENSION, word);
    String include =
        """
        {"system": "%s", "filter": [{"property": "concept", "op": "is-a", "value": "%s"}]}
        """
            .formatted(system, code);
    return valueSet(title, extension, include);
  }

  /** An observation that is measured in a unit. */
  SmallRulebase observation(String title, String code, String unit, int low, int high) {
    String extension =
        """
        {"url": "%1$sobservation-unit", "valueCode": "%2$s"},
        {"url": "%1$sobservation-plausible", "valueRange":
          {"low": {"value": %3$d, "unit": "%2$s"}, "high": {"value": %4$d, "unit": "%2$s"}}},
        {"url": "%1$sobservation-ask", "valueString": "Measure the %5$s."}
        """
            .formatted(EXTENSION, unit, low, high, title);
    return valueSet(
        title,
        extension,
        "{\"system\": \"http://loinc.org\", \"concept\": [{\"code\": \""
            + code
            + "\", \"display\": \""
            + title
            + "\"}]}");
  }

  /** A value set of answers: a code and a name. */
  SmallRulebase answer(String title, String system, String code, String name) {
    return valueSet(
        title,
        "{\"url\": \"%sname\", \"valueString\": \"%s\"}".formatted(EXTENSION, name),
        codes(system, code));
  }

  private static String codes(String system, String code) {
    return "{\"system\": \"%s\", \"concept\": [{\"code\": \"%s\", \"display\": \"%s\"}]}"
        .formatted(system, code, code);
  }

  private SmallRulebase valueSet(String title, String extension, String include) {
    valueSets.add(new String[] {title.replace(' ', '-'), title, extension, include});
    return this;
  }

  /** Adds lines to rulebase.yaml. */
  SmallRulebase head(String lines) {
    head.append(lines);
    return this;
  }

  Rulebase compile(Path folder) {
    try {
      Path source = Files.createDirectory(folder.resolve("source"));
      Files.writeString(source.resolve("rulebase.yaml"), head);
      Files.writeString(
          source.resolve("sources.yaml"),
          """
          - id: source-1
            title: A source
            publisher: A publisher
            version: "2026"
            url: https://example.org/source
            read: All of it
            tier: A
          """);
      Files.writeString(source.resolve("small.dslr"), rules);
      Path sets = Files.createDirectory(source.resolve("value-sets"));
      for (String[] each : valueSets) {
        Files.writeString(sets.resolve(each[0] + ".json"), json(each));
      }
      Path archive = folder.resolve("small.jar");
      Files.write(archive, RulebaseCompiler.compile(source).bytes());
      return Rulebase.load(archive, TrustPolicy.allowingUnsigned());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(String[] valueSet) {
    return """
        {
          "resourceType": "ValueSet",
          "id": "%1$s",
          "url": "https://ketascreen.org/rulebase/small/ValueSet/%1$s",
          "title": "%2$s",
          "status": "draft",
          "copyright": "This material contains content from LOINC (http://loinc.org).",
          "extension": [%3$s],
          "compose": {"include": [%4$s]}
        }
        """
        .formatted((Object[]) valueSet)
        .replace("  \"extension\": [],\n", "");
  }
}
