package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.Finding.Evidence;
import org.ketascreen.ScreeningReport.UnscreenedEntry;
import org.ketascreen.record.Coding;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

class ReportTextPropertiesTest {

  @Property(tries = 300)
  void isNeverWiderThan80Columns(
      @ForAll("words") List<String> words,
      @ForAll Disposition disposition,
      @ForAll Stage stage,
      @ForAll boolean possible) {
    ScreeningReport report = filled(cycle(words), disposition, stage, possible);

    assertThat(report.toText().split("\n")).allMatch(line -> line.length() <= 80);
  }

  @Property(tries = 300)
  void hasNoControlCharacters(@ForAll("words") List<String> words) {
    ScreeningReport report = filled(cycle(words), Disposition.CONTRAINDICATED, Stage.SESSION, true);

    assertThat(report.toText().replace("\n", "").codePoints())
        .noneMatch(each -> Character.isISOControl(each) || isFormat(each));
  }

  private static boolean isFormat(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> sentences =
        Arbitraries.strings().withCharRange('a', 'c').withChars(' ').ofMaxLength(200);
    return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(200), sentences)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static Supplier<String> cycle(List<String> words) {
    int[] next = {0};
    return () -> words.get(next[0]++ % words.size());
  }

  private static ScreeningReport filled(
      Supplier<String> any, Disposition disposition, Stage stage, boolean possible) {
    FindingBuilder finding =
        new FindingBuilder(any.get(), any.get(), Severity.CONTRAINDICATION)
            .because(any.get())
            .action(any.get())
            .until("2026-07-01T00:00:00+02:00")
            .override(any.get(), "2026-06-01T10:15:00+02:00", any.get(), null)
            .source(any.get(), any.get(), any.get(), any.get())
            .evidence(evidence(any));
    return new ReportBuilder()
        .subject(any.get())
        .stage(stage)
        .disposition(disposition, possible ? Certainty.POSSIBLE : Certainty.CONFIRMED)
        .add((possible ? finding.possible(any.get()) : finding).build())
        .add(
            new MissingData(
                any.get(),
                any.get(),
                Severity.PRECAUTION,
                List.of(any.get(), any.get()),
                any.get(),
                List.of()))
        .add(new UnscreenedEntry(any.get(), any.get(), any.get(), any.get(), true))
        .excluded(any.get(), any.get())
        .checklist(any.get(), any.get())
        .build();
  }

  private static Evidence evidence(Supplier<String> any) {
    return new Evidence(
        any.get(),
        any.get(),
        any.get(),
        new Coding(any.get(), any.get(), any.get()),
        any.get(),
        any.get(),
        any.get(),
        any.get());
  }
}
