package org.ketascreen.rulebase.authoring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drools.compiler.compiler.JavaDialectConfiguration;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase.CompiledRules;
import org.ketascreen.rulebase.RulebaseException;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.memorycompiler.JavaConfiguration.CompilerType;

/** Compiles generated Drools rules into class files of Drools' executable model. */
final class RuleCompiler {

  static {
    // All are read when Drools' classes are first used. Class files of Java 17 whatever runs the
    // build;
    setUnlessSet("drools.dialect.java.compiler.lnglevel", "17");
    // one rule after the other, since the order in which threads finish would get into the bytes;
    setUnlessSet("drools.parallelRulesBuildThreshold", "-1");
    setUnlessSet("drools.parallelLambdaExternalization", "false");
    // and ECJ, without which Drools would silently take javac.
    JavaDialectConfiguration.setDefaultCompilerType(CompilerType.ECLIPSE);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private RuleCompiler() {}

  /**
   * Compiles one DRL file.
   *
   * @param packageName its package, unique to the content
   * @throws RulebaseException if Drools refuses it; that is a fault of this library, since every
   *     sentence was checked
   */
  static CompiledRules compile(String packageName, String id, String content, String drl) {
    KieServices services = KieServices.get();
    ReleaseId release = services.newReleaseId("org.ketascreen.rulebase", id, content);
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(release);
    files.write("src/main/resources/" + packageName.replace('.', '/') + "/rules.drl", drl);
    KieBuilder builder = services.newKieBuilder(files, RuleCompiler.class.getClassLoader());
    try {
      build(builder);
      return classes((InternalKieModule) builder.getKieModule());
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private static void build(KieBuilder builder) {
    try {
      builder.buildAll(ExecutableModelProject.class);
    } catch (RuntimeException e) {
      throw new RulebaseException(
          "rules.drl", "Drools refuses it: " + e.getMessage(), "report this");
    }
    List<Problem> problems = new ArrayList<>();
    for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
      String path = message.getLine() > 0 ? "rules.drl:" + message.getLine() : "rules.drl";
      problems.add(new Problem(path, "Drools refuses it: " + message.getText(), "report this"));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  private static CompiledRules classes(InternalKieModule module) {
    Map<String, byte[]> classes = new HashMap<>();
    String model = "";
    for (String name : new TreeSet<>(module.getFileNames())) {
      byte[] bytes = module.getBytes(name);
      if (name.endsWith("/drools-model")) {
        model = new String(bytes, StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
      } else if (name.endsWith(".class") && !name.startsWith("org/drools/project/model/")) {
        classes.put(name.substring(0, name.length() - ".class".length()).replace('/', '.'), bytes);
      }
    }
    return new CompiledRules(model, classes);
  }
}
