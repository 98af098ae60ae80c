package org.ketascreen;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Doubt;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Verdict;
import org.ketascreen.fact.Window;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Source;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;

/**
 * A screener as a developer would write it by hand for one rulebase and one treatment: the rules of
 * {@code src/bench/resources/rulebase}, before the first dose of nasal esketamine. It gives the
 * same report as {@link Screener}; {@link #check} says so or fails.
 *
 * <p>It has no facts, no sentences and no Drools: the rules are method calls. It takes from the
 * library the record, the index of value sets and watch words, {@link Truth}, {@link Verdict} and
 * {@link Window}, the digest of a request, and the report; from the rulebase its texts. What the
 * benchmark's patients do not have it does not do, and says so rather than report something else.
 */
final class HandWritten {

  static final String CANNOT_BECOME_PREGNANT = "cannot become pregnant";
  static final String SYSTOLIC = "systolic blood pressure";
  static final String DIASTOLIC = "diastolic blood pressure";
  private static final String BENZODIAZEPINE = "benzodiazepine";
  private static final String Z_DRUG = "z-drug";
  private static final String OTHER_HYPNOTIC = "other hypnotic";
  private static final String PSYCHOTIC = "psychotic disorder";
  private static final String BIPOLAR = "bipolar disorder";
  private static final String USE_DISORDER = "moderate or severe substance use disorder";
  private static final String UNSTATED_USE = "substance use disorder of unstated severity";

  private static final Window SIX_WEEKS = new Window(6, Window.Unit.WEEK);
  private static final Window SIX_MONTHS = new Window(6, Window.Unit.MONTH);
  private static final Window TWELVE_HOURS = new Window(12, Window.Unit.HOUR);
  private static final Window FOURTEEN_DAYS = new Window(14, Window.Unit.DAY);
  private static final Window THIRTY_DAYS = new Window(30, Window.Unit.DAY);
  static final Window PREGNANCY_LASTS = new Window(44, Window.Unit.WEEK);

  /** How far back the rules look for it; for anything else, without end. */
  static final Map<String, Window> REACHES =
      Map.of(
          "myocardial infarction",
          SIX_WEEKS,
          "other acute cardiovascular event",
          SIX_WEEKS,
          "coronary revascularisation",
          SIX_WEEKS,
          "mao inhibitor",
          FOURTEEN_DAYS,
          SYSTOLIC,
          THIRTY_DAYS,
          DIASTOLIC,
          THIRTY_DAYS,
          "pregnancy",
          PREGNANCY_LASTS,
          "pregnancy status",
          PREGNANCY_LASTS,
          "pregnancy test",
          PREGNANCY_LASTS);

  /** Concepts of which an entry that is over may still matter. */
  static final Set<String> NEVER_ENDED =
      Set.of(
          "pregnancy",
          CANNOT_BECOME_PREGNANT,
          "ketamine or esketamine",
          USE_DISORDER,
          UNSTATED_USE);

  /** What a line of a rule asks for when it cannot be answered. */
  private record Asks(
      String element, @Nullable Section section, @Nullable Window within, String question) {}

  /** A line of a rule. */
  private record Line(String text, Question question, Asks asks) {}

  /** What a line asks of a patient. */
  private interface Question {
    HandWrittenPatient.Said of(HandWrittenPatient patient);
  }

  /** A rule: so many of its lines must hold. */
  private record Written(Rule rule, int least, List<Line> lines) {}

  /** What a rule comes to. */
  private record Result(Truth truth, List<HandWrittenPatient.Said> lines) {}

  private final Rulebase rulebase;
  private final ScreeningReport.RulebaseIdentity identity;
  private final ConceptIndex index;
  private final Map<String, ValueSet> valueSets = new HashMap<>();
  private final Map<String, List<String>> codes = new HashMap<>();
  private final Map<String, List<Finding.CitedSource>> sources = new HashMap<>();
  private final List<Written> written = new ArrayList<>();
  private final Map<String, Written> byId = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Set<String> gravelyRead = new HashSet<>();

