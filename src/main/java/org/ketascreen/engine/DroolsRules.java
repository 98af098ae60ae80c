package org.ketascreen.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.ketascreen.fact.Derived;
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

  private static final String WARM_UP = "warm up";
  private static final AtomicBoolean WARMED = new AtomicBoolean();

  private final KieBase kieBase;

  DroolsRules(KieBase kieBase) {
    this.kieBase = kieBase;
  }

  static DroolsRules of(Rulebase rulebase, List<RuleLogic> rules) {
    return of(RuleModel.of(DrlWriter.packageName(rulebase), rules));
  }

  private static DroolsRules of(Model model) {
    return new DroolsRules(
        KieBaseBuilder.createKieBaseFromModel(
            List.of(model),
            RuleBaseFactory.newKnowledgeBaseConfiguration(null, DroolsRules.class.getClassLoader()),
            new NothingUpdated()));
  }

  /**
   * Begins to load what Drools needs for any rule, on a thread of its own: half of what the first
   * rulebase of a JVM costs. Drools asks the context class loader for its services, so that the
   * thread has the caller's. Nothing depends on it.
   */
  static void warmUp() {
    if (WARMED.compareAndSet(false, true)) {
      Thread thread = new Thread(DroolsRules::matchOne, "ketascreen-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void matchOne() {
    try {
      of(RuleModel.ofOne(DroolsRules.class.getPackageName() + ".warmup", WARM_UP))
          .matching(List.of(new Derived(WARM_UP)));
    } catch (RuntimeException | LinkageError e) {
      // Whoever makes the rules meets the same, and can say it to the caller.
    }
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
