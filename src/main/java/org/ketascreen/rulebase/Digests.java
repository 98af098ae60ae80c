package org.ketascreen.rulebase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.ketascreen.API;

/** Digests of files. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Digests {

  private Digests() {}

  /** Returns a fresh SHA-256. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, e);
    }
  }

  /**
   * Returns the SHA-512 of what is loaded of an archive, in lower-case hexadecimal. It takes five
   * eighths of the rounds of SHA-256: every start digests it, in a JVM that has just begun.
   */
  public static String ofContent(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-512").digest(bytes));
  }

  /** Returns the SHA-256 of these bytes in lower-case hexadecimal. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * Returns the identity of a rulebase: {@code sha256:} and the digest of a listing that has, for
   * the language version and then for each file by path, one line of its SHA-256 and its path.
   *
   * @param language the version of the rule language
   * @param files the source files by path, with {@code /} between folders
   */
  public static String identity(int language, Map<String, byte[]> files) {
    Map<String, String> digests = new TreeMap<>();
    files.forEach((path, bytes) -> digests.put(path, hex(bytes)));
    return identityOfDigests(language, digests);
  }

  /** Returns the same of the digests of the files, in lower-case hexadecimal. */
  static String identityOfDigests(int language, Map<String, String> digests) {
    StringBuilder listing = new StringBuilder("language ").append(language).append('\n');
    new TreeMap<>(digests)
        .forEach((path, digest) -> listing.append(digest).append("  ").append(path).append('\n'));
    return "sha256:" + hex(listing.toString().getBytes(StandardCharsets.UTF_8));
  }
}