  HandWritten(Rulebase rulebase) {
    this.rulebase = rulebase;
    this.identity =
        ScreeningReport.RulebaseIdentity.of(rulebase);
    rulebase.valueSets().forEach(each -> valueSets.put(each.title(), each));
    valueSets.forEach((title, each) -> codes.put(title, Codes.of(List.of(each), 12)));
    codes.put(
        "pregnancy",
        Codes.of(
            List.of(
                Objects.requireNonNull(valueSets.get("pregnancy test")),
                Objects.requireNonNull(valueSets.get("pregnancy status"))),
            12));
    Map<String, Set<Use>> uses = new HashMap<>();
    writeRules(uses);
    read.addAll(
        List.of("pregnancy", "pregnancy status", "pregnancy test", "pregnant", "positive result"));
    written.forEach(this::noteWhatIsGravelyRead);
    this.index = index(uses);
    cite();
  }

  /** Says that it gives the same reports as the library, or fails and says where not. */
  void check(Screener screener, List<ScreeningRequest> requests) {
    for (int i = 0; i < requests.size(); i++) {
      String expected = screener.screen(requests.get(i)).toJson();
      String found = screen(requests.get(i)).toJson();
      if (!expected.equals(found)) {
        throw new IllegalStateException(
            "the hand-written screener reports something else of patient "
                + i
                + ":\n"
                + firstDifference(expected, found));
      }
    }
  }

