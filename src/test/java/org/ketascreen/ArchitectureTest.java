package org.ketascreen;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.ketascreen.rulebase.authoring.CompileRulebases;

/** Which package may use what. The drawing is in the package descriptions. */
class ArchitectureTest {

  private static final String ROOT = "org.ketascreen";
  private static final String AUTHORING = ROOT + ".rulebase.authoring";
  private static final String CLI = ROOT + ".cli";

  /** From the one that uses nothing to the one that uses all before it. */
  private static final List<String> ARROWS =
      List.of(
          ROOT + ".record",
          ROOT + ".terminology",
          ROOT + ".rulebase",
          ROOT + ".fact",
          ROOT + ".language",
          ROOT + ".engine",
          ROOT);

  /** The adapters, which do not know each other but for the command line, which knows all. */
  private static final List<String> ADAPTERS =
      List.of(
          "fhir",
          "json",
          "cdshooks",
          "review",
          "review.diff",
          "testkit",
          "testkit.arbitrary",
          "testkit.coverage",
          "testkit.junit",
          "testkit.mutation",
          "cohort",
          "cli");

  /** Every package may mark how far it may be relied on. */
  private static final DescribedPredicate<JavaClass> MARK =
      type(API.class).or(type(API.Status.class)).as("the API annotation");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void arrowsPointOneWay() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : ARROWS) {
      layers = layers.layer(name).definedBy(name);
    }
    layers = layers.layer(AUTHORING).definedBy(AUTHORING);
    for (String adapter : ADAPTERS) {
      layers = layers.layer(adapter).definedBy(ROOT + "." + adapter + "..");
    }
    layers = layers.whereLayer(ARROWS.get(0)).mayNotAccessAnyLayer();
    for (int i = 1; i < ARROWS.size(); i++) {
      layers = layers.whereLayer(ARROWS.get(i)).mayOnlyAccessLayers(upTo(i));
    }
    layers = layers.whereLayer(AUTHORING).mayOnlyAccessLayers(upTo(ARROWS.size() - 2));
    for (String adapter : List.of("fhir", "json", "cdshooks")) {
      layers = layers.whereLayer(adapter).mayOnlyAccessLayers(upTo(ARROWS.size()));
    }
    layers = layers.whereLayer("cli").mayNotBeAccessedByAnyLayer();

    layers.ignoreDependency(alwaysTrue(), MARK).check(CLASSES);
  }

  private static String[] upTo(int index) {
    return ARROWS.subList(0, index).toArray(String[]::new);
  }

  @Test
  void everyPackageIsInTheDrawing() {
    Set<String> known =
        Stream.concat(
                Stream.concat(ARROWS.stream(), Stream.of(AUTHORING)),
                ADAPTERS.stream().map(adapter -> ROOT + "." + adapter))
            .collect(Collectors.toSet());

    assertThat(packages()).extracting(JavaPackage::getName).allMatch(known::contains);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .assignedFrom(new ByPackage())
        .should()
        .beFreeOfCycles()
        .ignoreDependency(alwaysTrue(), MARK)
        .check(CLASSES);
  }

  /** One slice a package. */
  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  @Test
  void onlyEngineAndAuthoringSeeDrools() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".engine", AUTHORING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.kie..", "org.drools..")
        .check(CLASSES);
  }

  @Test
  void theEngineSeesNoCompiler() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".engine")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.drools.compiler..", "org.drools.model.codegen..")
        .check(CLASSES);
  }

  @Test
  void onlyWhatWorksOnSourcesReadsYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackages(AUTHORING, CLI, ROOT + ".review", ROOT + ".testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson.dataformat..", "org.snakeyaml..", "org.yaml..")
        .check(CLASSES);
  }

  @Test
  void onlyTestsOfVignettesSeeJUnit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".testkit.junit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(CLASSES);
  }

  @Test
  void nothingThatShipsNeedsTestsOfVignettes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".testkit.junit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".testkit.junit")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineParsesArguments() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    outsideCli(
            "print",
            access ->
                isOf(access, System.class, "out", "err", "console")
                    || isOf(access, Throwable.class, "printStackTrace"),
            type(CompileRulebases.class))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineReadsAClock() {
    outsideCli(
            "read a clock",
            access ->
                isOf(access, System.class, "currentTimeMillis", "nanoTime")
                    || (access.getName().equals("now")
                        && resideInAPackage("java.time..").test(access.getTargetOwner()))
                    || isOf(access, java.time.Clock.class)
                    || isOf(access, java.util.Date.class)
                    || isOf(access, java.util.Calendar.class))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsTheMachinesZoneAndLanguage() {
    outsideCli(
            "ask for the machine's zone, language or character set",
            access ->
                isOf(access, java.time.ZoneId.class, "systemDefault")
                    || isOf(access, java.util.Locale.class, "getDefault")
                    || isOf(access, java.util.TimeZone.class, "getDefault")
                    || isOf(access, java.nio.charset.Charset.class, "defaultCharset")
                    || isWithout(access, String.class, "toLowerCase", java.util.Locale.class)
                    || isWithout(access, String.class, "toUpperCase", java.util.Locale.class)
                    || isWithout(access, String.class, "format", java.util.Locale.class)
                    || isOf(access, String.class, "formatted")
                    || isOf(access, java.text.Collator.class)
                    || isOf(access, java.text.NumberFormat.class))
        .check(CLASSES);
  }

  private static boolean isOf(JavaAccess<?> access, Class<?> owner, String... names) {
    return access.getTargetOwner().isAssignableTo(owner)
        && (names.length == 0 || Arrays.asList(names).contains(access.getName()));
  }

  private static boolean isWithout(
      JavaAccess<?> access, Class<?> owner, String name, Class<?> parameter) {
    return isOf(access, owner, name)
        && !access.getTarget().getFullName().contains(parameter.getName());
  }

  private interface Forbidden {
    boolean test(JavaAccess<?> access);
  }

  @SafeVarargs
  private static ArchRule outsideCli(
      String what, Forbidden forbidden, DescribedPredicate<JavaClass>... except) {
    DescribedPredicate<JavaClass> allowed = resideInAnyPackage(CLI);
    for (DescribedPredicate<JavaClass> each : except) {
      allowed = allowed.or(each);
    }
    return noClasses()
        .that(DescribedPredicate.not(allowed))
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>(what) {
              @Override
              public boolean test(JavaAccess<?> access) {
                return forbidden.test(access);
              }
            });
  }

  @Test
  void nothingLogs() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.commons.logging..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(CLASSES);
  }

  @Test
  void nothingMeasuredIsAFloatingPointNumber() {
    for (String number : List.of("double", "float", "java.lang.Double", "java.lang.Float")) {
      noFields().should().haveRawType(number).check(CLASSES);
    }
  }

  @Test
  void noStaticStateChanges() {
    noFields().that().areStatic().should().notBeFinal().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(packages())
        .isNotEmpty()
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "is annotated @NullMarked");
  }

  private static List<JavaPackage> packages() {
    JavaPackage root = CLASSES.getPackage(ROOT);
    return Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream())
        .filter(each -> !each.getClasses().isEmpty())
        .toList();
  }
}
