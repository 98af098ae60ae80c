package org.ketascreen.testkit.junit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.ketascreen.API;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.VignetteResult;
import org.ketascreen.testkit.VignetteRun;
import org.opentest4j.AssertionFailedError;

/**
 * A test class whose tests are the vignettes that its {@link Vignettes} names. The rulebase is
 * compiled from its source, once a class. Implementations need no state.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface VignetteTests {

  /**
   * Returns the tests, in groups by file.
   *
   * @throws org.ketascreen.rulebase.RulebaseException if rules or vignettes cannot be read
   * @throws IOException if the folder cannot be read
   * @throws IllegalStateException if the class names no vignettes, or none have its tags: tests
   *     that are not there would pass
   */
  @TestFactory
  default Stream<DynamicNode> vignettes(TestInfo test) throws IOException {
    Class<?> type = test.getTestClass().orElseThrow();
    Vignettes named = type.getAnnotation(Vignettes.class);
    if (named == null) {
      throw new IllegalStateException(
          type.getName() + " names no vignettes; write @Vignettes(\"rules/...\") above it");
    }
    return of(Path.of(named.value()), Set.of(named.tags()));
  }

  /**
   * Returns tests for any {@link TestFactory}, in groups by file.
   *
   * @param folder the folder of the rulebase's source
   * @param tags the tags of which a vignette must have one; all run if there are none
   * @throws org.ketascreen.rulebase.RulebaseException if rules or vignettes cannot be read
   * @throws IOException if the folder cannot be read
   * @throws IllegalStateException if there is no such vignette
   */
  static Stream<DynamicNode> of(Path folder, Set<String> tags) throws IOException {
    Map<String, List<Vignette>> files =
        org.ketascreen.testkit.Vignettes.read(folder).stream()
            .filter(each -> tags.isEmpty() || !Collections.disjoint(each.tags(), tags))
            .collect(
                Collectors.groupingBy(Vignette::file, LinkedHashMap::new, Collectors.toList()));
    if (files.isEmpty()) {
      throw new IllegalStateException(
          folder + " has no vignettes" + (tags.isEmpty() ? "" : " with one of the tags " + tags));
    }
    VignetteRun run = VignetteRun.of(RulebaseCompiler.compile(folder).load());
    return files.entrySet().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.getKey(),
                    folder.resolve(file.getKey()).toUri(),
                    file.getValue().stream().map(each -> test(folder, run, each))));
  }

  private static DynamicTest test(Path folder, VignetteRun run, Vignette vignette) {
    URI place = URI.create(folder.resolve(vignette.file()).toUri() + "?line=" + vignette.line());
    return DynamicTest.dynamicTest(vignette.name(), place, () -> check(run.result(vignette)));
  }

  private static void check(VignetteResult result) {
    if (!result.isAsExpected()) {
      Vignette vignette = result.vignette();
      throw new AssertionFailedError(
          vignette.file() + ":" + vignette.line() + ": " + result.toText());
    }
  }
}
