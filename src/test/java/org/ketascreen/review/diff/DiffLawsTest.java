package org.ketascreen.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.ketascreen.Screener;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.mutation.Mutant;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationOptions;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.Operator;
import org.ketascreen.testkit.mutation.Progress;

/** What holds of the difference of any two versions. */
class DiffLawsTest {

  private static final String HEART = "cardiovascular.dslr";
  private static final String OTHER = "other.dslr";
  private static final Screener BEFORE = Screener.of(TwoVersions.before());
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(RulebaseDiff.jsonSchema());

  /** Something that can be planted, with others or alone. */
  private record Plant(String what, Consumer<TwoVersions> in) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static final List<Plant> PLANTS =
      List.of(
          new Plant("limit", to -> to.inRule(HEART, "CV-02", "above 160", "above 150")),
          new Plant("window", to -> to.inRule(HEART, "CV-01", "42 days", "50 days")),
          new Plant("comparison", to -> to.inRule(HEART, "CV-05", "at least 140", "above 140")),
          new Plant("count", to -> to.inRule(HEART, "CV-05", "at least 2 of", "any of")),
          new Plant("negation", to -> to.inRule(OTHER, "MD-01", "does not take", "takes")),
          new Plant(
              "severity", to -> to.inRule(OTHER, "AG-01", "\"contraindication", "\"precaution")),
          new Plant("stage", to -> to.inRule(HEART, "CV-04", "session", "discharge")),
          new Plant("route", to -> to.inRule(HEART, "CV-04", "intravenous", "oral")),
          new Plant(
              "subsumption", to -> to.inRule(HEART, "CV-03", "    @subsumes( \"CV-02\" )\n", "")),
          new Plant("code", to -> to.plant("value-sets/opioid.json", "N02A", "N02AA")),
          new Plant("name", to -> to.plant("value-sets/opioid.json", "morphine", "codeine")),
          new Plant("words", to -> to.inRule(OTHER, "MD-02", "It is so.", "It is so, indeed.")),
          new Plant("age", to -> to.plant("rulebase.yaml", "to: 55", "to: 50")),
          new Plant("under", to -> to.inRule(OTHER, "AG-01", "under 18", "under 16")));

  @Provide
  Arbitrary<Set<Plant>> plants() {
    return Arbitraries.of(PLANTS).set().ofMinSize(1).ofMaxSize(3);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void whoeverIsFoundIsScreenedOtherwise(@ForAll("plants") Set<Plant> plants) {
    TwoVersions versions = new TwoVersions(folder());
    plants.forEach(each -> each.in().accept(versions));
    Rulebase after = versions.after();

    RulebaseDiff diff = RulebaseDiff.between(TwoVersions.before(), after);

    assertThat(diff.changes()).isNotEmpty();
    assertAllAreScreenedOtherwise(diff, Screener.of(after));
    assertThat(SCHEMA.validate(diff.toJson(), InputFormat.JSON)).isEmpty();
  }

  private static void assertAllAreScreenedOtherwise(RulebaseDiff diff, Screener after) {
    for (Change change : diff.changes()) {
      Shown shown = change.shown();
      if (shown != null) {
        assertThat(shown.witnesses().isEmpty())
            .as("%s says that nobody was found", change)
            .isEqualTo(text(diff, change).contains("nobody was found"));
        for (DiffWitness each : shown.witnesses()) {
          assertThat(said(BEFORE, each)).as(change.toString()).isEqualTo(each.before());
          assertThat(said(after, each)).as(change.toString()).isEqualTo(each.after());
          assertThat(each.before()).isNotEqualTo(each.after());
        }
      }
    }
  }

  private static String text(RulebaseDiff diff, Change change) {
    return new RulebaseDiff(diff.before(), diff.after(), List.of(change), null).toText();
  }

  private static Said said(Screener screener, DiffWitness witness) {
    var report = screener.screen(witness.request());
    return new Said(
        Vignettes.outcomes(report).getOrDefault(witness.rule(), Said.NO_SUCH_RULE),
        screener.rulebase().rules().stream()
            .filter(each -> each.id().equals(witness.rule()))
            .map(each -> each.severity())
            .findFirst()
            .orElse(null),
        report.disposition(),
        report.unscreened().stream().anyMatch(each -> each.bearing()));
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void theWayBackIsTheOtherWayRound(@ForAll("plants") Set<Plant> plants) {
    TwoVersions versions = new TwoVersions(folder());
    plants.forEach(each -> each.in().accept(versions));
    Rulebase after = versions.after();

    RulebaseDiff there = RulebaseDiff.between(TwoVersions.before(), after);
    RulebaseDiff back = RulebaseDiff.between(after, TwoVersions.before());

    assertThat(directions(back, true)).isEqualTo(directions(there, false));
  }

  private static Map<Direction, Long> directions(RulebaseDiff diff, boolean isTurned) {
    List<Direction> all = new ArrayList<>();
    for (Change each : diff.changes()) {
      if (each.shown() != null) {
        each.shown().witnesses().forEach(one -> all.add(turned(one.direction(), isTurned)));
      }
    }
    return all.stream()
        .collect(
            Collectors.groupingBy(
                each -> each, () -> new EnumMap<>(Direction.class), Collectors.counting()));
  }

  private static Direction turned(Direction direction, boolean isTurned) {
    if (!isTurned) {
      return direction;
    }
    return switch (direction) {
      case STRICTER -> Direction.RELAXED;
      case RELAXED -> Direction.STRICTER;
      case OTHERWISE -> Direction.OTHERWISE;
    };
  }

  /** Mutants are made by other means, and each that is known to show is shown here too. */
  @Example
  void everyMutantThatAPatientTellsIsShown() throws IOException {
    MutationReport report =
        Mutation.of(
            TwoVersions.COMPARED,
            TwoVersions.before(),
            new MutationOptions(
                EnumSet.of(Operator.LIMIT, Operator.WINDOW),
                Set.of(),
                Runtime.getRuntime().availableProcessors()),
            Progress.NONE);

    assertThat(report.results()).hasSizeGreaterThan(10);
    for (MutationReport.Result each : report.results()) {
      TwoVersions versions = new TwoVersions(folder());
      Rulebase after =
          versions.plant(each.mutant().file(), text -> mutated(text, each.mutant())).after();
      RulebaseDiff diff = RulebaseDiff.between(TwoVersions.before(), after);

      assertAllAreScreenedOtherwise(diff, Screener.of(after));
      assertThat(diff.changes())
          .as(each.toString())
          .singleElement()
          .satisfies(
              change -> {
                assertThat(change.kind()).isEqualTo(Change.Kind.LOGIC);
                assertThat(change.subject()).isEqualTo(each.mutant().subject());
                assertThat(change.shown()).isNotNull();
                if (each.fate() != MutationReport.Fate.EQUIVALENT) {
                  assertThat(change.shown().witnesses()).isNotEmpty();
                }
              });
    }
  }

  private static String mutated(String text, Mutant mutant) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    boolean isAsked = mutant.original().startsWith("ask for");
    int place = isAsked ? mutant.line() : mutant.line() - 1;
    String was = isAsked ? window(mutant.original()) : mutant.original();
    String is = isAsked ? window(mutant.changed()) : mutant.changed();
    assertThat(lines.get(place)).contains(was);
    lines.set(place, lines.get(place).replace(was, is));
    return String.join("\n", lines) + "\n";
  }

  private static String window(String asked) {
    return asked.substring(asked.indexOf(" - ") + 1);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("versions");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
