package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.testkit.mutation.Rewriting.Annotated;

/**
 * Changes what stands above the sentences of a rule, as far as it decides outcomes: takes one value
 * out where there are several, and adds one.
 */
final class AnnotationMutants {

  private final SourceLines source;

  AnnotationMutants(SourceLines source) {
    this.source = source;
  }

  List<RuleVariant> of(RuleLogic logic) {
    Making making = new Making(logic, source);
    making.severities();
    making.treatments();
    making.stages();
    making.jurisdictions();
    making.subsumed();
    return making.variants;
  }

  /** Makes those of one rule. Not thread-safe. */
  private static final class Making {
    private final RuleLogic logic;
    private final Rule rule;
    private final SourceLines source;
    private final List<RuleVariant> variants = new ArrayList<>();

    private Making(RuleLogic logic, SourceLines source) {
      this.logic = logic;
      this.rule = logic.rule();
      this.source = source;
    }

    /** What only asks for a document has no finding whose severity could be seen. */
    private void severities() {
      if (rule.ask() == null) {
        for (int step : new int[] {-1, 1}) {
          List<Severity> all = List.of(Severity.values());
          int place = all.indexOf(rule.severity()) + step;
          if (place >= 0 && place < all.size()) {
            Severity other = all.get(place);
            add(
                Operator.SEVERITY,
                "severity",
                rule.severity().code(),
                other.code(),
                each -> each.with(other));
          }
        }
      }
    }

    private void treatments() {
      List<Applicability> applies = rule.applies();
      if (applies.isEmpty()) {
        for (Agent agent : Agent.values()) {
          treatments(List.of(new Applicability(agent, null)));
        }
        return;
      }
      for (Applicability each : applies) {
        if (applies.size() > 1) {
          treatments(applies.stream().filter(other -> !other.equals(each)).toList());
        }
        if (each.route() != null) {
          List<Applicability> widened = new ArrayList<>(applies);
          widened.set(applies.indexOf(each), new Applicability(each.agent(), null));
          treatments(widened);
        }
      }
      treatments(List.of());
    }

    private void treatments(List<Applicability> other) {
      add(
          Operator.TREATMENT,
          "applies",
          written(rule.applies()),
          written(other),
          each -> each.about(other));
    }

    private static String written(List<Applicability> applies) {
      return applies.isEmpty()
          ? "all"
          : applies.stream().map(Applicability::written).collect(Collectors.joining(", "));
    }

    private void stages() {
      for (Stage stage : Stage.values()) {
        Set<Stage> other = EnumSet.copyOf(rule.stages());
        if (!other.remove(stage)) {
          other.add(stage);
        }
        if (!other.isEmpty()) {
          add(Operator.STAGE, "stages", codes(rule.stages()), codes(other), each -> each.at(other));
        }
      }
    }

    private static String codes(Collection<? extends FhirCode> codes) {
      return codes.stream().map(FhirCode::code).collect(Collectors.joining(", "));
    }

    private void jurisdictions() {
      Set<String> its =
          new TreeSet<>(rule.jurisdictions().isEmpty() ? Rule.JURISDICTIONS : rule.jurisdictions());
      for (String jurisdiction : Rule.JURISDICTIONS) {
        Set<String> other = new TreeSet<>(its);
        if (!other.remove(jurisdiction)) {
          other.add(jurisdiction);
        }
        if (!other.isEmpty()) {
          add(
              Operator.JURISDICTION,
              "jurisdictions",
              rule.jurisdictions().isEmpty() ? "all" : String.join(", ", its),
              String.join(", ", other),
              each -> each.in(List.copyOf(other)));
        }
      }
    }

    private void subsumed() {
      for (String milder : rule.subsumes()) {
        List<String> other = rule.subsumes().stream().filter(each -> !each.equals(milder)).toList();
        add(
            Operator.SUBSUMES,
            "subsumes",
            String.join(", ", rule.subsumes()),
            String.join(", ", other),
            each -> each.subsuming(other));
      }
    }

    private void add(
        Operator operator,
        String annotation,
        String was,
        String is,
        UnaryOperator<Annotated> change) {
      Rule changed = change.apply(new Annotated(rule)).rule(rule.when(), rule.ask());
      variants.add(
          RuleVariant.of(
              operator,
              logic,
              source.ofAnnotation(rule, annotation),
              "@" + annotation + "( " + was + " )",
              "@" + annotation + "( " + is + " )",
              new RuleLogic(changed, logic.lines())));
    }
  }
}
