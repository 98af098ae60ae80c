package org.ketascreen.rulebase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.authoring.SmallRulebase;

/** What is loaded is whole, and comes from somebody who is trusted. */
class TrustTest {

  private static final KeyPair OURS = SigningKeys.generate();
  private static final KeyPair THEIRS = SigningKeys.generate();
  private static final String KEY = SigningKeys.fingerprint(OURS.getPublic());
  private static final TrustPolicy POLICY = TrustPolicy.signedBy(OURS.getPublic());

  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void compile() throws IOException {
    archive = Files.write(folder.resolve("small.jar"), new SmallRulebase().archive());
  }

  private void sign(KeyPair keys) throws IOException {
    Files.write(archive, SignedArchive.of(archive, keys));
  }

  private void assertRefused(TrustPolicy policy, String message) {
    assertThatThrownBy(() -> Rulebase.load(archive, policy))
        .isInstanceOf(RulebaseException.class)
        .hasMessage("small.jar: " + message);
  }

  private Map<String, byte[]> files() throws IOException {
    return ArchiveZip.unpack("small.jar", Files.readAllBytes(archive));
  }

  private void write(Map<String, byte[]> files) throws IOException {
    Files.write(archive, ArchiveZip.pack(files));
  }

  @Test
  void isTheKeyThatSigned() throws IOException {
    sign(OURS);

    Rulebase rulebase = Rulebase.load(archive, POLICY);

    assertThat(rulebase.trust()).isEqualTo(new Trust(Trust.Basis.SIGNED, KEY));
    assertThat(rulebase.coordinates()).isEqualTo("small@1.0.0");
  }

  @Test
  void isOneOfSeveralKeysThatSigned() throws IOException {
    sign(THEIRS);
    sign(OURS);

    assertThat(Rulebase.load(archive, POLICY).trust().key()).isEqualTo(KEY);
    assertThat(Rulebase.load(archive, TrustPolicy.signedBy(THEIRS.getPublic())).trust().key())
        .isEqualTo(SigningKeys.fingerprint(THEIRS.getPublic()));
  }

  @Test
  void isTheSameHoweverOftenItIsSigned() throws IOException {
    sign(OURS);
    byte[] once = Files.readAllBytes(archive);
    sign(OURS);

    assertThat(archive).hasBinaryContent(once);
  }

  @Test
  void isMissedWithoutASignature() {
    assertRefused(
        POLICY,
        "is not signed; have it signed by a key that is trusted, or allow what is unsigned");
  }

  @Test
  void isMissedWithThatOfAnother() throws IOException {
    sign(THEIRS);

    assertRefused(
        POLICY,
        "is signed by no trusted key, but by "
            + SigningKeys.fingerprint(THEIRS.getPublic())
            + "; have it signed by a key that is trusted, or allow what is unsigned");
  }

  @Test
  void isWhatTheCallerAllows() throws IOException {
    TrustPolicy allowing = TrustPolicy.allowingUnsigned();

    assertThat(Rulebase.load(archive, allowing).trust()).isEqualTo(Trust.ALLOWED);
    sign(THEIRS);
    assertThat(Rulebase.load(archive, allowing).trust()).isEqualTo(Trust.ALLOWED);
    assertThat(Rulebase.load(archive, allowing.alsoSignedBy(THEIRS.getPublic())).trust().basis())
        .isEqualTo(Trust.Basis.SIGNED);
  }

  @Nested
  class ASignature {

    private static final String OF_ANOTHER =
        "has a signature that is not that of its content, by key "
            + KEY
            + "; get the archive anew from whoever signed it";

    @Test
    void ofAnotherArchiveIsRefusedEvenWhereUnsignedOnesAreAllowed() throws IOException {
      sign(OURS);
      byte[] signatures = files().get(ArchiveMetadata.SIGNATURES);
      SmallRulebase other = new SmallRulebase();
      other.replacing("rulebase.yaml", "version: 1.0.0", "version: 1.0.1");
      Files.write(archive, other.archive());
      Map<String, byte[]> files = files();
      files.put(ArchiveMetadata.SIGNATURES, signatures);
      write(files);

      assertRefused(POLICY, OF_ANOTHER);
      assertRefused(TrustPolicy.allowingUnsigned().alsoSignedBy(OURS.getPublic()), OF_ANOTHER);
    }

