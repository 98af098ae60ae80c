package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A rulebase of two rules in five files, to change one thing of. Not thread-safe. */
public final class SmallRulebase {

  private static final String RULE =
      """
      rule "%s %s"
          @severity( "contraindication" )
          @applies( "all" )
          @stages( "session" )
          @jurisdictions( "all" )
          @basis( "judgement" )
          @because( "%s" )
          @action( "Wait." )
          @sources( "leaflet 2" )
      when
      %sthen
          report this finding
      end
      """;

  private final Map<String, String> files = new TreeMap<>();

  /** Makes one that compiles. */
  public SmallRulebase() {
    with(
        "rulebase.yaml",
        """
        id: small
        version: 1.0.0
        language: 1
        status: unreviewed
        effectiveFrom: 2026-01-01
        title: Two rules
        """);
    with(
        "sources.yaml",
        """
        - id: leaflet
          title: Leaflet
          publisher: Publisher
          version: "1"
          read: All of it
          tier: E
        """);
    with(
        "area.dslr",
        rule("CV-01", "Pressure", "    the latest \"pressure\" is above 160 mm[Hg]\n")
            + rule(
                "CV-02",
                "Aneurysm",
                """
                    any of
                      the patient has ever had "aneurysm"
                        - that began within the last 6 weeks
                      the patient takes "aneurysm"
                    end
                """));
    with("value-sets/aneurysm.json", valueSet("aneurysm", "aneurysm", ""));
    with(
        "value-sets/pressure.json",
        valueSet(
            "pressure",
            "pressure",
            """
              "extension": [
                {
                  "url": "https://ketascreen.org/fhir/StructureDefinition/observation-unit",
                  "valueCode": "mm[Hg]"
                },
                {
                  "url": "https://ketascreen.org/fhir/StructureDefinition/observation-ask",
                  "valueString": "Measure it."
                }
              ],
            """));
  }

  static String rule(String id, String title, String when) {
    return rule(id, title, "Because.", when);
  }

  static String rule(String id, String title, String because, String when) {
    return RULE.formatted(id, title, because, when);
  }

  static String valueSet(String id, String jsonTitle, String more) {
    return """
    {
      "resourceType": "ValueSet",
      "id": "%s",
      "url": "https://example.org/ValueSet/%s",
      "title": "%s",
    %s  "compose": {
        "include": [
          {
            "system": "http://hl7.org/fhir/sid/icd-10-cm",
            "filter": [{"property": "concept", "op": "is-a", "value": "I71"}]
          }
        ]
      }
    }
    """
        .formatted(id, id, jsonTitle, more);
  }

  /** Writes a file. */
  public SmallRulebase with(String path, String text) {
    files.put(path, text);
    return this;
  }

  SmallRulebase without(String path) {
    files.remove(path);
    return this;
  }

  /** Changes a file that has {@code what} in it. */
  public SmallRulebase replacing(String path, String what, String by) {
    String text = files.get(path);
    if (!text.contains(what)) {
      throw new IllegalArgumentException(path + " has no " + what);
    }
    return with(path, text.replace(what, by));
  }

  RulebaseSource source() {
    Map<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new RulebaseSource("small", bytes);
  }

  /** Returns its archive. */
  public byte[] archive() {
    return RulebaseCompiler.compile(source()).bytes();
  }

  /** Writes its files below a folder, which is returned. */
  public Path writeTo(Path folder) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
