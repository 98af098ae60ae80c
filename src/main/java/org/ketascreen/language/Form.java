package org.ketascreen.language;

import java.util.List;
import java.util.Set;
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
 * qualifiers it takes. Each is a class of its own, and no set of functions: to load a class is less
 * work than to link one of them, and every start makes all forms. Immutable and thread-safe.
 *
 * @param <S> what the qualifiers narrow
 */
abstract class Form<S> {

  private final Args.Template template;
  private final Words words;
  private final List<Qualifier<S>> qualifiers;

  /**
   * What is written of a form, beside its template.
   *
   * @param kind the kind of fact that answers it
   * @param section the section that decides absence, or {@code null}
   * @param negated whether the sentence says that it is not so
   * @param startDrl what it asks of the fact first, in DRL
   * @param endDrl what it asks last, in DRL
   * @param ask the question to put when it cannot be decided, or {@code null} where the observation
   *     has its own
   */
  record Words(
      Single.Kind kind,
      @Nullable Section section,
      boolean negated,
      String startDrl,
      String endDrl,
      @Nullable String ask) {}

  /**
   * Makes a form.
   *
   * @param template its words
   * @param words what else is written of it
   * @param qualifiers the qualifiers it takes
   */
  Form(String template, Words words, List<Qualifier<S>> qualifiers) {
    this.template = new Args.Template(template);
    this.words = words;
    this.qualifiers = qualifiers;
  }

  /**
   * A form that asks no more of the fact than its qualifiers leave.
   *
   * @param <S> what the qualifiers narrow
   */
  abstract static class Selecting<S extends Answer> extends Form<S> {

    Selecting(String template, Words words, List<Qualifier<S>> qualifiers) {
      super(template, words, qualifiers);
    }

    @Override
    final Answer answer(S selected, Args args) {
      return selected;
    }
  }

  /**
   * A form that asks the only fact of its kind, without qualifiers.
   *
   * @param <F> the fact
   */
  abstract static class OfOneFact<F> extends Selecting<Answer> {

    private final Class<F> type;

    OfOneFact(Single.Kind kind, Class<F> type, String template, String drl) {
      super(template, new Words(kind, null, false, drl, "", null), List.of());
      this.type = type;
    }

    /** Returns what it asks of the fact. */
    abstract Answer asked(F fact, Args args);

    @Override
    abstract List<Need> needs(Facts facts, Args args);

    @Override
    Set<String> reads(Args args, Vocabulary vocabulary) {
      return Set.of();
    }

    @Override
    final Answer selected(Object fact, Args args) {
      return asked(type.cast(fact), args);
    }
  }

  /** Receives what is wrong with a line, and what would be right. */
  @FunctionalInterface
  interface Problems {
    void add(String found, String expected);
  }

  /**
   * A qualifier: its words and how it narrows.
   *
   * @param <S> what it narrows
   */
  abstract static class Qualifier<S> {

    private final Args.Template template;
    private final String drl;
    private final boolean aboutTime;

    /**
     * Makes a qualifier.
     *
     * @param template its words
     * @param drl how it narrows, in DRL
     */
    Qualifier(String template, String drl) {
      this.template = new Args.Template(template);
      this.drl = drl;
      this.aboutTime = template.contains("{window}");
    }

    /** Returns its words. */
    final Args.Template template() {
      return template;
    }

    /** Returns how it narrows, in DRL. */
    final String drl() {
      return drl;
    }

    /** Whether it asks of nothing but time. */
    final boolean aboutTime() {
      return aboutTime;
    }

    /** Returns how it narrows, in Java. */
    abstract S narrowed(S selected, Args args);

    /** Returns what it makes of a witness. */
    abstract Specimen.Trait<?> trait();
  }

  /** A qualifier and what a line says in its open places. */
  record Qualified<S>(Qualifier<S> qualifier, Args args, String line) {}

  /** Returns its words. */
  final Args.Template template() {
    return template;
  }

  /** Returns the kind of fact that answers it. */
  final Single.Kind kind() {
    return words.kind();
  }

  /** Returns the qualifiers it takes. */
  final List<Qualifier<S>> qualifiers() {
    return qualifiers;
  }

