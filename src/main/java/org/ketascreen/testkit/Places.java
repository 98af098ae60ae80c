package org.ketascreen.testkit;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Outcome;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/**
 * Where and for what the rules of a vignette apply, as it is written; what is not named is not
 * varied. Immutable and thread-safe.
 *
 * @param stages stages, or {@code all}
 * @param jurisdictions jurisdictions, or {@code all}
 * @param treatments agents with or without a route, or {@code all}
 */
record Places(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> stages,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> jurisdictions,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> treatments) {

  private static final String ALL = "all";

  /**
   * Somewhere else than in the vignette.
   *
   * @param variation where, in words
   * @param isNamed whether the rules apply there
   */
  private record Place(String variation, boolean isNamed, ScreeningRequest request) {}

  /**
   * Returns the patient of a vignette at each other stage, in each other jurisdiction, and with
   * each other treatment, as far as these are named: where they are listed, with the outcomes of
   * the vignette, elsewhere with rules that do not apply.
   *
   * @throws IllegalArgumentException if something is named that there is not, or the vignette's own
   *     place is not
   */
  List<Vignette> elsewhere(Vignette vignette) {
    check(vignette.outcomes());
    ScreeningRequest request = vignette.request();
    List<Place> places = new ArrayList<>();
    if (stages != null) {
      places.addAll(stages(request, stages));
    }
    if (jurisdictions != null) {
      places.addAll(jurisdictions(request, jurisdictions));
    }
    if (treatments != null) {
      places.addAll(treatments(request, treatments));
    }
    return places.stream()
        .map(each -> vignette.at(each.variation(), each.request(), outcomes(vignette, each)))
        .toList();
  }

  private void check(Map<String, String> outcomes) {
    if (stages == null && jurisdictions == null && treatments == null) {
      throw new IllegalArgumentException(
          "applies names neither stages nor jurisdictions nor treatments");
    }
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "applies is about the rules under outcomes, and there are none");
    }
    outcomes.forEach(
        (rule, outcome) -> {
          if (outcome.equals(Outcome.NOT_APPLICABLE.code())) {
            throw new IllegalArgumentException(
                rule
                    + " does not apply to this patient; say where it applies with a patient to whom"
                    + " it does");
          }
        });
  }

  /** A stricter rule that applies elsewhere only may make one superfluous there. */
  private static Map<String, String> outcomes(Vignette vignette, Place place) {
    Map<String, String> outcomes = new TreeMap<>(vignette.outcomes());
    outcomes.replaceAll(
        (rule, outcome) -> {
          if (!place.isNamed()) {
            return Outcome.NOT_APPLICABLE.code();
          }
          return Expected.isFinding(outcome)
              ? Expected.either(outcome, Outcome.SUBSUMED.code())
              : outcome;
        });
    return outcomes;
  }

  private static List<Place> stages(ScreeningRequest request, List<String> written) {
    Predicate<Stage> named = named("stages", written, codes(Stage.values()), Stage::code);
    checkOwn("stages", named.test(request.stage()), request.stage().code());
    return Stream.of(Stage.values())
        .filter(each -> each != request.stage())
        .map(
            each ->
                new Place(
                    "at " + each.code(),
                    named.test(each),
                    request(request, each, request.jurisdiction())))
        .toList();
  }

  private static List<Place> jurisdictions(ScreeningRequest request, List<String> written) {
    String own = request.jurisdiction();
    Predicate<String> named = named("jurisdictions", written, Rule.JURISDICTIONS, each -> each);
    checkOwn("jurisdictions", own.equals(Rule.ANY_JURISDICTION) || named.test(own), own);
    return Rule.JURISDICTIONS.stream()
        .filter(each -> !each.equals(own))
        .map(
            each ->
                new Place("in " + each, named.test(each), request(request, request.stage(), each)))
        .toList();
  }

  private static <T> Predicate<T> named(
      String what, List<String> written, Collection<String> known, Function<T, String> code) {
    if (isAll(what, written)) {
      return each -> true;
    }
    for (String each : written) {
      if (!known.contains(each)) {
        throw new IllegalArgumentException(
            what + " of applies: '" + each + "' is not one of " + String.join(", ", known));
      }
    }
    return each -> written.contains(code.apply(each));
  }

  private static boolean isAll(String what, List<String> written) {
    boolean isAll = written.contains(ALL);
    if (isAll && written.size() > 1) {
      throw new IllegalArgumentException(what + " of applies: all stands alone");
    }
    return isAll;
  }

  private static void checkOwn(String what, boolean isNamed, String own) {
    if (!isNamed) {
      throw new IllegalArgumentException(
          what + " of applies: its own, " + own + ", is not among them");
    }
  }

  private static List<String> codes(FhirCode... constants) {
    return Arrays.stream(constants).map(FhirCode::code).toList();
  }

  private static List<Place> treatments(ScreeningRequest request, List<String> written) {
    Predicate<Treatment> named = treatments(written);
    Treatment own = request.treatment();
    checkOwn("treatments", named.test(own), own.agentAndRoute());
    return Stream.of(Agent.values())
        .flatMap(agent -> Stream.of(Route.values()).map(route -> other(own, agent, route)))
        .filter(each -> !each.equals(own))
        .map(each -> new Place("of " + each.agentAndRoute(), named.test(each), request.with(each)))
        .toList();
  }

  private static Predicate<Treatment> treatments(List<String> written) {
    if (isAll("treatments", written)) {
      return each -> true;
    }
    List<Applicability> named = written.stream().map(Places::treatment).toList();
    return each -> named.stream().anyMatch(one -> one.covers(each.agent(), each.route()));
  }

  private static Applicability treatment(String written) {
    try {
      String[] parts = written.split(" ", 2);
      return new Applicability(
          FhirCode.parse(Agent.class, parts[0]),
          parts.length == 1 ? null : FhirCode.parse(Route.class, parts[1]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "treatments of applies: '"
              + written
              + "' is no agent with or without a route, as in ketamine, esketamine intranasal",
          e);
    }
  }

  private static Treatment other(Treatment own, Agent agent, Route route) {
    return new Treatment(
        agent,
        route,
        own.dose(),
        own.duration(),
        own.session(),
        own.courseBegan(),
        own.indications());
  }

  private static ScreeningRequest request(
      ScreeningRequest request, Stage stage, String jurisdiction) {
    return ScreeningRequest.builder(request.record(), request.treatment(), request.asOf())
        .stage(stage)
        .jurisdiction(jurisdiction)
        .build();
  }
}
