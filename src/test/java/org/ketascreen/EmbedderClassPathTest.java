package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ketascreen.EmbedderClassPath.Artifact;

@Tag("everywhere")
class EmbedderClassPathTest {
  final EmbedderClassPath classPath = EmbedderClassPath.read();

  @Test
  void holdsTheEngineJacksonUnitsAndTheLogInterfaceAndNothingElse() {
    assertThat(classPath.artifacts())
        .extracting(Artifact::groupId, Artifact::artifactId)
        .map(tuple -> tuple.toList().get(0) + ":" + tuple.toList().get(1))
        .containsExactlyInAnyOrder(
            "org.drools:drools-base",
            "org.drools:drools-canonical-model",
            "org.drools:drools-core",
            "org.drools:drools-kiesession",
            "org.drools:drools-model-compiler",
            "org.drools:drools-util",
            "org.drools:drools-wiring-api",
            "org.drools:drools-wiring-static",
            "org.kie:kie-api",
            "org.kie:kie-internal",
            "org.kie:kie-memory-compiler",
            "tools.jackson.core:jackson-core",
            "tools.jackson.core:jackson-databind",
            "com.fasterxml.jackson.core:jackson-annotations",
            "org.fhir:ucum",
            "org.slf4j:slf4j-api",
            "org.jspecify:jspecify");
  }

  @Test
  void namesAJarForEach() {
    assertThat(classPath.jars())
        .hasSameSizeAs(classPath.artifacts())
        .allMatch(Files::isRegularFile);
  }
}
