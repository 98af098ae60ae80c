package org.ketascreen.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class VignetteTestsTest {

  private static final Path SMALL = Path.of("src/test/resources/rulebases/small");
  private static final String TWO =
      """
      - name: an aneurysm
        tags: [ aorta ]
        conditions: [ { code: "icd-10-cm|I71.4", clinical: active, verification: confirmed } ]
        outcomes: { CV-01: clear }
        sections: { conditions: recorded, procedures: recorded }
      - name: nobody asked
        outcomes: { CV-01: fired }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void copyASmallRulebase() throws IOException {
    try (Stream<Path> files = Files.walk(SMALL)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SMALL.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
    Files.writeString(folder.resolve("more.vignettes.yaml"), TWO);
  }

  private List<DynamicTest> tests(Set<String> tags) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (DynamicNode node : VignetteTests.of(folder, tags).toList()) {
      assertThat(node.getDisplayName()).isEqualTo("more.vignettes.yaml");
      ((DynamicContainer) node).getChildren().forEach(each -> tests.add((DynamicTest) each));
    }
    return tests;
  }

  @Test
  void eachVignetteIsATestThatKnowsItsLine() throws IOException {
    assertThat(tests(Set.of()))
        .extracting(DynamicNode::getDisplayName)
        .containsExactly("an aneurysm", "nobody asked");
    assertThat(tests(Set.of()).get(1).getTestSourceUri().orElseThrow().toString())
        .endsWith("/more.vignettes.yaml?line=6");
  }

  @Test
  void tagsChoose() throws IOException {
    assertThat(tests(Set.of("aorta")))
        .extracting(DynamicNode::getDisplayName)
        .containsExactly("an aneurysm");
    assertThatThrownBy(() -> tests(Set.of("liver")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no vignettes with one of the tags [liver]");
  }

  @Test
  void aFailureSaysWhatDecidedAndWhichEntryToTakeAway() throws IOException {
    assertThatThrownBy(tests(Set.of()).get(0).getExecutable()::execute)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("more.vignettes.yaml:1: CV-01 should be clear, is fired")
        .hasMessageContaining("Condition/1 holds")
        .hasMessageContaining(
            "Smallest change that meets it: without Condition/1 (icd-10-cm|I71.4)");
  }

  @Test
  void aFailureNamesTheCodesAndPlacesInWhichItIsNotMet() throws IOException {
    Files.writeString(
        folder.resolve("more.vignettes.yaml"),
        """
        - name: vessels
          each: [ "icd-10-cm|I71.4", "icd-10-cm|Z00.0", "icd-10-cm|Z00.1" ]
          conditions: [ { code: each, clinical: active, verification: confirmed } ]
          outcomes: { CV-01: fired }
          applies: { stages: [ evaluation ], jurisdictions: all }
        """);

    assertThatThrownBy(tests(Set.of()).get(0).getExecutable()::execute)
        .hasMessageContaining(
            "more.vignettes.yaml:1: CV-01 should be fired, is clear:"
                + " with icd-10-cm|Z00.0, with icd-10-cm|Z00.1\n"
                + "CV-01 should be not-applicable, is fired: at ")
        .hasMessageContaining("CV-01 is clear")
        .hasMessageContaining("Smallest change that meets it with icd-10-cm|Z00.0: with ");
  }

  @Test
  void aFailureSaysWhatToAdd() throws IOException {
    assertThatThrownBy(tests(Set.of()).get(1).getExecutable()::execute)
        .hasMessageContaining("CV-01 should be fired, is not-evaluable")
        .hasMessageContaining("Smallest change that meets it: with ");
  }

  @Test
  void aFailureSaysHonestlyThatNoChangeWasFound() throws IOException {
    Files.writeString(
        folder.resolve("more.vignettes.yaml"), "- name: x\n  outcomes: { CV-99: fired }\n");

    assertThatThrownBy(tests(Set.of()).get(0).getExecutable()::execute)
        .hasMessageContaining("CV-99 should be fired, is null")
        .hasMessageContaining("none found within 0 of 0 changes");
  }

  /** Without tests to run nothing would fail. */
  @Test
  void aClassMustNameItsVignettes() {
    VignetteTests nameless = new VignetteTests() {};

    assertThatThrownBy(() -> nameless.vignettes(new OfClass(nameless.getClass())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@Vignettes(");
  }

  private record OfClass(Class<?> type) implements org.junit.jupiter.api.TestInfo {
    @Override
    public String getDisplayName() {
      return type.getName();
    }

    @Override
    public Set<String> getTags() {
      return Set.of();
    }

    @Override
    public java.util.Optional<Class<?>> getTestClass() {
      return java.util.Optional.of(type);
    }

    @Override
    public java.util.Optional<java.lang.reflect.Method> getTestMethod() {
      return java.util.Optional.empty();
    }
  }
}