  private static String firstDifference(String expected, String found) {
    int at = 0;
    while (at < expected.length()
        && at < found.length()
        && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    return "expected …" + around(expected, at) + "\nbut found …" + around(found, at);
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200));
  }

  private void writeRules(Map<String, Set<Use>> uses) {
    any("AG-01", under18());
    any(
        "CV-01",
        everHad("aneurysmal vascular disease", uses),
        everHad("arteriovenous malformation", uses),
        everHad("intracranial vascular malformation", uses));
    any(
        "CV-02",
        beganWithinSixWeeks("myocardial infarction", uses),
        beganWithinSixWeeks("other acute cardiovascular event", uses),
        beganWithinSixWeeks("coronary revascularisation", uses));
    any("CV-04", lastTwoAbove(SYSTOLIC, "180", uses), lastTwoAbove(DIASTOLIC, "100", uses));
    any("HY-01", allergicTo("ketamine or esketamine", uses));
    any("HY-01b", allergicTo("excipient of esketamine nasal spray", uses));
    any(
        "DI-01",
        took(BENZODIAZEPINE, TWELVE_HOURS, uses),
        took(Z_DRUG, TWELVE_HOURS, uses),
        took(OTHER_HYPNOTIC, TWELVE_HOURS, uses));
    atLeast(
        2, "DI-01b", takes(BENZODIAZEPINE, uses), takes(Z_DRUG, uses), takes(OTHER_HYPNOTIC, uses));
    any("DI-08", took("mao inhibitor", FOURTEEN_DAYS, uses));
    any(
        "NE-01",
        everHad("intracerebral haemorrhage", uses),
        everHad("subarachnoid haemorrhage", uses));
    any("PS-01", has(PSYCHOTIC, uses));
    any(
        "PS-01b",
        everHad(PSYCHOTIC, uses),
        everHad("psychotic disorder in remission or by history", uses));
    any(
        "PS-04",
        everHad(BIPOLAR, uses),
        everHad("bipolar disorder in remission or by history", uses));
    atLeast(
        3,
        "PS-04b",
        has(BIPOLAR, uses),
        not(takes("mood stabiliser", uses), "mood stabiliser"),
        not(takes("atypical antipsychotic", uses), "atypical antipsychotic"));
    any("RP-01", pregnant());
    any("SU-01", useDisorder(false, uses), useDisorder(true, uses));
    any(
        "SU-03",
        everHad("substance use disorder in remission or by history", uses),
        inRemission(USE_DISORDER, uses),
        inRemission(UNSTATED_USE, uses));
  }

  private void any(String id, Line... lines) {
    atLeast(1, id, lines);
  }

  private void atLeast(int least, String id, Line... lines) {
    Rule rule =
        rulebase.rules().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    Written rules = new Written(rule, least, List.of(lines));
    written.add(rules);
    byId.put(id, rules);
  }

  /** What contraindications and relative contraindications read: what hides there matters. */
  private void noteWhatIsGravelyRead(Written rules) {
    if (rules.rule().severity().compareTo(Severity.PRECAUTION) >= 0) {
      return;
    }
    for (String line : rules.rule().when().stream().map(each -> each.text()).toList()) {
      for (String title : read) {
        if (line.contains("\"" + title + "\"")) {
          gravelyRead.add(title);
        }
      }
      if (line.equals("the patient is pregnant")) {
        gravelyRead.addAll(
            List.of(
                "pregnancy", "pregnancy status", "pregnancy test", "pregnant", "positive result"));
      }
    }
  }

  private void use(String title, Use use, Map<String, Set<Use>> uses) {
    read.add(title);
    uses.computeIfAbsent(title, t -> EnumSet.noneOf(Use.class)).add(use);
  }

  private Line everHad(String title, Map<String, Set<Use>> uses) {
    use(title, Use.CONDITION, uses);
    return new Line(
        "the patient has ever had \"" + title + "\"",
        patient -> patient.conditions(title, patient::happened),
        new Asks(title, Section.CONDITIONS, null, "Has the patient ever had " + title + "?"));
  }

  private Line beganWithinSixWeeks(String title, Map<String, Set<Use>> uses) {
    use(title, Use.CONDITION, uses);
    return new Line(
        "the patient has ever had \"" + title + "\" - that began within the last 6 weeks",
        patient -> patient.conditions(title, each -> patient.beganWithin(each, SIX_WEEKS)),
        new Asks(
            title,
            Section.CONDITIONS,
            SIX_WEEKS,
            "Has the patient ever had " + title + ", that began within the last 6 weeks?"));
  }

  private Line inRemission(String title, Map<String, Set<Use>> uses) {
    use(title, Use.CONDITION, uses);
    return new Line(
        "the patient has ever had \"" + title + "\" - in remission",
        patient -> patient.conditions(title, patient::inRemission),
        new Asks(
            title,
            Section.CONDITIONS,
            null,
            "Has the patient ever had " + title + ", in remission?"));
  }

  private Line useDisorder(boolean bySeverity, Map<String, Set<Use>> uses) {
    String title = bySeverity ? UNSTATED_USE : USE_DISORDER;
    String severity = bySeverity ? "of at least \"moderate\" severity" : "";
    use(title, Use.CONDITION, uses);
    return new Line(
        "the patient has ever had \""
            + title
            + "\""
            + (bySeverity ? " - " + severity : "")
            + " - present within the last 6 months - not in remission",
        patient ->
            patient.conditions(title, each -> patient.usedWithin(each, SIX_MONTHS, bySeverity)),
        new Asks(
            title,
            Section.CONDITIONS,
            SIX_MONTHS,
            "Has the patient ever had "
                + title
                + (bySeverity ? ", " + severity : "")
                + ", present within the last 6 months, not in remission?"));
  }

  private Line has(String title, Map<String, Set<Use>> uses) {
    use(title, Use.CONDITION, uses);
    return new Line(
        "the patient has \"" + title + "\"",
        patient -> patient.conditions(title, entry -> patient.present(entry, title)),
        new Asks(title, Section.CONDITIONS, null, "Does the patient have " + title + " now?"));
  }

  private Line took(String title, Window window, Map<String, Set<Use>> uses) {
    use(title, Use.MEDICATION, uses);
    return new Line(
        "the patient took \"" + title + "\" within the last " + window,
        patient -> patient.medications(title, each -> patient.wasTaken(each, window)),
        new Asks(
            title,
            Section.MEDICATIONS,
            window,
            "Has the patient taken " + title + " within the last " + window + "?"));
  }

  private Line takes(String title, Map<String, Set<Use>> uses) {
    use(title, Use.MEDICATION, uses);
    return new Line(
        "the patient takes \"" + title + "\"",
        patient -> patient.medications(title, patient::isTaken),
        new Asks(title, Section.MEDICATIONS, null, "Does the patient take " + title + "?"));
  }

  private static Line not(Line line, String title) {
    return new Line(
        "the patient does not take \"" + title + "\"",
        patient -> line.question().of(patient).not(),
        line.asks());
  }

  private Line allergicTo(String title, Map<String, Set<Use>> uses) {
    use(title, Use.ALLERGY, uses);
    return new Line(
        "the patient is allergic to \"" + title + "\"",
        patient -> patient.allergies(title),
        new Asks(title, Section.ALLERGIES, null, "Is the patient allergic to " + title + "?"));
  }

  private Line lastTwoAbove(String title, String limit, Map<String, Set<Use>> uses) {
    use(title, Use.OBSERVATION, uses);
    BigDecimal above = new BigDecimal(limit);
    return new Line(
        "each of the last 2 \""
            + title
            + "\" is above "
            + limit
            + " mm[Hg] - within the last 30 days - at rest",
        patient -> patient.lastTwoAbove(title, above, THIRTY_DAYS),
        new Asks(title, null, THIRTY_DAYS, ask(title)));
  }

  private String ask(String title) {
    ValueSet valueSet = Objects.requireNonNull(valueSets.get(title));
    return Objects.requireNonNull(valueSet.observation()).ask();
  }

  private static Line under18() {
    return new Line(
        "the patient is under 18 years old",
        HandWrittenPatient::isUnder18,
        new Asks("birth date", null, null, "What is the patient's date of birth?"));
  }

  private static Line pregnant() {
    return new Line(
        "the patient is pregnant",
        HandWrittenPatient::isPregnant,
        new Asks("pregnancy", null, null, "Is the patient pregnant? Do a pregnancy test."));
  }

  private ConceptIndex index(Map<String, Set<Use>> uses) {
    uses.computeIfAbsent("ketamine or esketamine", t -> EnumSet.noneOf(Use.class))
        .add(Use.MEDICATION);
    uses.put("pregnancy", EnumSet.of(Use.CONDITION));
    uses.put(CANNOT_BECOME_PREGNANT, EnumSet.of(Use.CONDITION));
    for (String result :
        List.of("pregnant", "not pregnant", "positive result", "negative result")) {
      uses.put(result, EnumSet.of(Use.RESULT));
    }
    for (String observation : List.of("body weight", "pregnancy status", "pregnancy test")) {
      uses.put(observation, EnumSet.of(Use.OBSERVATION));
    }
    ConceptIndex.Builder builder = ConceptIndex.builder().ingredients(rulebase.ingredients());
    for (ValueSet valueSet : rulebase.valueSets()) {
      builder.add(valueSet, uses.getOrDefault(valueSet.title(), EnumSet.noneOf(Use.class)));
    }
    return builder.build();
  }

  private void cite() {
    Map<String, Source> byId = new HashMap<>();
    rulebase.sources().forEach(each -> byId.put(each.id(), each));
    for (Rule rule : rulebase.rules()) {
      List<Finding.CitedSource> cited = new ArrayList<>();
      rule.sources()
          .forEach(
              each -> {
                Source source = Objects.requireNonNull(byId.get(each.source()));
                cited.add(
                    new Finding.CitedSource(
                        source.id(), each.section(), source.title(), source.url()));
              });
      sources.put(rule.id(), List.copyOf(cited));
    }
  }

  /** Returns the whole report. */
  ScreeningReport screen(ScreeningRequest request) {
    return screen(request, RequestDigest.of(request));
  }

  /** Returns the report with a digest that was made elsewhere. */
  ScreeningReport screen(ScreeningRequest request, String requestDigest) {
    refuseOtherQuestions(request);
    HandWrittenEntries entries = HandWrittenEntries.of(request.record(), index);
    Moments moments = new Moments(request, entries);
    Moments.At now = moments.at(0);
    Map<String, List<Finding.Evidence>> evidence = evidence(now.results());
    Map<String, Outcome> outcomes = new HashMap<>();
    Map<String, List<String>> subsuming = new HashMap<>();
    now.results()
        .forEach(
            (id, result) -> {
              List<String> by = subsuming(id, now.results(), evidence);
              subsuming.put(id, by);
              outcomes.put(id, outcome(result.truth(), by));
            });
    List<Finding> findings = findings(now, outcomes, evidence, moments);
    List<ScreeningReport.UnscreenedEntry> unscreened = now.patient().unscreened();
    boolean complete = isComplete(now.patient(), outcomes);
    Disposition disposition = disposition(findings, complete);
    boolean none = disposition == Disposition.UNDETERMINED || disposition == Disposition.NONE_FOUND;
    Instant changes = moments.firstChange();
    return new ScreeningReport(
        Library.VERSION,
        identity,
        requestDigest,
        request.record().subject(),
        request.asOf(),
        changes == null ? null : changes.atOffset(request.asOf().offset()),
        request.stage(),
        request.jurisdiction(),
        request.treatment(),
        disposition,
        none ? null : findings.get(0).certainty(),
        complete,
        findings,
        missing(now.results()),
        unscreened,
        now.patient().excluded(),
        now.patient().counts(),
        request.record().assertions(),
        rulebase.checklists().getOrDefault(request.stage(), List.of()),
        results(request, now.results(), outcomes, subsuming));
  }

  private static void refuseOtherQuestions(ScreeningRequest request) {
    if (request.treatment().agent() != Agent.ESKETAMINE
        || request.treatment().route() != Route.INTRANASAL
        || request.stage() != Stage.EVALUATION
        || !request.jurisdiction().equals(Rule.ANY_JURISDICTION)
        || !request.overrides().isEmpty()
        || !request.treatment().indications().isEmpty()
        || request.asOf().wholeDay()) {
      throw new UnsupportedOperationException("another question than the benchmark's");
    }
  }

  private Map<String, Result> results(HandWrittenPatient patient) {
    Map<String, Result> results = new HashMap<>();
    for (Written rule : written) {
      List<HandWrittenPatient.Said> said = new ArrayList<>(rule.lines().size());
      int[] atLeast = new int[Truth.values().length];
      for (Line line : rule.lines()) {
        HandWrittenPatient.Said each = line.question().of(patient);
        said.add(each);
        atLeast[each.truth().ordinal()]++;
      }
      int ordinal = Truth.HOLDS.ordinal();
      int count = atLeast[ordinal];
      while (count < rule.least()) {
        count += atLeast[--ordinal];
      }
      results.put(rule.rule().id(), new Result(Truth.values()[ordinal], said));
    }
    return results;
  }

  private static boolean decides(Truth whole, Truth line) {
    return line == whole || (whole.mayHold() && line.mayHold());
  }

  private Map<String, List<Finding.Evidence>> evidence(Map<String, Result> results) {
    Map<String, List<Finding.Evidence>> evidence = new HashMap<>();
    results.forEach(
        (id, result) -> {
          if (result.truth().mayHold()) {
            evidence.put(id, evidence(written(id), result));
          }
        });
    return evidence;
  }

  private Written written(String id) {
    return Objects.requireNonNull(byId.get(id));
  }

  private static List<Finding.Evidence> evidence(Written rule, Result result) {
    TreeSet<Finding.Evidence> evidence =
        new TreeSet<>(
            Comparator.comparing(Finding.Evidence::reference)
                .thenComparing(Finding.Evidence::sentence)
                .thenComparing(Finding.Evidence::toString));
    for (int i = 0; i < rule.lines().size(); i++) {
      HandWrittenPatient.Said said = result.lines().get(i);
      if (decides(result.truth(), said.truth())) {
        for (HandWrittenPatient.Weighed each : said.weighed()) {
          if (each.verdict().truth().mayHold()) {
            evidence.add(each.evidence(rule.lines().get(i).text()));
          }
        }
      }
    }
    return List.copyOf(evidence);
  }

  private List<String> subsuming(
      String id, Map<String, Result> results, Map<String, List<Finding.Evidence>> evidence) {
    List<String> by = new ArrayList<>();
    Result milder = Objects.requireNonNull(results.get(id));
    if (!milder.truth().mayHold()) {
      return by;
    }
    results.forEach(
        (other, stricter) -> {
          if (stricter.truth().mayHold()
              && written(other).rule().subsumes().contains(id)
              && stricter.truth().compareTo(milder.truth()) >= 0
              && references(evidence, other).containsAll(references(evidence, id))) {
            by.add(other);
          }
        });
    by.sort(null);
    return by;
  }

  private static Set<String> references(Map<String, List<Finding.Evidence>> evidence, String rule) {
    Set<String> references = new HashSet<>();
    Objects.requireNonNull(evidence.get(rule)).forEach(each -> references.add(each.reference()));
    return references;
  }

  private static Outcome outcome(Truth truth, List<String> subsumedBy) {
    return switch (truth) {
      case HOLDS, POSSIBLE -> subsumedBy.isEmpty() ? Outcome.FIRED : Outcome.SUBSUMED;
      case UNKNOWN -> Outcome.NOT_EVALUABLE;
      case FAILS -> Outcome.CLEAR;
    };
  }

  private List<Finding> findings(
      Moments.At now,
      Map<String, Outcome> outcomes,
      Map<String, List<Finding.Evidence>> evidence,
      Moments moments) {
    List<Finding> findings = new ArrayList<>();
    outcomes.forEach(
        (id, outcome) -> {
          if (outcome == Outcome.FIRED) {
            Result result = Objects.requireNonNull(now.results().get(id));
            List<Finding.Evidence> its = Objects.requireNonNull(evidence.get(id));
            Instant end = moments.endOf(id);
            findings.add(finding(written(id).rule(), result, its, end, moments.asOf()));
          }
        });
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::certainty)
            .thenComparing(Finding::rule));
    return findings;
  }

  private Finding finding(
      Rule rule, Result result, List<Finding.Evidence> evidence, @Nullable Instant end, AsOf asOf) {
    boolean confirmed = result.truth() == Truth.HOLDS;
    return new Finding(
        rule.id(),
        rule.title(),
        rule.severity(),
        confirmed ? Certainty.CONFIRMED : Certainty.POSSIBLE,
        rule.basis(),
        rule.because(),
        rule.action(),
        confirmed ? null : settledBy(result),
        end == null ? null : end.atOffset(asOf.offset()),
        rule.jurisdictions(),
        null,
        Objects.requireNonNull(sources.get(rule.id())),
        RequestDigest.of(evidence),
        evidence);
  }

  private static String settledBy(Result result) {
    TreeSet<Doubt> doubts = new TreeSet<>();
    for (HandWrittenPatient.Said said : result.lines()) {
      if (decides(result.truth(), said.truth())) {
        said.weighed().forEach(each -> doubts.addAll(each.verdict().doubts()));
      }
    }
    List<String> settledBy = new ArrayList<>();
    doubts.forEach(each -> settledBy.add(each.settledBy()));
    return String.join("; ", settledBy);
  }

  private boolean isComplete(HandWrittenPatient patient, Map<String, Outcome> outcomes) {
    if (patient.hidesSomethingOf(gravelyRead)) {
      return false;
    }
    for (Written rule : written) {
      if (rule.rule().severity().compareTo(Severity.PRECAUTION) < 0
          && outcomes.get(rule.rule().id()) == Outcome.NOT_EVALUABLE) {
        return false;
      }
    }
    return true;
  }

  private static Disposition disposition(List<Finding> findings, boolean complete) {
    Severity gravest = findings.isEmpty() ? Severity.INFORMATION : findings.get(0).severity();
    return switch (gravest) {
      case CONTRAINDICATION -> Disposition.CONTRAINDICATED;
      case RELATIVE_CONTRAINDICATION -> Disposition.RELATIVELY_CONTRAINDICATED;
      case PRECAUTION -> complete ? Disposition.PRECAUTIONS : Disposition.UNDETERMINED;
      case INFORMATION -> complete ? Disposition.NONE_FOUND : Disposition.UNDETERMINED;
    };
  }

  /** A datum that rules wait for. */
  private static final class Waiting {
    private Severity severity = Severity.INFORMATION;
    private @Nullable Window within;
    private boolean anyTime;
    private final TreeSet<String> rules = new TreeSet<>();
    private final TreeSet<String> questions = new TreeSet<>();

    private void add(Asks asks, Rule rule) {
      rules.add(rule.id());
      severity = rule.severity().compareTo(severity) < 0 ? rule.severity() : severity;
      questions.add(asks.question());
      Window other = asks.within();
      if (asks.section() != null) {
        anyTime |= other == null;
        within = within == null || (other != null && within.isShorterThan(other)) ? other : within;
      } else {
        within = within == null || (other != null && other.isShorterThan(within)) ? other : within;
      }
    }
  }

  private List<MissingData> missing(Map<String, Result> results) {
    Map<String, Waiting> waiting = new TreeMap<>();
    for (Written rule : written) {
      Result result = Objects.requireNonNull(results.get(rule.rule().id()));
      for (int i = 0; result.truth() == Truth.UNKNOWN && i < rule.lines().size(); i++) {
        if (result.lines().get(i).truth() == Truth.UNKNOWN) {
          Asks asks = rule.lines().get(i).asks();
          waiting.computeIfAbsent(asks.element(), e -> new Waiting()).add(asks, rule.rule());
        }
      }
    }
    List<MissingData> missing = new ArrayList<>();
    waiting.forEach(
        (element, each) ->
            missing.add(
                new MissingData(
                    element,
                    each.anyTime || each.within == null ? null : each.within.iso(),
                    each.severity,
                    List.copyOf(each.rules),
                    String.join(" ", each.questions),
                    codes.getOrDefault(element, List.of()))));
    missing.sort(
        Comparator.comparing(MissingData::severity)
            .thenComparing(each -> each.rules().get(0))
            .thenComparing(MissingData::element));
    return missing;
  }

  private List<ScreeningReport.RuleResult> results(
      ScreeningRequest request,
      Map<String, Result> results,
      Map<String, Outcome> outcomes,
      Map<String, List<String>> subsuming) {
    List<ScreeningReport.RuleResult> all = new ArrayList<>();
    for (Rule rule : rulebase.rules()) {
      Outcome outcome = outcomes.getOrDefault(rule.id(), Outcome.NOT_APPLICABLE);
      all.add(
          new ScreeningReport.RuleResult(
              rule.id(),
              outcome,
              switch (outcome) {
                case FIRED -> List.of();
                case SUBSUMED ->
                    Objects.requireNonNull(subsuming.get(rule.id())).stream()
                        .map(each -> "subsumed by " + each)
                        .toList();
                case CLEAR, NOT_EVALUABLE ->
                    deciding(written(rule.id()), Objects.requireNonNull(results.get(rule.id())));
                case NOT_APPLICABLE ->
                    List.of(
                        rule.stages().contains(request.stage())
                            ? "not asked for esketamine intranasal"
                            : "not asked at stage evaluation");
              }));
    }
    return all;
  }

  private static List<String> deciding(Written rule, Result result) {
    Set<String> deciding = new LinkedHashSet<>();
    for (int i = 0; i < rule.lines().size(); i++) {
      if (decides(result.truth(), result.lines().get(i).truth())) {
        deciding.add(rule.lines().get(i).text());
      }
    }
    return List.copyOf(deciding);
  }

  /** The patient now, and at each later moment at which something could change. */
  private final class Moments {

    /** What is so at one moment. */
    private record At(Instant moment, HandWrittenPatient patient, Map<String, Result> results) {}

    private final AsOf asOf;
    private final PatientRecord record;
    private final HandWrittenEntries entries;
    private final List<At> tried = new ArrayList<>();
    private final TreeSet<Instant> turns = new TreeSet<>();

    private Moments(ScreeningRequest request, HandWrittenEntries entries) {
      this.asOf = request.asOf();
      this.record = request.record();
      this.entries = entries;
      add(asOf);
      at(0).patient().excludeEnded();
    }

    private AsOf asOf() {
      return asOf;
    }

    private void add(AsOf moment) {
      HandWrittenPatient patient = new HandWrittenPatient(record, entries, moment, read);
      Map<String, Result> its = results(patient);
      turns.addAll(patient.turns());
      tried.add(new At(moment.span().earliest(), patient, its));
    }

    private At at(int i) {
      return tried.get(i);
    }

    private boolean has(int i) {
      if (i < tried.size()) {
        return true;
      }
      Instant next = turns.higher(tried.get(tried.size() - 1).moment());
      if (next == null) {
        return false;
      }
      add(AsOf.of(next.atOffset(asOf.offset())));
      return true;
    }

    private @Nullable Instant endOf(String rule) {
      for (int i = 1; has(i); i++) {
        if (!Objects.requireNonNull(at(i).results().get(rule)).truth().mayHold()) {
          return at(i).moment();
        }
      }
      return null;
    }

    private @Nullable Instant firstChange() {
      for (int i = 1; has(i); i++) {
        if (differs(at(0), at(i))) {
          return at(i).moment();
        }
      }
      return null;
    }

    private boolean differs(At now, At later) {
      if (!now.patient().listsSameAs(later.patient())) {
        return true;
      }
      for (Written rule : written) {
        String id = rule.rule().id();
        Result one = Objects.requireNonNull(now.results().get(id));
        Result other = Objects.requireNonNull(later.results().get(id));
        if (one.truth() != other.truth() || !shown(rule, one).equals(shown(rule, other))) {
          return true;
        }
      }
      return false;
    }

    private List<Object> shown(Written rule, Result result) {
      return List.of(
          Set.copyOf(deciding(rule, result)),
          result.truth().mayHold() ? evidence(rule, result) : List.of(),
          result.truth() == Truth.POSSIBLE ? settledBy(result) : "");
    }
  }
}
