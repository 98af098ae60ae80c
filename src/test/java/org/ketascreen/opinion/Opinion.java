package org.ketascreen.opinion;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/**
 * A second opinion on every rule of a rulebase, written from what sentences mean and not from the
 * code that evaluates them: plain Java over the record. Codes alone it leaves to the library. Where
 * it is not said what a sentence means of an entry, it keeps every answer that is left open, and
 * says what was not said.
 */
final class Opinion {

  private static final String LIMIT = "(above|at least|below|at most) ([-\\d.]+) (\\S+)";
  private static final String NAME = "\"([^\"]+)\"";

  private final Rulebase rulebase;
  private final Codes codes;
  private final Map<String, ObservationDefinition> observations = new HashMap<>();

  Opinion(Rulebase rulebase) {
    this.rulebase = rulebase;
    codes = new Codes(rulebase);
    for (ValueSet each : rulebase.valueSets()) {
      if (each.observation() != null) {
        observations.put(each.title(), each.observation());
      }
    }
  }

  /** Returns what is thought of each rule that is asked, by its id. */
  SortedMap<String, View> of(ScreeningRequest request) {
    Patient patient = new Patient(request);
    SortedMap<String, View> views = new TreeMap<>();
    for (Rule rule : rulebase.rules()) {
      if (rule.appliesTo(
          request.treatment().agent(),
          request.treatment().route(),
          request.stage(),
          request.jurisdiction())) {
        views.put(rule.id(), patient.view(Lines.of(rule.when())));
      }
    }
    return views;
  }

  /** Whether a reading that a rule asks for is there: holds, fails, or open. */
  View answered(ScreeningRequest request, Rule.Ask ask) {
    return new Patient(request).answered(ask);
  }

  /** One request. */
  private final class Patient {
    private final PatientRecord record;
    private final OfConditions conditions;
    private final OfMedications medications;
    private final OfReadings readings;
    private final OfPerson person;
    private final OfPlan plan;
    private final Map<Lines.Sentence, View> known = new HashMap<>();

    Patient(ScreeningRequest request) {
      record = request.record();
      Clock clock = new Clock(request.asOf(), record.birthDate());
      conditions = new OfConditions(record, codes, clock);
      medications = new OfMedications(record, codes, clock);
      readings = new OfReadings(record, codes, clock, rulebase.doses(), medications);
      person = new OfPerson(record, clock, conditions, readings, rulebase.pregnancy());
      plan =
          new OfPlan(request.treatment(), record, rulebase, observations, codes, clock, readings);
    }

    View view(Lines lines) {
      if (lines instanceof Lines.Sentence sentence) {
        return known.computeIfAbsent(sentence, this::sentence);
      }
      Lines.Group group = (Lines.Group) lines;
      List<View> views = group.lines().stream().map(this::view).toList();
      return View.atLeast(group.least() == 0 ? views.size() : group.least(), views);
    }

    View answered(Rule.Ask ask) {
      return readings.isThere(ask.observation(), ask.within(), observations);
    }

    private View sentence(Lines.Sentence sentence) {
      String text = sentence.text();
      View view = ofEntries(text, sentence.qualifiers());
      if (view == null) {
        view = ofReadings(text, sentence.qualifiers());
      }
      if (view == null && sentence.qualifiers().isEmpty()) {
        view = ofPersonAndPlan(text);
      }
      return view == null ? View.declined("the form: " + text) : view;
    }

    private View ofEntries(String text, List<String> qualifiers) {
      Matcher m = matching(text, "the patient has " + NAME);
      if (m != null) {
        return absence(Section.CONDITIONS, conditions.has(m.group(1), qualifiers));
      }
      m = matching(text, "the patient does not have " + NAME);
      if (m != null && qualifiers.isEmpty()) {
        return absence(Section.CONDITIONS, conditions.has(m.group(1))).not();
      }
      m = matching(text, "the patient has ever had " + NAME);
      if (m != null) {
        return absence(Section.CONDITIONS, conditions.everHad(m.group(1), qualifiers));
      }
      m = matching(text, "the patient has never had " + NAME);
      if (m != null) {
        return absence(Section.CONDITIONS, conditions.everHad(m.group(1), qualifiers)).not();
      }
      m = matching(text, "the patient is due to have " + NAME + " within the next (.+)");
      if (m != null && qualifiers.isEmpty()) {
        return absence(
            Section.PLANS, conditions.dueToHave(m.group(1), Clock.Length.of(m.group(2))));
      }
      m = matching(text, "the patient is allergic to " + NAME);
      if (m != null && qualifiers.isEmpty()) {
        return absence(Section.ALLERGIES, conditions.allergicTo(m.group(1)));
      }
      m = matching(text, "the patient takes " + NAME);
      if (m != null && qualifiers.isEmpty()) {
        return absence(Section.MEDICATIONS, medications.takes(m.group(1)));
      }
      m = matching(text, "the patient does not take " + NAME);
      if (m != null && qualifiers.isEmpty()) {
        return absence(Section.MEDICATIONS, medications.takes(m.group(1))).not();
      }
      m = matching(text, "the patient took " + NAME + " within the last (.+)");
      return m == null || !qualifiers.isEmpty()
          ? null
          : absence(Section.MEDICATIONS, medications.took(m.group(1), Clock.Length.of(m.group(2))));
    }

