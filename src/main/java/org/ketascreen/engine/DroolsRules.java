package org.ketascreen.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.modelcompiler.KieBaseBuilder;
import org.ketascreen.fact.Matches;
import org.ketascreen.language.DrlWriter;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rulebase;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * The rules of a rulebase in Drools. Immutable and thread-safe; every call has a session of its
 * own.
 */
final class DroolsRules {

  static final String MATCHES = "matches";

  private final KieBase kieBase;

  DroolsRules(KieBase kieBase) {
    this.kieBase = kieBase;
  }

  static DroolsRules of(Rulebase rulebase, List<RuleLogic> rules) {
    return new DroolsRules(
        KieBaseBuilder.createKieBaseFromModel(
            List.of(RuleModel.of(DrlWriter.packageName(rulebase), rules)),
            RuleBaseFactory.newKnowledgeBaseConfiguration(
                null, DroolsRules.class.getClassLoader())));
  }

  /** Returns the ids of the rules whose sentences may all hold. */
  Set<String> matching(List<Object> facts) {
    Set<String> matched = new HashSet<>();
    Matches matches = matched::add;
    KieSession session = kieBase.newKieSession();
    try {
      session.setGlobal(MATCHES, matches);
      facts.forEach(session::insert);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return matched;
  }
}
