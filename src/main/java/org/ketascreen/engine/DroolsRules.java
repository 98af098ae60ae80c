package org.ketascreen.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.ketascreen.fact.Matches;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * The compiled rules of a rulebase. Immutable and thread-safe; every call has a session of its own.
 */
final class DroolsRules {

  private final KieBase kieBase;

  DroolsRules(Rulebase rulebase) {
    CompiledRuleLoader loader =
        new CompiledRuleLoader(rulebase.coordinates(), rulebase.compiled().classes());
    try {
      Model model =
          (Model)
              loader.loadClass(rulebase.compiled().model()).getDeclaredConstructor().newInstance();
      this.kieBase =
          KieBaseBuilder.createKieBaseFromModel(
              List.of(model), RuleBaseFactory.newKnowledgeBaseConfiguration(null, loader));
    } catch (ReflectiveOperationException e) {
      throw new RulebaseException(
          rulebase.coordinates(), "its compiled rules cannot be loaded", "compile it again");
    }
  }

  /** Returns the ids of the rules whose sentences may all hold. */
  Set<String> matching(List<Object> facts) {
    Set<String> matched = new HashSet<>();
    Matches matches = matched::add;
    KieSession session = kieBase.newKieSession();
    try {
      session.setGlobal("matches", matches);
      facts.forEach(session::insert);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return matched;
  }
}
