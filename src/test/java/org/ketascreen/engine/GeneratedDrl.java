package org.ketascreen.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drools.compiler.compiler.JavaDialectConfiguration;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.KieBaseBuilder;
import org.ketascreen.language.DrlWriter;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rulebase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.memorycompiler.JavaConfiguration.CompilerType;

/** The generated DRL of a rulebase, compiled by Drools itself: what the engine's model must be. */
final class GeneratedDrl {

  static {
    // without it Drools would silently take javac
    JavaDialectConfiguration.setDefaultCompilerType(CompilerType.ECLIPSE);
  }

  private GeneratedDrl() {}

  static DroolsRules compile(Rulebase rulebase, List<RuleLogic> rules) {
    KieServices services = KieServices.get();
    String name = DrlWriter.packageName(rulebase);
    ReleaseId release = services.newReleaseId("org.ketascreen.test", name, "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(release);
    files.write(
        "src/main/resources/" + name.replace('.', '/') + "/rules.drl",
        DrlWriter.write(rulebase, rules));
    KieBuilder builder = services.newKieBuilder(files, GeneratedDrl.class.getClassLoader());
    builder.buildAll(ExecutableModelProject.class);
    assertThat(builder.getResults().getMessages(Message.Level.ERROR)).isEmpty();
    Classes classes = new Classes((InternalKieModule) builder.getKieModule());
    services.getRepository().removeKieModule(release);
    return new DroolsRules(
        KieBaseBuilder.createKieBaseFromModel(
            List.of(classes.model()),
            RuleBaseFactory.newKnowledgeBaseConfiguration(null, classes)));
  }

  /** What Drools compiled. */
  private static final class Classes extends ClassLoader {
    private final InternalKieModule module;

    private Classes(InternalKieModule module) {
      super(GeneratedDrl.class.getClassLoader());
      this.module = module;
    }

    private Model model() {
      String listing =
          module.getFileNames().stream()
              .filter(each -> each.endsWith("/drools-model"))
              .findFirst()
              .orElseThrow();
      String name =
          new String(module.getBytes(listing), UTF_8).lines().skip(1).findFirst().orElseThrow();
      try {
        return (Model) loadClass(name).getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = module.getBytes(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