    @Test
    void withItsManifestDoesNotHoldForOtherFiles() throws IOException {
      sign(OURS);
      Map<String, byte[]> signed = files();
      SmallRulebase other = new SmallRulebase();
      other.replacing("rulebase.yaml", "version: 1.0.0", "version: 1.0.1");
      Files.write(archive, other.archive());
      Map<String, byte[]> files = files();
      files.put(ArchiveMetadata.PATH, signed.get(ArchiveMetadata.PATH));
      files.put(ArchiveMetadata.SIGNATURES, signed.get(ArchiveMetadata.SIGNATURES));
      write(files);

      assertThatThrownBy(() -> Rulebase.load(archive, POLICY))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              "small.jar: has a changed file: content.bin, and so on, 3 in all; compile the"
                  + " rulebase again");
    }

    @Test
    void isRefusedWhicheverBitOfItIsWrong() throws IOException {
      sign(OURS);
      Map<String, byte[]> files = files();
      byte[] signatures = files.get(ArchiveMetadata.SIGNATURES);
      for (int place = 0; place < signatures.length; place++) {
        byte[] damaged = signatures.clone();
        damaged[place] ^= 1;
        files.put(ArchiveMetadata.SIGNATURES, damaged);
        write(files);

        assertThatThrownBy(() -> Rulebase.load(archive, POLICY))
            .as("byte %d", place)
            .isInstanceOf(RulebaseException.class);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nonsense\n", "sha256:00 AA==\n"})
    void isRefusedWhenItCannotBeRead(String text) throws IOException {
      Map<String, byte[]> files = files();
      files.put(ArchiveMetadata.SIGNATURES, text.getBytes(UTF_8));
      write(files);

      assertRefused(
          TrustPolicy.allowingUnsigned(),
          "rulebase.sig cannot be read; compile the rulebase again");
    }

    @Test
    void isNotMadeOfADamagedArchive() throws IOException {
      Map<String, byte[]> files = files();
      files.put("source/rulebase.yaml", new byte[1]);
      write(files);

      assertThatThrownBy(() -> sign(OURS))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              "small.jar: has a changed file: source/rulebase.yaml; compile the rulebase again");
    }

    @Test
    void isNotMadeByKeysThatAreNoPair() {
      assertThatThrownBy(() -> sign(new KeyPair(THEIRS.getPublic(), OURS.getPrivate())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the keys are no pair");
    }
  }

  @Nested
  class AKey {

    /** RFC 8032, 7.1, test 1, as OpenSSL writes it. */
    private static final String SECRET =
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """;

    private static final String PUBLIC =
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        -----END PUBLIC KEY-----
        """;

    @Test
    void isReadAsItIsWritten() {
      assertThat(SigningKeys.pem(SigningKeys.pair(SECRET).getPrivate())).isEqualTo(SECRET);
      assertThat(SigningKeys.pem(SigningKeys.publicKey(PUBLIC))).isEqualTo(PUBLIC);
    }

    @Test
    void isComputedFromItsSecretOne() {
      assertThat(SigningKeys.pem(SigningKeys.pair(SECRET).getPublic())).isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
    void isRefusedWhenItIsNone(String pem) {
      assertThatThrownBy(() -> SigningKeys.publicKey(pem))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "not an Ed25519 key in PEM, which begins with -----BEGIN PUBLIC KEY-----; ketascreen key makes a pair");
      assertThatThrownBy(() -> SigningKeys.pair(pem))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "not an Ed25519 key in PEM, which begins with -----BEGIN PRIVATE KEY-----; ketascreen key makes a pair");
    }

    @Test
    void ofAnotherCurveIsRefused() throws Exception {
      KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();

      assertThatThrownBy(() -> TrustPolicy.signedBy(other.getPublic()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not an Ed25519 key: EdDSA");
      assertThatThrownBy(TrustPolicy::signedBy).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
