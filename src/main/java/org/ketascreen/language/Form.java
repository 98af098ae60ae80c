package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Section;

/**
 * A form of sentence: its words, what it asks of which fact, in Java and in DRL, and which
 * qualifiers it takes.
 *
 * @param template its words
 * @param kind the kind of fact that answers it
 * @param section the section that decides absence, or {@code null}
 * @param negated whether the sentence says that it is not so
 * @param start what it asks of the fact first, in Java
 * @param startDrl the same in DRL
 * @param qualifiers the qualifiers it takes
 * @param end what it asks last, in Java
 * @param endDrl the same in DRL
 * @param ask the question to put when it cannot be decided, or {@code null} where the observation
 *     has its own
 * @param needed what must be known, or {@code null} for the fact itself
 * @param reads titles it reads beside its own, or {@code null} for none
 * @param witnesses how patients are made that show it
 * @param special what is special to it
 * @param <S> what the qualifiers narrow
 */
record Form<S>(
    Args.Template template,
    Single.Kind kind,
    @Nullable Section section,
    boolean negated,
    BiFunction<Object, Args, S> start,
    String startDrl,
    List<Qualifier<S>> qualifiers,
    BiFunction<S, Args, Answer> end,
    String endDrl,
    @Nullable String ask,
    @Nullable Function<Facts, List<Need>> needed,
    @Nullable Function<Vocabulary, Set<String>> reads,
    WitnessMaker<S> witnesses,
    Special special) {

  /** Makes a form with nothing special to it. */
  Form(
      Args.Template template,
      Single.Kind kind,
      @Nullable Section section,
      boolean negated,
      BiFunction<Object, Args, S> start,
      String startDrl,
      List<Qualifier<S>> qualifiers,
      BiFunction<S, Args, Answer> end,
      String endDrl,
      @Nullable String ask,
      @Nullable Function<Facts, List<Need>> needed,
      @Nullable Function<Vocabulary, Set<String>> reads,
      WitnessMaker<S> witnesses) {
    this(
        template,
        kind,
        section,
        negated,
        start,
        startDrl,
        qualifiers,
        end,
        endDrl,
        ask,
        needed,
        reads,
        witnesses,
        Special.NOTHING);
  }

  /**
   * What is special to a form.
   *
   * @param check what else must be right in a line
   * @param elements what it reads of what is planned and of the patient as such, and not of entries
   * @param needed what must be known, given the facts and the line, or {@code null} for what the
   *     form says
   * @param ofAnyTime whether its window says nothing of how far back it looks
   */
  record Special(
      Check check,
      Set<String> elements,
      @Nullable BiFunction<Facts, Args, List<Need>> needed,
      boolean ofAnyTime) {

    static final Special NOTHING =
        new Special((args, vocabulary, problems) -> {}, Set.of(), null, false);

    Special checked(Check more) {
      return new Special(
          (args, vocabulary, problems) -> {
            check.check(args, vocabulary, problems);
            more.check(args, vocabulary, problems);
          },
          elements,
          needed,
          ofAnyTime);
    }

    Special needing(BiFunction<Facts, Args, List<Need>> needs, String... of) {
      return new Special(check, Set.of(of), needs, ofAnyTime);
    }

    Special withoutReach() {
      return new Special(check, elements, needed, true);
    }
  }

  /** Finds what is wrong with the open places of a line, given the titles of a rulebase. */
  @FunctionalInterface
  interface Check {
    void check(Args args, Vocabulary vocabulary, Problems problems);
  }

  /** Receives what is wrong with a line, and what would be right. */
  @FunctionalInterface
  interface Problems {
    void add(String found, String expected);
  }

  /**
   * A qualifier: its words and how it narrows.
   *
   * @param template its words
   * @param step how it narrows, in Java
   * @param drl the same in DRL
   * @param aboutTime whether it asks of nothing but time
   * @param trait what it makes of a witness
   * @param <S> what it narrows
   */
  record Qualifier<S>(
      Args.Template template,
      BiFunction<S, Args, S> step,
      String drl,
      boolean aboutTime,
      Specimen.Trait<?> trait) {}

  /** A qualifier and what a line says in its open places. */
  record Qualified<S>(Qualifier<S> qualifier, Args args, String line) {}

  Sentence sentence(String line, Args args, List<Qualified<S>> qualified, Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder(line);
    boolean aboutTimeOnly = true;
    for (Qualified<S> each : qualified) {
      text.append(" - ").append(each.line());
      aboutTimeOnly &= each.qualifier().aboutTime();
    }
    Single single =
        new Single(
            text.toString(),
            () -> drl(args, qualified),
            kind,
            kind.isKeyed() ? args.theName() : null,
            fact -> question(fact, args, qualified),
            section,
            aboutTimeOnly,
            special.ofAnyTime() ? null : within(args, qualified),
            needs(args, qualified),
            reads != null ? reads.apply(vocabulary) : Set.of(args.theName()),
            args.result(),
            special.elements(),
            scene -> witnesses.witnesses(scene, args, qualified));
    return negated ? new Absence(text.toString(), single) : single;
  }

  private Answer question(Object fact, Args args, List<Qualified<S>> qualified) {
    S narrowed = start.apply(fact, args);
    for (Qualified<S> each : qualified) {
      narrowed = each.qualifier().step().apply(narrowed, each.args());
    }
    return end.apply(narrowed, args);
  }

  private String drl(Args args, List<Qualified<S>> qualified) {
    StringBuilder chain = new StringBuilder(args.fill(startDrl));
    for (Qualified<S> each : qualified) {
      chain.append('.').append(each.args().fill(each.qualifier().drl()));
    }
    chain.append(args.fill(endDrl)).append(".mayHold()");
    String key = kind.isKeyed() ? args.fill("concept == {name}, ") : "";
    return kind.fact().getSimpleName() + "( " + key + chain + " )";
  }

  /** How far back it looks; {@code null} if any time or the present matters. */
  private @Nullable Window within(Args args, List<Qualified<S>> qualified) {
    // a window of the time to come says nothing of how far back it looks
    Window within = kind == Single.Kind.UPCOMING ? null : args.window();
    for (Qualified<S> each : qualified) {
      if (each.line().contains("within the last")) {
        within = each.args().theWindow();
      }
    }
    return within;
  }

  private Function<Facts, List<Need>> needs(Args args, List<Qualified<S>> qualified) {
    BiFunction<Facts, Args, List<Need>> own = special.needed();
    if (own != null) {
      return facts -> own.apply(facts, args);
    }
    return needed != null ? needed : new Fixed(() -> need(args, qualified));
  }

  /** Needs the same whatever the facts are: made when it is first asked for, which few are. */
  private static final class Fixed implements Function<Facts, List<Need>> {
    private final Supplier<Need> maker;

    /** Immutable, so that threads may make it twice. */
    private @Nullable List<Need> made;

    private Fixed(Supplier<Need> maker) {
      this.maker = maker;
    }

    @Override
    public List<Need> apply(Facts facts) {
      List<Need> needs = made;
      if (needs == null) {
        needs = List.of(maker.get());
        made = needs;
      }
      return needs;
    }
  }

  private Need need(Args args, List<Qualified<S>> qualified) {
    String qualifiers =
        qualified.stream().map(each -> ", " + each.line()).collect(Collectors.joining());
    String question =
        ask == null
            ? null
            : filledWithWords(ask, args) + (kind == Single.Kind.READINGS ? "" : qualifiers + "?");
    return new Need(
        args.name() == null ? "" : args.theName(), section, within(args, qualified), question);
  }

  private static String filledWithWords(String ask, Args args) {
    String filled = args.name() == null ? ask : ask.replace("{name}", args.theName());
    return args.window() == null ? filled : filled.replace("{window}", args.theWindow().toString());
  }
}
