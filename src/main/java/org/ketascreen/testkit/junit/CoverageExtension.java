package org.ketascreen.testkit.junit;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;
import org.ketascreen.testkit.coverage.Measure;

/** Hands a test class its coverage, and fails if it comes to too little. Thread-safe. */
final class CoverageExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace ITS =
      ExtensionContext.Namespace.create(CoverageExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    RequireCoverage required = context.getRequiredTestClass().getAnnotation(RequireCoverage.class);
    if (required != null) {
      context.getStore(ITS).put(Coverage.class, Coverage.of(rulebase(required.of())));
    }
  }

  private static Rulebase rulebase(String of) {
    Rulebases bundled = Rulebases.bundled();
    return bundled.isName(of) ? bundled.load(of) : RulebaseCompiler.compile(Path.of(of)).load();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Coverage.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return coverage(context);
  }

  private static Coverage coverage(ExtensionContext context) {
    @Nullable Coverage coverage = context.getStore(ITS).get(Coverage.class, Coverage.class);
    if (coverage == null) {
      throw new IllegalStateException("no @RequireCoverage on the test class");
    }
    return coverage;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    RequireCoverage required = context.getRequiredTestClass().getAnnotation(RequireCoverage.class);
    if (required != null) {
      check(required, coverage(context).report());
    }
  }

  static void check(RequireCoverage required, CoverageReport report) {
    Map<Measure, Integer> least = least(required);
    String below =
        least.entrySet().stream()
            .filter(each -> isBelow(report.figure(each.getKey()).perCent(), each.getValue()))
            .map(
                each ->
                    each.getKey().code()
                        + " is "
                        + report.figure(each.getKey()).perCent()
                        + " %, required are "
                        + each.getValue()
                        + " %")
            .collect(Collectors.joining("; "));
    if (!below.isEmpty()) {
      throw new AssertionError(below + "\n" + report.toText());
    }
  }

  private static boolean isBelow(BigDecimal shown, int least) {
    return shown.compareTo(BigDecimal.valueOf(least)) < 0;
  }

  private static Map<Measure, Integer> least(RequireCoverage required) {
    Map<Measure, Integer> least = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      least.put(
          measure,
          switch (measure) {
            case RULES -> required.rules();
            case SENTENCES -> required.sentences();
            case MISSING -> required.missing();
            case BOUNDARIES -> required.boundaries();
            case CODES -> required.codes();
            case SCOPE -> required.scope();
          });
    }
    return least;
  }
}
