package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screens in a Java of its own that has what an embedder has, and no rule compiler. */
class RuntimeClassPathTest {

  private static final String EMBEDDER =
      """
      import org.ketascreen.Screener;
      import org.ketascreen.ScreeningReport;
      import org.ketascreen.ScreeningRequest;
      import org.ketascreen.fhir.FhirReader;
      import org.ketascreen.record.AsOf;
      import org.ketascreen.rulebase.Agent;
      import org.ketascreen.rulebase.Route;
      import org.ketascreen.rulebase.Rulebases;
      import org.ketascreen.rulebase.Treatment;

      public class Embedder {
        static final String BUNDLE =
            \"""
            {
              "resourceType": "Bundle",
              "type": "collection",
              "entry": [
                {"resource": {"resourceType": "Patient", "id": "p", "birthDate": "1980-02-03"}},
                {
                  "resource": {
                    "resourceType": "Condition",
                    "id": "c",
                    "subject": {"reference": "Patient/p"},
                    "clinicalStatus": {"coding": [{
                      "system": "http://terminology.hl7.org/CodeSystem/condition-clinical",
                      "code": "active"}]},
                    "verificationStatus": {"coding": [{
                      "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                      "code": "confirmed"}]},
                    "code": {"coding": [{
                      "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "I71.40"}]}
                  }
                }
              ]
            }
            \""";

        public static void main(String[] args) {
          ScreeningReport report =
              Screener.of(Rulebases.bundled().load("ketamine@1.0.0"))
                  .screen(
                      ScreeningRequest.builder(
                              FhirReader.r4().read(BUNDLE),
                              Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                              AsOf.parse("2026-06-15T09:00:00Z"))
                          .build());
          System.out.println(report.disposition().code());
          for (String name : args) {
            try {
              Class.forName(name, false, Embedder.class.getClassLoader());
              System.out.println("has " + name);
            } catch (ClassNotFoundException e) {
              // As it should be.
            }
          }
        }
      }
      """;

  /**
   * One class of each: rule compiler, its code generator, Java compiler, parsers, YAML, picocli.
   */
  private static final List<String> COMPILERS =
      List.of(
          "org.drools.compiler.builder.impl.KnowledgeBuilderImpl",
          "org.drools.compiler.kie.builder.impl.KieBuilderImpl",
          "org.drools.model.codegen.ExecutableModelProject",
          "org.drools.drl.parser.DrlParser",
          "org.eclipse.jdt.internal.compiler.Compiler",
          "org.antlr.runtime.Lexer",
          "org.antlr.v4.runtime.Lexer",
          "com.github.javaparser.JavaParser",
          "tools.jackson.dataformat.yaml.YAMLMapper",
          "picocli.CommandLine");

  @TempDir Path folder;

  @Test
  void screensWithoutTheRuleCompiler() throws Exception {
    Path source = Files.writeString(folder.resolve("Embedder.java"), EMBEDDER);
    assertThat(
            run("javac", "-proc:none", "-d", folder.toString(), "-cp", path(), source.toString()))
        .doesNotContain("error");

    assertThat(
            run(
                "java",
                List.of(
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-cp",
                    folder + File.pathSeparator + path()),
                "Embedder",
                COMPILERS))
        .isEqualToIgnoringNewLines("contraindicated");
  }

  @Test
  void couldLoadTheCompilersOtherwise() {
    assertThat(COMPILERS).allSatisfy(name -> assertThat(isHere(name)).as(name).isTrue());
  }

  private static boolean isHere(String name) {
    try {
      Class.forName(name, false, RuntimeClassPathTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String path() {
    return EmbedderClassPath.read().withLibrary();
  }

  private String run(String tool, List<String> options, String main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new java.util.ArrayList<>(options);
    all.add(main);
    all.addAll(arguments);
    return run(tool, all.toArray(String[]::new));
  }

  private String run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(tool + ".out");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(exit).as(text).isZero();
    return text;
  }
}
