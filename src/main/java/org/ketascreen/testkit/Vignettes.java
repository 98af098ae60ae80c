package org.ketascreen.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.Certainty;
import org.ketascreen.Finding;
import org.ketascreen.MissingData;
import org.ketascreen.Outcome;
import org.ketascreen.Schemas;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.authoring.YamlProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The vignettes of a rulebase: files {@code *.vignettes.yaml} beside its rules, each a list of
 * small patients with the outcomes that the sources demand. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Vignettes {

  private static final String ENDING = ".vignettes.yaml";
  private static final String NOW = "2026-06-15T09:00:00Z";

  private static final String NONE = "none";

  private static final Collector<String, ?, Set<String>> SORTED =
      Collectors.toCollection(TreeSet::new);

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Vignettes() {}

  /**
   * Reads all vignettes of a rulebase, in the order of files and lines.
   *
   * @param folder the folder of its {@code rulebase.yaml}
   * @throws RulebaseException with everything that is wrong with them
   * @throws IOException if the folder cannot be read
   */
  public static List<Vignette> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files =
          list.filter(each -> String.valueOf(each.getFileName()).endsWith(ENDING))
              .sorted(Comparator.comparing(each -> String.valueOf(each.getFileName())))
              .toList();
    }
    List<Problem> problems = new ArrayList<>();
    List<Vignette> vignettes = new ArrayList<>();
    for (Path file : files) {
      new Reading(String.valueOf(file.getFileName()), problems, vignettes)
          .read(Files.readString(file));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
    return List.copyOf(vignettes);
  }

  /** Returns the JSON Schema of files of vignettes, by which editors complete and check them. */
  public static String jsonSchema() {
    return Schemas.text("vignettes-1.schema.json");
  }

  /**
   * Reads vignettes from a text.
   *
   * @param file what problems name as the file
   * @throws RulebaseException with everything that is wrong with them
   */
  public static List<Vignette> parse(String file, String text) {
    List<Problem> problems = new ArrayList<>();
    List<Vignette> vignettes = new ArrayList<>();
    new Reading(file, problems, vignettes).read(text);
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
    return List.copyOf(vignettes);
  }

  /**
   * Returns the outcomes of a report as vignettes write them: a finding that is only possible is
   * {@code possible}, not {@code fired}.
   */
  public static SortedMap<String, String> outcomes(ScreeningReport report) {
    Map<String, Certainty> certainties = new HashMap<>();
    for (Finding finding : report.findings()) {
      certainties.put(finding.rule(), finding.certainty());
    }
    SortedMap<String, String> outcomes = new TreeMap<>();
    for (ScreeningReport.RuleResult rule : report.rules()) {
      boolean possible =
          rule.outcome() == Outcome.FIRED && certainties.get(rule.rule()) == Certainty.POSSIBLE;
      outcomes.put(rule.rule(), possible ? "possible" : rule.outcome().code());
    }
    return outcomes;
  }

  /**
   * Returns what a report of a vignette's patient says otherwise than the vignette demands, in
   * words; empty if all is as it demands. Its variations are not looked at.
   */
  public static List<String> differences(Vignette vignette, ScreeningReport report) {
    Map<String, String> severities = new HashMap<>();
    report.findings().forEach(each -> severities.put(each.rule(), each.severity().code()));
    SortedMap<String, String> outcomes = outcomes(report);
    return differences(
        vignette,
        new Actual(
            rule -> String.valueOf(outcomes.get(rule)),
            rule -> severities.getOrDefault(rule, NONE),
            report.findings().stream().map(Finding::rule).collect(SORTED),
            report.disposition().code(),
            report.missing().stream().map(MissingData::element).collect(SORTED)));
  }

  /** Returns the same where there is no report: no rule is asked, and nothing is found. */
  static List<String> differencesWithoutReport(Vignette vignette) {
    return differences(
        vignette,
        new Actual(
            rule -> Outcome.NOT_APPLICABLE.code(), rule -> NONE, Set.of(), "refused", Set.of()));
  }

  /**
   * What came out, in words.
   *
   * @param outcome of a rule
   * @param severity of a rule's finding
   */
  private record Actual(
      UnaryOperator<String> outcome,
      UnaryOperator<String> severity,
      Set<String> findings,
      String disposition,
      Set<String> missing) {}

  private static List<String> differences(Vignette vignette, Actual actual) {
    List<String> differences = new ArrayList<>();
    vignette
        .outcomes()
        .forEach(
            (rule, wanted) -> compare(differences, rule, wanted, actual.outcome().apply(rule)));
    vignette
        .severities()
        .forEach(
            (rule, wanted) ->
                compare(differences, "severity of " + rule, wanted, actual.severity().apply(rule)));
    compare(differences, "findings", vignette.findings(), actual.findings());
    if (vignette.disposition() != null) {
      compare(differences, "disposition", vignette.disposition(), actual.disposition());
    }
    compare(differences, "missing", vignette.missing(), actual.missing());
    return List.copyOf(differences);
  }

  private static void compare(
      List<String> differences, String what, Vignette.@Nullable Listed wanted, Set<String> actual) {
    if (wanted != null && !wanted.isMetBy(actual)) {
      differences.add(what + " should be " + wanted + ", are " + actual);
    }
  }

  private static void compare(List<String> differences, String what, String wanted, String actual) {
    if (!Expected.isMetBy(wanted, actual)) {
      differences.add(what + " should be " + wanted + ", is " + actual);
    }
  }

  /** Reads one file. Not thread-safe. */
  private static final class Reading {
    private final String file;
    private final List<Problem> problems;
    private final List<Vignette> vignettes;
    private final Map<String, Vignette.Written> patients = new HashMap<>();
    private final Map<String, Integer> expectNothing = new LinkedHashMap<>();

    private Reading(String file, List<Problem> problems, List<Vignette> vignettes) {
      this.file = file;
      this.problems = problems;
      this.vignettes = vignettes;
    }

    private void read(String text) {
      try (JsonParser parser = YAML.createParser(text)) {
        JsonToken token = parser.nextToken();
        if (token != null && token != JsonToken.START_ARRAY) {
          problem(1, "is no list of vignettes", "begin each vignette with: - name: ...");
          return;
        }
        while (token != null && parser.nextToken() == JsonToken.START_OBJECT) {
          int line = parser.currentTokenLocation().getLineNr();
          add(line, YAML.readValue(parser, Vignette.Written.class));
        }
        if (token != null && parser.currentToken() != JsonToken.END_ARRAY) {
          problem(
              parser.currentTokenLocation().getLineNr(),
              "'" + parser.getString() + "' is no vignette",
              "begin each vignette with: - name: ...");
        }
      } catch (JacksonException e) {
        problems.add(
            YamlProblem.of(file, e, "see the vignettes that ship with the library for their form"));
      }
      expectNothing.forEach(
          (name, line) ->
              problem(
                  line,
                  "'" + name + "' expects nothing",
                  "write outcomes, as in { CV-01: fired }, findings, missing or a disposition, or"
                      + " extend the patient"));
    }

    private void add(int line, Vignette.Written written) {
      String name = written.name();
      if (name == null || name.isBlank()) {
        problem(line, "a vignette has no name", "say what is special about the patient");
        return;
      }
      try {
        Vignette.Written whole = extended(written);
        if (patients.putIfAbsent(name, whole) != null) {
          problem(line, "the name '" + name + "' stands twice", "give each vignette its own");
        }
        Vignette vignette = Reading.vignette(file, line, name, whole);
        if (whole.expects()) {
          vignettes.add(vignette);
        } else {
          expectNothing.put(name, line);
        }
      } catch (IllegalArgumentException e) {
        problem(line, "'" + name + "': " + e.getMessage(), "mend it as it says");
      }
    }

    private Vignette.Written extended(Vignette.Written written) {
      String base = written.base();
      if (base == null) {
        return written;
      }
      Vignette.Written other = patients.get(base);
      if (other == null) {
        throw new IllegalArgumentException(
            "no patient above in this file is '" + base + "', which this one extends");
      }
      expectNothing.remove(base);
      return written.on(other);
    }

    private static Vignette vignette(String file, int line, String name, Vignette.Written written) {
      Expected.check(written);
      List<Vignette> all = new ArrayList<>();
      for (String code : Each.codes(written)) {
        all.add(one(file, line, name, written.saying(code), "with " + code));
      }
      Vignette first = all.isEmpty() ? one(file, line, name, written, null) : all.remove(0);
      if (written.applies() != null) {
        all.addAll(written.applies().elsewhere(first));
      }
      return first.with(all);
    }

    private static Vignette one(
        String file, int line, String name, Vignette.Written written, @Nullable String variation) {
      return new Vignette(
          file,
          line,
          name,
          written.why(),
          request(written),
          new TreeMap<>(written.outcomes()),
          new TreeMap<>(written.severities()),
          Vignette.Listed.of(written.findings()),
          written.disposition(),
          Vignette.Listed.of(written.missing()),
          new TreeSet<>(written.tags()),
          variation,
          List.of());
    }

    private void problem(int line, String found, String expected) {
      problems.add(new Problem(file + ":" + line, found, expected));
    }
  }

  private static ScreeningRequest request(Vignette.Written written) {
    return ScreeningRequest.builder(
            VignettePatient.of(written),
            treatment(written),
            AsOf.parse(written.asOf() == null ? NOW : written.asOf()))
        .stage(
            written.stage() == null
                ? Stage.EVALUATION
                : FhirCode.parse(Stage.class, written.stage()))
        .jurisdiction(written.jurisdiction() == null ? "any" : written.jurisdiction())
        .build();
  }

  /** The planned treatment: "ketamine intravenous 35 mg", and under "plan" what else is decided. */
  private static Treatment treatment(Vignette.Written written) {
    String text = written.treatment();
    String[] parts = (text == null ? "esketamine intranasal" : text).split(" ", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no treatment; write agent, route and dose: ketamine intravenous 35 mg");
    }
    Map<String, String> plan = written.plan();
    VignettePatient.only(plan, "duration", "session", "courseBegan", "for", "forDisplay");
    @Nullable String duration = plan.get("duration");
    @Nullable String session = plan.get("session");
    @Nullable String indication = plan.get("for");
    return Treatment.builder(
            FhirCode.parse(Agent.class, parts[0]), FhirCode.parse(Route.class, parts[1]))
        .dose(parts.length == 3 ? Quantity.parse(parts[2]) : null)
        .duration(duration == null ? null : Quantity.parse(duration))
        .session(session == null ? null : Integer.valueOf(session))
        .courseBegan(VignettePatient.time(plan.get("courseBegan")))
        .indications(
            indication == null
                ? List.of()
                : List.of(VignettePatient.coded(indication, plan.get("forDisplay"))))
        .build();
  }
}
