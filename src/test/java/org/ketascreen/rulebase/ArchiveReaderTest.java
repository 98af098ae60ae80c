package org.ketascreen.rulebase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.authoring.SmallRulebase;

/** Whatever is wrong with an archive is said in one line, soon, and nothing of it is loaded. */
@Timeout(60)
class ArchiveReaderTest {

  private static final byte[] ARCHIVE = new SmallRulebase().archive();
  private static final String AGAIN = "; compile the rulebase again";

  private static void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(RulebaseException.class)
        .hasMessage("small.jar: " + message);
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ARCHIVE))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) {
    return ArchiveZip.pack(files);
  }

  private static Rulebase read(byte[] archive) {
    return ArchiveReader.read("small.jar", archive, TrustPolicy.allowingUnsigned());
  }

  private static byte[] with(String path, byte[] content) {
    Map<String, byte[]> files = files();
    files.put(path, content);
    return zip(files);
  }

  private static byte[] withMetadata(String what, String by) {
    String json = new String(files().get(ArchiveMetadata.PATH), UTF_8);
    assertThat(json).contains(what);
    return with(ArchiveMetadata.PATH, json.replace(what, by).getBytes(UTF_8));
  }

  @Test
  void readsWhatIsWhole() {
    assertThat(read(zip(files())).coordinates()).isEqualTo("small@1.0.0");
  }

  @Nested
  class WhatIsNoArchive {

    @TempDir Path folder;

    @Test
    void isAnEmptyFile() {
      assertRefused(new byte[0], "has no rulebase.json; give the path of a rulebase archive");
    }

    @Test
    void isText() {
      assertRefused(
          "rule \"CV-01\"".getBytes(UTF_8),
          "has no rulebase.json; give the path of a rulebase archive");
    }

    @Test
    void isAZipOfSomethingElse() {
      assertRefused(
          zip(Map.of("a.txt", new byte[1])),
          "has no rulebase.json; give the path of a rulebase archive");
    }

    @Test
    void isAFolder() {
      assertThatThrownBy(() -> Rulebase.load(folder, TrustPolicy.allowingUnsigned()))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              folder.getFileName() + ": cannot be read; give the path of a rulebase archive");
    }

    @Test
    void isAMissingFile() {
      assertThatThrownBy(
              () -> Rulebase.load(folder.resolve("none.jar"), TrustPolicy.allowingUnsigned()))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("none.jar: cannot be read; give the path of a rulebase archive");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isADeviceWithoutAnEnd() {
      assertThatThrownBy(() -> Rulebase.load(Path.of("/dev/zero"), TrustPolicy.allowingUnsigned()))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("zero: cannot be read; give the path of a rulebase archive");
    }

    @Test
    void isAFileLargerThanAnyArchive() throws IOException {
      Path huge = folder.resolve("huge.jar");
      try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
        file.setLength(8L << 30);
      }

      assertThatThrownBy(() -> Rulebase.load(huge, TrustPolicy.allowingUnsigned()))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("huge.jar: is larger than a rulebase can be; use another archive");
    }
  }

  @Nested
  class ADamagedArchive {

    @Test
    void isRefusedWhereverItEnds() {
      int directory =
          new String(ARCHIVE, java.nio.charset.StandardCharsets.ISO_8859_1)
              .indexOf("PK\u0001\u0002");
      for (int length = 0; length < directory; length += 197) {
        byte[] truncated = Arrays.copyOf(ARCHIVE, length);
        assertThatThrownBy(() -> read(truncated))
            .as("the first %d bytes", length)
            .isInstanceOf(RulebaseException.class)
            .hasMessageContaining("small.jar: ");
      }
    }

    @Test
    void isRefusedWhicheverByteIsWrong() {
      Random random = new Random(7);
      for (int place = 0; place < ARCHIVE.length; place += 1 + random.nextInt(20)) {
        byte[] damaged = ARCHIVE.clone();
        damaged[place] ^= (byte) (1 << random.nextInt(8));

        assertThatThrownBy(() -> read(damaged))
            .as("byte %d", place)
            .isInstanceOf(RulebaseException.class)
            .hasMessageContaining("small.jar: ");
      }
    }

    @Test
    void isRefusedWhenBytesAreAddedOrItIsPackedInAnotherWay() throws IOException {
      String packing = "is not packed as it was compiled" + AGAIN;
      assertRefused(Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1), packing);
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(deflated)) {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
          zip.putNextEntry(new ZipEntry(file.getKey()));
          zip.write(file.getValue());
        }
      }
      assertRefused(deflated.toByteArray(), packing);
    }

    @Test
    void isRefusedWhenAByteOfAFileIsChanged() {
      for (String path : files().keySet()) {
        if (!path.equals(ArchiveMetadata.PATH)) {
          byte[] changed = files().get(path).clone();
          changed[changed.length / 2] ^= 1;
          assertRefused(with(path, changed), "has a changed file: " + path + AGAIN);
        }
      }
    }

    @Test
    void isRefusedWhenAFileIsMissing() {
      for (String path : files().keySet()) {
        if (!path.equals(ArchiveMetadata.PATH)) {
          Map<String, byte[]> files = files();
          files.remove(path);
          assertRefused(zip(files), "lacks a file: " + path + AGAIN);
        }
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "extra.txt",
          "source/extra.dslr",
          "classes/Extra.class",
          "../evil",
          "source/../../evil",
          "/etc/evil",
          "C:\\evil"
        })
    void isRefusedWhenThereIsAFileTooMany(String path) {
      assertRefused(with(path, new byte[1]), "has a file too many: " + path + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"'a\nb: c', a?b: c", "'\u001b[31mred', ?[31mred", "'a\u2028b\u202e', a?b?"})
    void isRefusedInOneLineWhateverANameIs(String path, String shown) {
      assertRefused(with(path, new byte[1]), "has a file too many: " + shown + AGAIN);
    }

    @Test
    void isRefusedInAShortLineHoweverLongANameIs() {
      assertRefused(
          with("x".repeat(60_000), new byte[1]),
          "has a file too many: " + "x".repeat(100) + "..." + AGAIN);
    }

    @Test
    void isRefusedInOneLineHoweverMuchIsWrong() {
      Map<String, byte[]> files = files();
      files.replaceAll((path, bytes) -> path.startsWith("source/") ? new byte[1] : bytes);

      assertRefused(
          zip(files), "has a changed file: source/area.dslr, and so on, 5 in all" + AGAIN);
    }

    @Test
    void isRefusedWhenAFileIsThereTwice() {
      // A zip writer refuses to, so two names of one length are made one.
      Map<String, byte[]> files = files();
      files.put("source/area.dslx", files.get("source/area.dslr"));
      byte[] bytes = zip(files);
      byte[] from = "source/area.dslx".getBytes(UTF_8);
      for (int i = 0; i + from.length <= bytes.length; i++) {
        if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
          bytes[i + from.length - 1] = 'r';
        }
      }

      assertRefused(bytes, "has a file twice" + AGAIN);
    }

    @Test
    void isRefusedWhenANameIsNotUtf8() {
      byte[] bytes = with("zz", new byte[1]);
      for (int i = 0; i + 1 < bytes.length; i++) {
        if (bytes[i] == 'z' && bytes[i + 1] == 'z') {
          bytes[i] = (byte) 0xff;
          bytes[i + 1] = (byte) 0xfe;
        }
      }

      assertRefused(bytes, "is damaged or no archive" + AGAIN);
    }
  }

  @Nested
  class ABomb {

    private static final String TOO_LARGE = "is larger than a rulebase can be; use another archive";

    @Test
    void isRefusedForOneHugeFile() {
      assertRefused(zip(Map.of("a", new byte[(16 << 20) + 1])), TOO_LARGE);
    }

    @Test
    void isRefusedForManyLargeFiles() {
      Map<String, byte[]> files = new TreeMap<>();
      for (int i = 0; i < 5; i++) {
        files.put("a" + i, new byte[15 << 20]);
      }
      assertRefused(zip(files), TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void isRefusedForManySmallFilesOrFolders(String end) {
      Map<String, byte[]> files = new TreeMap<>();
      for (int i = 0; i < 20_001; i++) {
        files.put(i + end, new byte[0]);
      }
      assertRefused(zip(files), TOO_LARGE);
    }
  }

  @Nested
  class AnotherRelease {

    private static final String UNPACK =
        "; unpack its folder source, and compile that again with: ketascreen compile";

    @Test
    void isNamedInOneLineWhateverItSays() {
      String library = "\"library\" : \"" + Library.VERSION + "\"";

      assertRefused(
          withMetadata(library, "\"library\" : \"1\\n\\u001b" + "x".repeat(100_000) + "\""),
          "was made for release '1??"
              + "x".repeat(97)
              + "...' of this library, which is "
              + Library.VERSION
              + UNPACK);
    }

    @Test
    void isNamed() {
      assertRefused(
          withMetadata("\"library\" : \"" + Library.VERSION + "\"", "\"library\" : \"0.0.1\""),
          "was made for release '0.0.1' of this library, which is " + Library.VERSION + UNPACK);
    }

    @Test
    void isRefusedForItsFormat() {
      assertThatThrownBy(() -> read(withMetadata("\"format\" : 4,", "\"format\" : 3,")))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              "small.jar: has another layout than this build of the library reads" + UNPACK);
    }
  }

  @Nested
  class ItsContent {

    private static final String PATH = ArchiveMetadata.CONTENT;

    private final byte[] content = files().get(PATH);

    @Test
    void comesFirst() throws IOException {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ARCHIVE))) {
        assertThat(zip.getNextEntry().getName()).isEqualTo(PATH);
      }
    }

    @Test
    void isRefusedOrReadWhicheverByteIsWrong() throws IOException {
      byte[] packed = unpacked();
      Random random = new Random(11);
      for (int i = 0; i < 20_000; i++) {
        byte[] damaged =
            Arrays.copyOf(packed, packed.length - (i % 3 == 0 ? random.nextInt(9) : 0));
        damaged[random.nextInt(i % 2 == 0 ? 64 : damaged.length)] = (byte) random.nextInt();

        Throwable thrown = catchThrowable(() -> read(whole(damaged)));

        if (thrown != null) {
          assertThat(thrown)
              .isInstanceOf(RulebaseException.class)
              .hasMessageStartingWith("small.jar: " + PATH);
        }
      }
    }

    @Test
    void isRefusedForMoreThanAnArchiveMayHold() {
      assertThatThrownBy(() -> read(whole(new byte[(64 << 20) + 1])))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("small.jar: " + PATH + " cannot be read" + AGAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1_000_000, -1, 1, 1_000_000})
    void isRefusedWhenItHasNotTheLengthThatItSays(int more) {
      byte[] other = content.clone();
      ByteBuffer length = ByteBuffer.wrap(other);
      length.putInt(0, length.getInt(0) + more);

      assertRefused(with(other), PATH + " cannot be read" + AGAIN);
    }

    @Test
    void isRefusedWhenItEndsBeforeItBegins() {
      assertRefused(with(new byte[3]), PATH + " cannot be read" + AGAIN);
    }

    @Test
    void isRefusedWhenItIsThatOfAnother() {
      byte[] other = RulebaseWriter.write(Rulebases.bundled().load("ketamine"));

      assertThatThrownBy(() -> read(with(other)))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("small.jar: " + PATH + " is that of another rulebase" + AGAIN);
    }

    @Test
    void isRefusedForMoreItemsThanARulebaseHas() {
      // Two million texts of no length, in two bytes each.
      byte[] many = new byte[4 << 20];
      many[0] = (byte) 0x80;
      many[1] = (byte) 0x80;
      many[2] = (byte) 0x80;
      many[3] = 1;

      assertRefused(whole(many), PATH + " cannot be read" + AGAIN);
    }

    /** Nobody vouches for it, and a report would name the digest of what everybody trusts. */
    @Test
    void isRefusedWhenItGoesByTheDigestOfWhatShips() throws IOException {
      Rulebase known = Rulebases.bundled().load("ketamine");
      byte[] archive;
      try (InputStream in =
          Rulebases.class.getResourceAsStream(
              "/META-INF/ketascreen/rulebases/" + known.coordinates().replace('@', '-') + ".jar")) {
        archive = in.readAllBytes();
      }
      byte[] forged = Forged.of("ketamine.jar", archive, rules -> rules.subList(1, rules.size()));

      assertThat(ArchiveReader.read("k.jar", archive, TrustPolicy.allowingUnsigned()).digest())
          .isEqualTo(known.digest());
      assertThatThrownBy(() -> ArchiveReader.read("k.jar", forged, TrustPolicy.allowingUnsigned()))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              "k.jar: has the digest of "
                  + known.coordinates()
                  + ", and other content; use the one that ships with this library");
    }

    @Test
    void isRefusedWhenItIsNotWhatTheIndexSays() {
      assertThat(
              ArchiveReader.readPinned("small.jar", stream(ARCHIVE), Digests.ofContent(content))
                  .coordinates())
          .isEqualTo("small@1.0.0");
      assertThatThrownBy(
              () ->
                  ArchiveReader.readPinned(
                      "small.jar", stream(ARCHIVE), Digests.ofContent(new byte[0])))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("small.jar: its content is not what the index says" + AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "rulebase.json"})
    void isMissed(String first) {
      assertThatThrownBy(
              () ->
                  ArchiveReader.readPinned(
                      "small.jar", stream(zip(Map.of(first, new byte[1]))), ""))
          .isInstanceOf(RulebaseException.class)
          .hasMessage("small.jar: does not begin with its content" + AGAIN);
    }

    private static InputStream stream(byte[] archive) {
      return new ByteArrayInputStream(archive);
    }

    private byte[] unpacked() throws IOException {
      ByteArrayInputStream deflated = new ByteArrayInputStream(content);
      assertThat(deflated.skip(Integer.BYTES)).isEqualTo(Integer.BYTES);
      return new InflaterInputStream(deflated).readAllBytes();
    }

    /** An archive whose content is this and whose digests say so. */
    private byte[] whole(byte[] packed) {
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      deflated.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(packed.length).array());
      try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
        out.write(packed);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return with(deflated.toByteArray());
    }

    private byte[] with(byte[] other) {
      Map<String, byte[]> files = files();
      files.put(PATH, other);
      String json = new String(files.get(ArchiveMetadata.PATH), UTF_8);
      files.put(
          ArchiveMetadata.PATH,
          json.replace(Digests.hex(content), Digests.hex(other)).getBytes(UTF_8));
      return zip(files);
    }
  }

  @Nested
  class Metadata {

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"format\": 4, \"library\": \"%s\"}"})
    void areRefusedWhenTheyCannotBeRead(String json) {
      assertRefused(
          with(ArchiveMetadata.PATH, json.replace("%s", Library.VERSION).getBytes(UTF_8)),
          "rulebase.json cannot be read" + AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{}"})
    void areRefusedWhenTheyAreNone(String json) {
      assertThatThrownBy(() -> read(with(ArchiveMetadata.PATH, json.getBytes(UTF_8))))
          .isInstanceOf(RulebaseException.class)
          .hasMessageStartingWith("small.jar: was made for release ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "version", "digest", "language", "files"})
    void areRefusedWhenAPropertyIsMissing(String property) {
      assertRefused(
          withMetadata("\"" + property + "\" :", "\"" + property + "\" : null, \"x\" :"),
          "rulebase.json cannot be read" + AGAIN);
    }

    @Test
    void areRefusedWhenTheDigestIsAnother() {
      String digest = read(ARCHIVE).digest();

      assertRefused(
          withMetadata(digest, "sha256:" + "0".repeat(64)),
          "its digest is not that of its source" + AGAIN);
    }
  }
}
