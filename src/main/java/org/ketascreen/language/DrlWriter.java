package org.ketascreen.language;

import java.util.List;
import java.util.TreeMap;
import org.ketascreen.API;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;

/** Writes the Drools rules that rules become. Immutable and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class DrlWriter {

  private DrlWriter() {}

  /** Returns the package of the Drools rules of a rulebase, which differs between rulebases. */
  public static String packageName(Rulebase rulebase) {
    return "ketascreen.rulebase.p"
        + rulebase.digest().substring(rulebase.digest().indexOf(':') + 1);
  }

  /** Returns a DRL file of the rules of a rulebase. All report in the same one sentence. */
  public static String write(Rulebase rulebase, List<RuleLogic> rules) {
    StringBuilder drl = new StringBuilder();
    drl.append("// Written by ketascreen from the sentences of the rule files. Do not edit.\n");
    drl.append("package ").append(packageName(rulebase)).append("\n\n");
    for (String fact :
        List.of(
            "Allergies",
            "Conditions",
            "Derived",
            "Indications",
            "Medications",
            "Person",
            "Plan",
            "Readings",
            "Upcoming")) {
      drl.append("import org.ketascreen.fact.").append(fact).append('\n');
    }
    drl.append("\nglobal org.ketascreen.fact.Matches matches\n");
    TreeMap<String, RuleLogic> byId = new TreeMap<>();
    rules.forEach(logic -> byId.put(logic.rule().id(), logic));
    byId.values().forEach(logic -> write(drl, logic));
    return drl.toString();
  }

  private static void write(StringBuilder drl, RuleLogic logic) {
    Rule rule = logic.rule();
    drl.append("\n// ").append(rule.file()).append(':').append(rule.line()).append('\n');
    // Not the title: Drools copies a rule's name into a comment of the Java code it compiles, which
    // a title with the end of a comment in it would close.
    drl.append("rule \"").append(rule.id()).append("\"\n");
    drl.append("when\n");
    int line = 0;
    for (Sentence sentence : logic.lines()) {
      drl.append("    // ").append(sentence.text()).append('\n');
      // Drools numbers patterns without a name through the whole life of the compiler.
      drl.append("    line").append(++line).append(" : ").append(sentence.drl()).append('\n');
    }
    drl.append("then\n");
    drl.append("    matches.matched( \"").append(rule.id()).append("\" );\n");
    drl.append("end\n");
  }
}
