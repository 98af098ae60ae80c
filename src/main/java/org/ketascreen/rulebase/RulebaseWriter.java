package org.ketascreen.rulebase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/** Writes a rulebase as archives carry it, for {@link RulebaseReader}. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RulebaseWriter {

  private final PackedWriter out = new PackedWriter();

  private RulebaseWriter() {}

  /** Returns the bytes of a rulebase, the same for the same. */
  public static byte[] write(Rulebase rulebase) {
    RulebaseWriter writer = new RulebaseWriter();
    writer.rulebase(rulebase);
    return writer.out.bytes();
  }

  private void rulebase(Rulebase rulebase) {
    out.text(rulebase.id());
    out.text(rulebase.version());
    out.number(rulebase.language());
    out.text(rulebase.status());
    out.text(rulebase.effectiveFrom());
    out.text(rulebase.title());
    out.optional(rulebase.scope());
    out.texts(rulebase.changes());
    out.text(rulebase.digest());
    out.list(rulebase.sources(), this::source);
    out.list(rulebase.rules(), this::rule);
    out.list(rulebase.valueSets(), this::valueSet);
    ingredients(rulebase.ingredients());
    out.maybe(rulebase.pregnancy(), this::pregnancy);
    out.maybe(rulebase.doses(), this::doses);
    out.maybe(rulebase.idealWeight(), this::idealWeight);
    out.list(new TreeMap<>(rulebase.checklists()).entrySet(), this::checklist);
  }

  private void source(Source source) {
    out.text(source.id());
    out.text(source.title());
    out.text(source.publisher());
    out.text(source.version());
    out.optional(source.url());
    out.text(source.read());
    out.texts(source.sections());
    out.text(source.tier());
  }

  private void rule(Rule rule) {
    out.text(rule.id());
    out.text(rule.title());
    out.constant(rule.severity());
    out.list(rule.applies(), this::applicability);
    out.list(rule.stages(), out::constant);
    out.texts(rule.jurisdictions());
    out.constant(rule.basis());
    out.text(rule.because());
    out.text(rule.action());
    citations(rule.sources());
    out.texts(rule.subsumes());
    out.list(rule.when(), this::line);
    out.maybe(rule.ask(), this::ask);
    out.text(rule.file());
    out.number(rule.line());
  }

  private void applicability(Applicability applies) {
    out.constant(applies.agent());
    out.maybe(applies.route(), out::constant);
  }

  private void line(Line line) {
    out.text(line.text());
    out.number(line.number());
  }

  private void ask(Rule.Ask ask) {
    out.text(ask.observation());
    out.optional(ask.within());
    out.number(ask.line());
  }

  private void citations(List<Citation> citations) {
    out.list(
        citations,
        citation -> {
          out.text(citation.source());
          out.text(citation.section());
        });
  }

  private void valueSet(ValueSet valueSet) {
    out.text(valueSet.id());
    out.text(valueSet.url());
    out.text(valueSet.title());
    out.optional(valueSet.description());
    out.optional(valueSet.purpose());
    out.optional(valueSet.copyright());
    out.list(valueSet.statements(), this::statement);
    out.texts(valueSet.names());
    out.texts(valueSet.watchWords());
    out.texts(valueSet.watchWordExceptions());
    out.maybe(valueSet.observation(), this::observation);
  }

  private void statement(ValueSet.Statement statement) {
    out.text(statement.system());
    out.text(statement.code());
    out.optional(statement.display());
    out.flag(statement.descendants());
    out.flag(statement.include());
  }

  private void observation(ObservationDefinition observation) {
    out.optional(observation.unit());
    quantity(observation.plausibleLow());
    quantity(observation.plausibleHigh());
    out.maybe(
        observation.molarMass(),
        mass -> {
          out.text(mass.gramsPerMole().toString());
          out.text(mass.source());
        });
    out.text(observation.ask());
  }

  private void quantity(@Nullable Quantity quantity) {
    out.maybe(
        quantity,
        each -> {
          out.text(each.value().toString());
          out.optional(each.comparator());
          out.optional(each.unit());
        });
  }

  /** RxCUIs are numbers, and each concept is written by how far it is from the one before. */
  private void ingredients(Map<String, List<String>> ingredients) {
    SortedMap<Integer, List<String>> sorted = new TreeMap<>();
    ingredients.forEach((concept, parts) -> sorted.put(Integer.valueOf(concept), parts));
    List<String> all = new ArrayList<>();
    int last = 0;
    out.number(sorted.size());
    for (int concept : sorted.keySet()) {
      out.number(concept - last);
      last = concept;
    }
    out.number(sorted.size());
    for (List<String> parts : sorted.values()) {
      out.number(parts.size());
      all.addAll(parts);
    }
    out.list(all, part -> out.number(Integer.parseInt(part)));
  }

  private void pregnancy(PregnancyDefinition pregnancy) {
    out.text(pregnancy.conditions());
    out.text(pregnancy.status());
    out.text(pregnancy.pregnant());
    out.text(pregnancy.notPregnant());
    out.text(pregnancy.test());
    out.text(pregnancy.positive());
    out.text(pregnancy.negative());
    out.text(pregnancy.excludedBy());
    out.number(pregnancy.fromAge());
    out.number(pregnancy.toAge());
    out.number(pregnancy.lastsWeeks());
    out.number(pregnancy.answerGoodForDays());
    out.maybe(pregnancy.breastfeeding(), this::breastfeeding);
    out.text(pregnancy.because());
    citations(pregnancy.sources());
  }

  private void breastfeeding(PregnancyDefinition.Breastfeeding breastfeeding) {
    out.text(breastfeeding.conditions());
    out.text(breastfeeding.status());
    out.text(breastfeeding.yes());
    out.text(breastfeeding.no());
    out.number(breastfeeding.answerGoodForDays());
  }

  private void doses(DoseDefinition doses) {
    out.text(doses.medicines());
    out.number(doses.restAfterHours());
    out.text(doses.because());
    citations(doses.sources());
  }

  private void idealWeight(IdealWeightDefinition idealWeight) {
    out.constant(idealWeight.formula());
    out.text(idealWeight.height());
    out.text(idealWeight.because());
    citations(idealWeight.sources());
  }

  private void checklist(Map.Entry<Stage, List<String>> checklist) {
    out.constant(checklist.getKey());
    out.texts(checklist.getValue());
  }
}
