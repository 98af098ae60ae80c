package org.ketascreen.rulebase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestsTest {

  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void hexIsTheExampleOfTheStandard() {
    assertThat(Digests.hex(bytes("abc"))).isEqualTo(ABC);
  }

  @Test
  void ofContentIsTheExampleOfTheStandard() {
    assertThat(Digests.ofContent(bytes("abc")))
        .isEqualTo(
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  }

  @Test
  void identityIsTheDigestOfAListing() {
    assertThat(Digests.identity(1, Map.of("x/y", bytes("abc"), "b", bytes("abc"))))
        .isEqualTo(
            "sha256:" + Digests.hex(bytes("language 1\n" + ABC + "  b\n" + ABC + "  x/y\n")));
  }

  @Test
  void identityDoesNotDependOnTheOrderOfFiles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("b", bytes("2"));
    files.put("a", bytes("1"));

    assertThat(Digests.identity(1, files))
        .isEqualTo(Digests.identity(1, Map.of("a", bytes("1"), "b", bytes("2"))));
  }

  @Test
  void identityDependsOnTheLanguage() {
    assertThat(Digests.identity(1, Map.of())).isNotEqualTo(Digests.identity(2, Map.of()));
  }

  @Test
  void identityTellsFilesApartWhoseBytesMoved() {
    assertThat(Digests.identity(1, Map.of("a", bytes("12"), "b", bytes(""))))
        .isNotEqualTo(Digests.identity(1, Map.of("a", bytes("1"), "b", bytes("2"))));
  }
}
