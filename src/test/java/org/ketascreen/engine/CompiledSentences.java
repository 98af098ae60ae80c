package org.ketascreen.engine;

import java.util.List;
import java.util.Set;
import org.ketascreen.fact.Derived;
import org.ketascreen.fact.Facts;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Rulebase;

/** Compiled rules of one sentence each, asked without the rest of the engine. */
public final class CompiledSentences {

  private final DroolsRules rules;

  /** Loads the compiled rules of a rulebase. */
  public CompiledSentences(Rulebase rulebase) {
    this.rules = new DroolsRules(rulebase);
  }

  /** Returns the ids of the rules that match, given that this sentence may hold or not. */
  public Set<String> matching(Facts facts, Sentence sentence, boolean mayHold) {
    List<Object> all = facts.all();
    if (sentence.isDerived() && mayHold) {
      all.add(new Derived(Sentence.key(sentence.text())));
    }
    return rules.matching(all);
  }
}
