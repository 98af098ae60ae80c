package org.ketascreen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.ketascreen.fact.Derived;
import org.ketascreen.fact.Facts;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Rulebase;

/**
 * Rules of one sentence each, asked without the rest of the engine: as the engine's model, and as
 * Drools compiles the generated DRL.
 */
public final class CompiledSentences {

  private final DroolsRules model;
  private final DroolsRules drl;

  /** Makes both of a rulebase. */
  public CompiledSentences(Rulebase rulebase) {
    List<RuleLogic> rules = Engine.of(rulebase, null).rules();
    this.model = DroolsRules.of(rulebase, rules);
    this.drl = GeneratedDrl.compile(rulebase, rules);
  }

  /** Returns the ids of the rules that match, given that this sentence may hold or not. */
  public Set<String> matching(Facts facts, Sentence sentence, boolean mayHold) {
    List<Object> all = facts.all();
    if (sentence.isDerived() && mayHold) {
      all.add(new Derived(Sentence.key(sentence.text())));
    }
    Set<String> matching = model.matching(all);
    assertThat(drl.matching(all)).isEqualTo(matching);
    return matching;
  }
}
