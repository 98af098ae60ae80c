package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.cli.CommandLine.Result;
import org.ketascreen.rulebase.Forged;

/** How an archive gets from those who write rules to those who screen with them. */
class SigningTest {

  private static final String SMALL = "src/test/resources/rulebases/small";
  private static final String NOBODY = "{\"resourceType\": \"Patient\", \"id\": \"p1\"}";

  @TempDir private Path folder;
  private String archive;
  private String key;

  @BeforeEach
  void compileAndSign() {
    archive = folder.resolve("small.jar").toString();
    key = folder.resolve("ours").toString();
    assertThat(call("compile", SMALL, "-o", archive).status()).isZero();
    assertThat(call("key", key).status()).isZero();
  }

  private static Result call(String... args) {
    return new CommandLine().reading(NOBODY).call(args);
  }

  private Result sign() {
    return call("sign", archive, "--key", key + ".key");
  }

  @Test
  void makesASecretKeyForItsOwnerOnly() throws IOException {
    Path secret = Path.of(key + ".key");

    assertThat(secret).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Path.of(key + ".pub")).content().startsWith("-----BEGIN PUBLIC KEY-----\n");
    if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(secret))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void overwritesNoKey() throws IOException {
    String before = Files.readString(Path.of(key + ".key"));

    Result again = call("key", key);

    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo("ketascreen: " + key + ".key: is there already; give another name\n");
    assertThat(Path.of(key + ".key")).hasContent(before);
  }

  @Test
  void signsAndVerifies() {
    Result signed = sign();
    Result verified = call("verify", archive, "--trust", key + ".pub");

    assertThat(signed.err()).isEmpty();
    assertThat(signed.out()).matches("\\Q" + archive + "\\E signed by key sha256:[0-9a-f]{64}\n");
    assertThat(verified.err()).isEmpty();
    assertThat(verified.status()).isZero();
    assertThat(verified.out())
        .startsWith("small@1.0.0 ")
        .contains("signed by key " + signed.out().strip().replaceAll(".* ", ""));
  }

  @Test
  void screensWithWhatATrustedKeyHasSigned() {
    String signed = sign().out().strip().replaceAll(".* ", "");

    Result result = call("screen", "-", "--rulebase", archive, "--trust", key + ".pub");
    Result json =
        call("screen", "-", "--rulebase", archive, "--trust", key + ".pub", "--format", "json");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("small 1.0.0, signed by key");
    assertThat(json.out()).contains("\"basis\": \"signed\"", "\"key\": \"" + signed + "\"");
  }

  @Test
  void screensWithNothingElse() {
    Result unsigned = call("screen", "-", "--rulebase", archive, "--trust", key + ".pub");
    Result undecided = call("screen", "-", "--rulebase", archive);

    assertThat(unsigned.status()).isEqualTo(2);
    assertThat(unsigned.out()).isEmpty();
    assertThat(unsigned.err())
        .isEqualTo(
            "ketascreen: small.jar: is not signed; have it signed by a key that is"
                + " trusted, or allow what is unsigned\n");
    assertThat(undecided.status()).isEqualTo(2);
    assertThat(undecided.err()).contains("--trust KEY", "--allow-unsigned");
  }

  @Test
  void refusesWhatWasChanged() throws IOException {
    sign();
    byte[] bytes = Files.readAllBytes(Path.of(archive));
    bytes[bytes.length / 2] ^= 1;
    Files.write(Path.of(archive), bytes);

    Result verified = call("verify", archive, "--trust", key + ".pub");
    Result signed = sign();

    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.out()).isEmpty();
    assertThat(verified.err()).startsWith("small.jar: ");
    assertThat(signed.status()).isEqualTo(1);
    assertThat(signed.err()).startsWith("small.jar: ");
  }

  /** A signature would vouch for what its key's owner has not read. */
  @Test
  void refusesContentThatItsSourceDoesNotSay() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(archive));
    Files.write(Path.of(archive), Forged.of("small.jar", whole, rules -> rules.subList(0, 1)));
    String wrong =
        "small.jar: its content is not what its source says; compile the rulebase again\n";

    assertThat(sign()).isEqualTo(new Result(1, "", wrong));
    assertThat(call("verify", archive, "--allow-unsigned")).isEqualTo(new Result(1, "", wrong));
    assertThat(call("screen", "-", "--rulebase", archive, "--allow-unsigned").out())
        .contains("unsigned");
  }

  @Test
  void takesNoOtherFileForAKey() throws Exception {
    sign();
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String rsaPem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(rsa.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    Path other = folder.resolve("other.pub");
    for (byte[] each :
        List.of(
            new byte[0],
            new byte[1 << 20],
            rsaPem.getBytes(StandardCharsets.UTF_8),
            rsa.getPublic().getEncoded(),
            Files.readAllBytes(Path.of(key + ".key")),
            Files.readAllBytes(Path.of(archive)))) {
      Files.write(other, each);

      Result result = call("verify", archive, "--trust", other.toString());

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err())
          .isEqualTo(
              "ketascreen: "
                  + other
                  + ": not an Ed25519 key in PEM, which begins with -----BEGIN PUBLIC KEY-----;"
                  + " ketascreen key makes a pair\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign none.jar --key k             | none.jar: there is no such file; give a rulebase archive",
        "sign pom.xml --key none           | none: there is no such file; give the file of a secret key",
        "sign pom.xml --key pom.xml        | pom.xml: not an Ed25519 key in PEM, which begins with -----BEGIN PRIVATE KEY-----",
        "sign pom.xml                      | missing required option: '--key=KEY'",
        "verify none.jar --allow-unsigned  | none.jar: there is no such file; give a rulebase archive",
        "verify pom.xml                    | --trust KEY",
        "verify pom.xml --trust pom.xml    | pom.xml: not an Ed25519 key in PEM",
        "verify pom.xml --trust src        | src: cannot be read",
        "key no/such/folder/x              | no/such/folder/x.key: cannot be written",
      })
  void saysInOneLineWhatIsWrongWithACall(String call, String words) {
    Result result = call(call.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).matches("ketascreen: [^\\p{Cntrl}]+\n").contains(words);
  }
}