    /** What nothing speaks for is absent only where the section says so. */
    private View absence(Section section, View view) {
      return record.assertion(section).decidesAbsence()
          ? view
          : view.map(truth -> truth.atLeast(Truth.UNKNOWN));
    }

    private View ofReadings(String text, List<String> qualifiers) {
      Matcher m = matching(text, "the latest " + NAME + " is " + LIMIT);
      if (m != null) {
        return readings.latest(m.group(1), definition(m), limit(m, 2), qualifiers);
      }
      m = matching(text, "the latest " + NAME + " is at least ([\\d.]+) times its upper limit");
      if (m != null) {
        return readings.timesUpperLimit(
            m.group(1), definition(m), new BigDecimal(m.group(2)), qualifiers);
      }
      m = matching(text, "the latest " + NAME + " is " + NAME);
      if (m != null) {
        return readings.answer(m.group(1), m.group(2), qualifiers);
      }
      m = matching(text, "(the mean|each) of the last (\\d+) " + NAME + " is " + LIMIT);
      return m == null
          ? null
          : readings.lastOnes(
              m.group(1).equals("the mean"),
              Integer.parseInt(m.group(2)),
              m.group(3),
              observations.get(m.group(3)),
              limit(m, 4),
              qualifiers);
    }

    private ObservationDefinition definition(Matcher m) {
      return observations.get(m.group(1));
    }

    private static OfReadings.Limit limit(Matcher m, int group) {
      return new OfReadings.Limit(
          m.group(group), new BigDecimal(m.group(group + 1)), m.group(group + 2));
    }

    private View ofPersonAndPlan(String text) {
      Matcher m = matching(text, "the patient is (under|at least) (\\d+) years old");
      if (m != null) {
        int years = Integer.parseInt(m.group(2));
        return m.group(1).equals("under") ? person.isUnder(years) : person.isAtLeast(years);
      }
      m = matching(text, "the treatment is for " + NAME);
      if (m != null) {
        return plan.isFor(m.group(1));
      }
      return switch (text) {
        case "the patient is male" -> person.is(Gender.MALE);
        case "the patient is female" -> person.is(Gender.FEMALE);
        case "the patient is pregnant" -> person.isPregnant();
        case "the patient could be pregnant" -> person.couldBePregnant();
        case "the patient is breastfeeding" -> person.isBreastfeeding();
        default -> ofPlan(text);
      };
    }

    private View ofPlan(String text) {
      Matcher m = matching(text, "the planned dose is above ([\\d.]+) (\\S+)");
      if (m != null) {
        return plan.isAbove(new BigDecimal(m.group(1)), m.group(2));
      }
      m =
          matching(
              text, "the planned dose is above ([\\d.]+) (\\S+) per kg of (actual|ideal) weight");
      if (m != null) {
        return plan.isAbovePerKilogram(
            new BigDecimal(m.group(1)), m.group(2), m.group(3).equals("ideal"));
      }
      m = matching(text, "the planned dose is none of (.+)");
      if (m != null) {
        return plan.isNoneOf(Arrays.stream(m.group(1).split(",")).map(Quantity::parse).toList());
      }
      m = matching(text, "the planned infusion takes less than (\\d+) minutes");
      if (m != null) {
        return plan.takesLessThan(new BigDecimal(m.group(1)), "min");
      }
      m = matching(text, "the planned session is number (\\d+) or later");
      if (m != null) {
        return plan.isSessionOrLater(Integer.parseInt(m.group(1)));
      }
      m = matching(text, "the course began more than (.+) ago");
      if (m != null) {
        return plan.beganMoreThanAgo(Clock.Length.of(m.group(1)));
      }
      m = matching(text, "there were more than (\\d+) sessions in the last (.+)");
      if (m != null) {
        return plan.moreSessionsThan(Integer.parseInt(m.group(1)), Clock.Length.of(m.group(2)));
      }
      m = matching(text, "the last dose was less than (.+) ago");
      return m == null ? null : plan.lastDoseLessThanAgo(Clock.Length.of(m.group(1)));
    }

    private static Matcher matching(String text, String form) {
      Matcher matcher = FORMS.computeIfAbsent(form, Pattern::compile).matcher(text);
      return matcher.matches() ? matcher : null;
    }
  }

  private static final Map<String, Pattern> FORMS = new java.util.concurrent.ConcurrentHashMap<>();
}