  /** Returns what it asks of the fact first. */
  abstract S selected(Object fact, Args args);

  /** Returns what it asks last, of what the qualifiers leave. */
  abstract Answer answer(S selected, Args args);

  /**
   * Returns witnesses of each truth that a sentence of the form can have with these qualifiers, and
   * on each side of and at each of its limits and windows.
   */
  abstract List<Witness> witnesses(WitnessScene scene, Args args, List<Qualified<S>> qualified);

  /** Finds what else is wrong with the open places of a line, given the titles of a rulebase. */
  void check(Args args, Vocabulary vocabulary, Problems problems) {}

  /** Returns the titles it reads. */
  Set<String> reads(Args args, Vocabulary vocabulary) {
    return Set.of(args.theName());
  }

  /** Returns what it reads of what is planned and of the patient as such, and not of entries. */
  Set<String> elements() {
    return Set.of();
  }

  /** Returns what must be known, given the facts, or {@code null} for the fact itself. */
  @Nullable List<Need> needs(Facts facts, Args args) {
    return null;
  }

  /** Whether its window says nothing of how far back it looks. */
  boolean isOfAnyTime() {
    return false;
  }

  final Sentence sentence(
      String line, Args args, List<Qualified<S>> qualified, Vocabulary vocabulary) {
    String text = line;
    boolean aboutTimeOnly = true;
    for (Qualified<S> each : qualified) {
      text = text + " - " + each.line();
      aboutTimeOnly &= each.qualifier().aboutTime();
    }
    Single single =
        new Single(
            text,
            () -> drl(args, qualified),
            kind(),
            kind().isKeyed() ? args.theName() : null,
            fact -> question(fact, args, qualified),
            words.section(),
            aboutTimeOnly,
            isOfAnyTime() ? null : within(args, qualified),
            needs(args, qualified),
            reads(args, vocabulary),
            args.result(),
            elements(),
            scene -> witnesses(scene, args, qualified));
    return words.negated() ? new Absence(text, single) : single;
  }

  private Answer question(Object fact, Args args, List<Qualified<S>> qualified) {
    S selected = selected(fact, args);
    for (Qualified<S> each : qualified) {
      selected = each.qualifier().narrowed(selected, each.args());
    }
    return answer(selected, args);
  }

  private String drl(Args args, List<Qualified<S>> qualified) {
    StringBuilder chain = new StringBuilder(args.fill(words.startDrl()));
    for (Qualified<S> each : qualified) {
      chain.append('.').append(each.args().fill(each.qualifier().drl()));
    }
    chain.append(args.fill(words.endDrl())).append(".mayHold()");
    String key = kind().isKeyed() ? args.fill("concept == {name}, ") : "";
    return kind().fact().getSimpleName() + "( " + key + chain + " )";
  }

  /** How far back it looks; {@code null} if any time or the present matters. */
  private @Nullable Window within(Args args, List<Qualified<S>> qualified) {
    // a window of the time to come says nothing of how far back it looks
    Window within = kind() == Single.Kind.UPCOMING ? null : args.window();
    for (Qualified<S> each : qualified) {
      if (each.line().contains("within the last")) {
        within = each.args().theWindow();
      }
    }
    return within;
  }

  private Function<Facts, List<Need>> needs(Args args, List<Qualified<S>> qualified) {
    Function<Facts, List<Need>> ofTheFact = new Fixed(() -> need(args, qualified));
    return facts -> {
      List<Need> own = needs(facts, args);
      return own != null ? own : ofTheFact.apply(facts);
    };
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
    String ask = words.ask();
    String question =
        ask == null
            ? null
            : filledWithWords(ask, args) + (kind() == Single.Kind.READINGS ? "" : qualifiers + "?");
    return new Need(
        args.name() == null ? "" : args.theName(),
        words.section(),
        within(args, qualified),
        question);
  }

  private static String filledWithWords(String ask, Args args) {
    String filled = args.name() == null ? ask : ask.replace("{name}", args.theName());
    return args.window() == null ? filled : filled.replace("{window}", args.theWindow().toString());
  }
}
