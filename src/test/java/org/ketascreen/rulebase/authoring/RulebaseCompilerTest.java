package org.ketascreen.rulebase.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.rulebase.Digests;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.TrustPolicy;

class RulebaseCompilerTest {

  static final String PREFIX = "sha256:";

  @TempDir Path folder;

  static Map<String, String> entries(byte[] archive) {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return entries;
  }

  static String identity(SmallRulebase rulebase) {
    return Digests.identity(RulebaseChecker.LANGUAGE, rulebase.source().files());
  }

  @Nested
  class AnArchive {

    final byte[] archive = new SmallRulebase().archive();

    @Test
    void holdsRulesSourceAndContent() {
      Map<String, String> entries = entries(archive);

      assertThat(entries.keySet())
          .contains(
              "content.bin",
              "drl/rules.drl",
              "rulebase.json",
              "source/area.dslr",
              "source/rulebase.yaml",
              "source/sources.yaml",
              "source/value-sets/aneurysm.json",
              "source/value-sets/pressure.json")
          .allMatch(
              path -> path.matches("(content[.]bin|drl/rules[.]drl|rulebase[.]json|source/.*)"));
    }

    @Test
    void holdsTheSourceAsItWasWritten() {
      assertThat(entries(archive))
          .containsAllEntriesOf(
              Map.of(
                  "source/area.dslr", new SmallRulebase().source().text("area.dslr"),
                  "source/rulebase.yaml", new SmallRulebase().source().text("rulebase.yaml")));
    }

    @Test
    void holdsTheDroolsRulesOfEachRule() {
      String content = identity(new SmallRulebase()).substring(PREFIX.length());

      assertThat(entries(archive).get("drl/rules.drl"))
          .isEqualTo(
              """
              // Written by ketascreen from the sentences of the rule files. Do not edit.
              package ketascreen.rulebase.p%s

              import org.ketascreen.fact.Allergies
              import org.ketascreen.fact.Conditions
              import org.ketascreen.fact.Derived
              import org.ketascreen.fact.Indications
              import org.ketascreen.fact.Medications
              import org.ketascreen.fact.Person
              import org.ketascreen.fact.Plan
              import org.ketascreen.fact.Readings
              import org.ketascreen.fact.Upcoming

              global org.ketascreen.fact.Matches matches

              // area.dslr:1
              rule "CV-01"
              when
                  // the latest "pressure" is above 160 mm[Hg]
                  line1 : Readings( concept == "pressure", all().latest().above( "160", "mm[Hg]" ).mayHold() )
              then
                  matches.matched( "CV-01" );
              end

              // area.dslr:15
              rule "CV-02"
              when
                  // any of (the patient has ever had "aneurysm" - that began within the last 6 weeks; the patient takes "aneurysm")
                  line1 : Derived( sentence == "any of (the patient has ever had 'aneurysm' - that began within the last 6 weeks; the patient takes 'aneurysm')" )
              then
                  matches.matched( "CV-02" );
              end
              """
                  .formatted(content));
    }

    @Test
    void isLoadedAsWhatItWasMadeFrom() throws IOException {
      Path file = Files.write(folder.resolve("small.jar"), archive);

      Rulebase rulebase = Rulebase.load(file, TrustPolicy.allowingUnsigned());

      assertThat(rulebase.coordinates()).isEqualTo("small@1.0.0");
      assertThat(rulebase.digest()).isEqualTo(identity(new SmallRulebase()));
      assertThat(rulebase.rules()).extracting("id").containsExactly("CV-01", "CV-02");
      assertThat(rulebase)
          .isEqualTo(
              new RulebaseChecker(new SmallRulebase().source())
                  .check()
                  .rulebase(identity(new SmallRulebase())));
    }

    @Test
    void isTheSameBytesEachTime() {
      assertThat(Digests.hex(new SmallRulebase().archive())).isEqualTo(Digests.hex(archive));
    }

    @Test
    void isTheSameBytesOnAnotherMachine() throws Exception {
      byte[] here = compiledElsewhere("here", "UTC", "en", "UTF-8");
      byte[] there = compiledElsewhere("there", "Pacific/Chatham", "tr", "ISO-8859-1");

      assertThat(Digests.hex(there)).isEqualTo(Digests.hex(here));
    }

    private byte[] compiledElsewhere(String name, String zone, String language, String encoding)
        throws Exception {
      Path rules = new SmallRulebase().writeTo(folder.resolve(name + "/small/1.0.0"));
      Path target = folder.resolve(name + "-archives");
      Process other =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Duser.timezone=" + zone,
                      "-Duser.language=" + language,
                      "-Dfile.encoding=" + encoding,
                      "-cp",
                      System.getProperty("java.class.path"),
                      CompileRulebases.class.getName(),
                      rules.getParent().getParent().toString(),
                      target.toString()))
              .inheritIO()
              .start();

      assertThat(other.waitFor()).isZero();
      assertThat(Files.readString(target.resolve("index")))
          .matches("small@1[.]0[.]0 [0-9a-f]{128} sha256:[0-9a-f]{64} 2026-01-01\n");
      return Files.readAllBytes(target.resolve("small-1.0.0.jar"));
    }
  }

  @Nested
  class ItsDigest {

    @Test
    void changesWithAnyByteOfAnyFile() {
      String before = identity(new SmallRulebase());
      for (String path : new SmallRulebase().source().files().keySet()) {
        byte[] original = new SmallRulebase().source().files().get(path);
        for (int i = 0; i < original.length; i++) {
          RulebaseSource changed = new SmallRulebase().source();
          byte[] bytes = original.clone();
          bytes[i] ^= 1;
          changed.files().put(path, bytes);
          assertThat(Digests.identity(RulebaseChecker.LANGUAGE, changed.files()))
              .as(path)
              .isNotEqualTo(before);
        }
      }
    }

    @Test
    void changesWithTheNameOfAFile() {
      SmallRulebase renamed = new SmallRulebase();
      renamed.with("b.dslr", renamed.source().text("area.dslr")).without("area.dslr");

      assertThat(identity(renamed)).isNotEqualTo(identity(new SmallRulebase()));
    }

    @Test
    void doesNotChangeWithTheTimesOfFiles() throws IOException {
      new SmallRulebase().writeTo(folder);
      byte[] before = RulebaseCompiler.compile(folder).bytes();
      Files.setLastModifiedTime(
          folder.resolve("area.dslr"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));

      assertThat(Digests.hex(RulebaseCompiler.compile(folder).bytes()))
          .isEqualTo(Digests.hex(before));
    }
  }

  @Nested
  class FilesThatAreNoPartOfARulebase {

    @Test
    void areIgnored() throws IOException {
      new SmallRulebase()
          .with(".hidden", "x")
          .with("area.dslr~", "not a rule")
          .with("value-sets/.aneurysm.json.swp", "x")
          .with(".history/area.dslr", "not a rule")
          .writeTo(folder);

      assertThat(RulebaseSource.read(folder).files().keySet())
          .containsExactlyElementsOf(new SmallRulebase().source().files().keySet());
      assertThat(Digests.hex(RulebaseCompiler.compile(folder).bytes()))
          .isEqualTo(Digests.hex(new SmallRulebase().archive()));
    }
  }
}
