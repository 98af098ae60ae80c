package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.record.Section;

/**
 * Every sentence of the rule language, version 1. A sentence is one entry in the list of its kind:
 * its words, what it asks of which fact, and the same question in DRL.
 */
final class Forms {

  static final List<Form<?>> ALL =
      Stream.of(
              ConditionForms.forms(),
              MedicationForms.forms(),
              ReadingForms.forms(),
              PersonForms.forms(),
              PlanForms.forms())
          .<Form<?>>flatMap(List::stream)
          .toList();

  private Forms() {}

  static <S> Qualifier<S> qualifier(
      String template, BiFunction<S, Args, S> step, String drl, Specimen.Trait<?> trait) {
    boolean aboutTime = template.contains("{window}");
    return new Qualifier<>(new Args.Template(template), step, drl, aboutTime, trait);
  }

  static <S extends Answer> Form<S> form(
      String template,
      Single.Kind kind,
      Section section,
      boolean negated,
      BiFunction<Object, Args, S> start,
      String startDrl,
      List<Qualifier<S>> qualifiers,
      String ask,
      WitnessMaker<S> witnesses) {
    return new Form<>(
        new Args.Template(template),
        kind,
        section,
        negated,
        start,
        startDrl,
        qualifiers,
        (selected, a) -> selected,
        "",
        ask,
        null,
        null,
        witnesses);
  }

  static Form<Answer> alone(
      String template,
      Single.Kind kind,
      BiFunction<Object, Args, Answer> question,
      String drl,
      Function<Facts, List<Need>> needed,
      Function<Vocabulary, Set<String>> reads,
      WitnessMaker<Answer> witnesses) {
    return new Form<>(
        new Args.Template(template),
        kind,
        null,
        false,
        question,
        drl,
        List.of(),
        (answer, a) -> answer,
        "",
        null,
        needed,
        reads,
        witnesses);
  }
}
