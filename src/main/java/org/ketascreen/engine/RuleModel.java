package org.ketascreen.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drools.model.AlphaIndex;
import org.drools.model.Global;
import org.drools.model.Index.ConstraintType;
import org.drools.model.Model;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.functions.Block1;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.ketascreen.fact.Derived;
import org.ketascreen.fact.Matches;
import org.ketascreen.fact.OfConcept;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;

/**
 * Rules as Drools' executable model: for each the patterns of its sentences, and the consequence
 * that reports it. What Drools' own compiler would make of the generated DRL, without classes: a
 * rulebase is data, nothing of it is run.
 */
final class RuleModel {

  private final String packageName;
  private final Global<Matches> matches;

  private RuleModel(String packageName) {
    this.packageName = packageName;
    this.matches = PatternDSL.globalOf(Matches.class, packageName, DroolsRules.MATCHES);
  }

  /**
   * Returns the model of some rules.
   *
   * @param packageName the package of the rules, which must differ between rulebases
   */
  static Model of(String packageName, List<RuleLogic> rules) {
    RuleModel model = new RuleModel(packageName);
    ModelImpl all = new ModelImpl().addGlobal(model.matches);
    rules.forEach(each -> all.addRule(model.rule(each)));
    return all;
  }

  /** Returns a model of one rule, which no fact matches but one that says its key. */
  static Model ofOne(String packageName, String key) {
    RuleModel model = new RuleModel(packageName);
    return new ModelImpl()
        .addGlobal(model.matches)
        .addRule(model.rule(key, List.of(derived("line1", key))));
  }

  private org.drools.model.Rule rule(RuleLogic logic) {
    List<RuleItemBuilder<?>> items = new ArrayList<>();
    for (Sentence line : logic.lines()) {
      items.add(pattern(line, "line" + (items.size() + 1)));
    }
    return rule(logic.rule().id(), items);
  }

  private org.drools.model.Rule rule(String id, List<RuleItemBuilder<?>> patterns) {
    List<RuleItemBuilder<?>> items = new ArrayList<>(patterns);
    items.add(PatternDSL.on(matches).execute(new Report(id)));
    return PatternDSL.rule(packageName, id).build(items.toArray(RuleItemBuilder[]::new));
  }

  private static PatternDef<?> pattern(Sentence sentence, String name) {
    if (sentence instanceof Single single) {
      return pattern(single, name);
    }
    return derived(name, Sentence.key(sentence.text()));
  }

  private static PatternDef<Derived> derived(String name, String key) {
    return keyed(Derived.class, name, "sentence", Derived::getSentence, key);
  }

  private static PatternDef<?> pattern(Single single, String name) {
    Class<?> fact = single.kind().fact();
    Test<Object> mayHold =
        new Test<>(single.text(), each -> single.question().apply(each).truth().mayHold());
    PatternDef<Object> pattern =
        single.concept() == null
            ? PatternDSL.pattern(variable(fact, name))
            : keyed(
                fact, name, "concept", each -> ((OfConcept) each).getConcept(), single.concept());
    return pattern.expr(mayHold.expression(), mayHold);
  }

  /** Returns the pattern of the facts that have a key, by which Drools hashes them. */
  private static <T> PatternDef<T> keyed(
      Class<?> fact, String name, String property, Function<T, String> key, String wanted) {
    AlphaIndex<T, String> index =
        PatternDSL.alphaIndexedBy(String.class, ConstraintType.EQUAL, 0, key::apply, wanted);
    Test<T> test =
        new Test<>(property + " == \"" + wanted + '"', each -> key.apply(each).equals(wanted));
    return PatternDSL.<T>pattern(variable(fact, name)).expr(test.expression(), test, index);
  }

  @SuppressWarnings("unchecked")
  private static <T> Variable<T> variable(Class<?> fact, String name) {
    return (Variable<T>) PatternDSL.declarationOf(fact, name);
  }

  /** A condition on one fact; Drools takes those of one expression for the same. */
  private record Test<T>(String expression, Predicate<T> predicate)
      implements Predicate1<T>, HashedExpression {

    @Override
    public boolean test(T fact) {
      return predicate.test(fact);
    }

    @Override
    public String getExpressionHash() {
      return expression;
    }
  }

  /** The consequence of a rule. */
  private record Report(String rule) implements Block1<Matches>, HashedExpression {

    @Override
    public void execute(Matches matches) {
      matches.matched(rule);
    }

    @Override
    public String getExpressionHash() {
      return rule;
    }
  }
}
