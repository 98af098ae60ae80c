package org.ketascreen.rulebase.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.RulebaseException;

/** A version that was released never changes. */
class ReleaseLockTest {

  private static final String RESTORE =
      " since version 1.0.0 was released; restore it, and make the change in a version of its own";

  @TempDir Path rules;

  private Path small;
  private Path version;

  @BeforeEach
  void release() throws IOException {
    small = rules.resolve("small");
    version = small.resolve("1.0.0");
    new SmallRulebase().writeTo(version);
    add("1.0.0", "2026-02-03");
  }

  private void add(String name, String day) {
    ReleaseLock.of(small).add(name, LocalDate.parse(day), digest(small.resolve(name)));
  }

  private static String digest(Path folder) {
    return RulebaseCompiler.compile(folder).rulebase().digest();
  }

  private List<String> problems() {
    return ReleaseLock.of(small).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void listsWhatWasReleasedWithItsDayDigestAndFiles() {
    ReleaseLock.Release release = ReleaseLock.of(small).release("1.0.0");

    assertThat(release.day()).isEqualTo("2026-02-03");
    assertThat(release.digest()).isEqualTo(digest(version));
    assertThat(release.files()).containsKeys("rulebase.yaml", "sources.yaml", "area.dslr");
  }

  @Test
  void findsNothingWhereNothingChanged() {
    assertThat(problems()).isEmpty();
    assertThat(ReleaseLock.of(rules).releases()).isEmpty();
  }

  @Test
  void namesEachFileThatChanged() throws IOException {
    Files.writeString(version.resolve("area.dslr"), "# a comment\n", StandardOpenOption.APPEND);
    Files.delete(version.resolve("sources.yaml"));
    Files.writeString(version.resolve("more.dslr"), "");

    assertThat(problems())
        .containsExactly(
            "1.0.0/area.dslr: was changed" + RESTORE,
            "1.0.0/more.dslr: was added" + RESTORE,
            "1.0.0/sources.yaml: was taken out" + RESTORE);
  }

  @Test
  void leavesOutWhatTestsDoNotNoticeWhichIsAlsoFoundLater() throws IOException {
    Files.writeString(version.resolve("mutants.yaml"), "[]");

    assertThat(problems()).isEmpty();
    assertThat(digest(version)).isEqualTo(ReleaseLock.of(small).release("1.0.0").digest());
  }

  @Test
  void namesTheFileWithoutWhichThereIsNoRulebase() throws IOException {
    Files.delete(version.resolve("rulebase.yaml"));

    assertThat(problems()).containsExactly("1.0.0/rulebase.yaml: was taken out" + RESTORE);
  }

  @Test
  void missesAVersionThatIsGone() throws IOException {
    Files.move(version, small.resolve("2.0.0"));

    assertThat(problems())
        .containsExactly("1.0.0: was released and is missing; restore the folder");
  }

  @Test
  void addsAVersionAndKeepsTheOthers() {
    new SmallRulebase()
        .replacing("rulebase.yaml", "version: 1.0.0", "version: 1.1.0")
        .writeTo(small.resolve("1.1.0"));
    add("1.1.0", "2026-03-04");

    assertThat(ReleaseLock.of(small).releases())
        .extracting(ReleaseLock.Release::version)
        .containsExactly("1.0.0", "1.1.0");
    assertThat(problems()).isEmpty();
    assertThatThrownBy(() -> add("1.0.0", "2026-03-04"))
        .isInstanceOf(RulebaseException.class)
        .hasMessage("releases.lock: lists version 1.0.0 already; make a version of its own");
  }

  @Test
  void saysThatOnlyLineEndsDiffer() throws IOException {
    Path area = version.resolve("area.dslr");
    Files.writeString(area, Files.readString(area).replace("\n", "\r\n"));

    assertThat(problems()).containsExactly("1.0.0/area.dslr: has other line ends" + RESTORE);
  }

  @Test
  void isReadWhateverItsOwnLineEndsAre() throws IOException {
    Path lock = small.resolve(ReleaseLock.FILE);
    Files.writeString(lock, Files.readString(lock).replace("\n", "\r\n"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void addsOnlyWhatWasChecked() throws IOException {
    new SmallRulebase()
        .replacing("rulebase.yaml", "version: 1.0.0", "version: 1.1.0")
        .writeTo(small.resolve("1.1.0"));
    String checked = digest(small.resolve("1.1.0"));
    Files.writeString(small.resolve("1.1.0/notes.txt"), "later");

    assertThatThrownBy(
            () -> ReleaseLock.of(small).add("1.1.0", LocalDate.parse("2026-03-04"), checked))
        .hasMessage("1.1.0: was changed while it was checked; release it again");
    assertThat(ReleaseLock.of(small).releases()).hasSize(1);
  }

  /** Two releases at a time: the second must not undo the first. */
  @Test
  void losesNothingThatWasAddedMeanwhile() throws IOException {
    for (String each : List.of("1.1.0", "1.2.0")) {
      new SmallRulebase()
          .replacing("rulebase.yaml", "version: 1.0.0", "version: " + each)
          .writeTo(small.resolve(each));
    }
    ReleaseLock before = ReleaseLock.of(small);
    add("1.1.0", "2026-03-04");

    assertThatThrownBy(
            () ->
                before.add("1.2.0", LocalDate.parse("2026-03-04"), digest(small.resolve("1.2.0"))))
        .hasMessage("releases.lock: was changed meanwhile; release it again");
    assertThat(ReleaseLock.of(small).releases()).hasSize(2);
  }

  @Test
  void writesOverWhatAnInterruptedReleaseLeft() throws IOException {
    Files.writeString(small.resolve("." + ReleaseLock.FILE), "half of a l");
    new SmallRulebase()
        .replacing("rulebase.yaml", "version: 1.0.0", "version: 1.1.0")
        .writeTo(small.resolve("1.1.0"));
    assertThat(ReleaseLock.of(small).releases()).hasSize(1);

    add("1.1.0", "2026-03-04");

    assertThat(ReleaseLock.of(small).releases()).hasSize(2);
    assertThat(small.resolve("." + ReleaseLock.FILE)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "release .. 2026-02-03 sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "release 1.0.0",
        "release 1.0.1 yesterday sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "release 1.0.0 2026-02-03 sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "0000  rulebase.yaml",
      })
  void isRefusedWhenALineOfItIsWrong(String line) throws IOException {
    Path lock = small.resolve(ReleaseLock.FILE);
    int number = Files.readAllLines(lock).size() + 1;
    Files.writeString(lock, line + "\n", StandardOpenOption.APPEND);

    assertThatThrownBy(this::problems)
        .isInstanceOf(RulebaseException.class)
        .hasMessageStartingWith("releases.lock:" + number + ": ")
        .hasMessageEndingWith("restore it from version control; only a release writes it");
  }

  @Test
  void isRefusedWhenADigestOfItIsWrong() throws IOException {
    Path lock = small.resolve(ReleaseLock.FILE);
    String digest = ReleaseLock.of(small).release("1.0.0").digest();
    Files.writeString(lock, Files.readString(lock).replace(digest, "sha256:" + "0".repeat(64)));

    assertThat(problems())
        .containsExactly("releases.lock: has another digest for version 1.0.0; restore the file");
  }

  @Test
  void stopsTheBuildThatCompilesAnotherThing() throws IOException {
    assertThat(CompileRulebases.compile(rules, rules.resolve("archives"))).isEmpty();

    Files.writeString(version.resolve("area.dslr"), "# a comment\n", StandardOpenOption.APPEND);

    assertThat(CompileRulebases.compile(rules, rules.resolve("archives")))
        .containsExactly(small + "/1.0.0/area.dslr: was changed" + RESTORE);
  }

  /** Two folders of one version would be one archive, that of the folder that comes last. */
  @Test
  void stopsTheBuildWhereAFolderIsNotNamedAsWhatIsInIt() {
    new SmallRulebase()
        .replacing("area.dslr", "160 mm[Hg]", "170 mm[Hg]")
        .writeTo(small.resolve("1.0.1"));
    new SmallRulebase()
        .replacing("rulebase.yaml", "version: 1.0.0", "version: 2.0.0")
        .writeTo(rules.resolve("other/2.0.0"));

    assertThat(problemsOfTheBuild())
        .containsExactly(
            rules.resolve("other/2.0.0/rulebase.yaml")
                + ": is that of small@2.0.0; name its folder small/2.0.0, or it as the folder",
            small.resolve("1.0.1/rulebase.yaml")
                + ": is that of small@1.0.0; name its folder small/1.0.0, or it as the folder");
  }

  private List<String> problemsOfTheBuild() {
    try {
      return CompileRulebases.compile(rules, rules.resolve("archives"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
