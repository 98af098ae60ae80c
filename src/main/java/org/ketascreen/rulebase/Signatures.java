package org.ketascreen.rulebase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signatures in an archive: of what it says of itself, and so of the digest of every file. Each
 * is a line of the fingerprint of its key and the signature in Base64.
 */
final class Signatures {

  /** What else the key may sign is never taken for an archive. */
  private static final byte[] PURPOSE =
      "ketascreen rulebase archive\n".getBytes(StandardCharsets.UTF_8);

  private static final Pattern LINE =
      Pattern.compile("(sha256:[0-9a-f]{64}) ([A-Za-z0-9+/]{86}==)");
  private static final int MOST = 100;

  private final Map<String, byte[]> byKey;

  private Signatures(Map<String, byte[]> byKey) {
    this.byKey = byKey;
  }

  /** Returns those of a file, or {@code null} if it is no file of signatures. */
  static @Nullable Signatures of(byte @Nullable [] file) {
    Map<String, byte[]> byKey = new LinkedHashMap<>();
    if (file == null) {
      return new Signatures(byKey);
    }
    String text = new String(file, StandardCharsets.US_ASCII);
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && byKey.size() < MOST) {
        byKey.put(matcher.group(1), Base64.getDecoder().decode(matcher.group(2)));
      }
    }
    Signatures signatures = new Signatures(byKey);
    return !byKey.isEmpty() && signatures.text().equals(text) ? signatures : null;
  }

  /** Returns the fingerprints of the keys that say they have signed. */
  List<String> keys() {
    return List.copyOf(byKey.keySet());
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** Returns these with that of another key, in place of one of the same key. */
  Signatures with(KeyPair keys, byte[] metadata) {
    byte[] signature = sign(keys.getPrivate(), metadata);
    if (!verifies(keys.getPublic(), metadata, signature)) {
      throw new IllegalArgumentException("the keys are no pair");
    }
    Map<String, byte[]> all = new LinkedHashMap<>(byKey);
    all.put(SigningKeys.fingerprint(keys.getPublic()), signature);
    return new Signatures(all);
  }

  /** Whether a key has signed this metadata; {@code null} if it has not signed at all. */
  @Nullable Boolean isSignedBy(PublicKey key, byte[] metadata) {
    byte[] signature = byKey.get(SigningKeys.fingerprint(key));
    return signature == null ? null : verifies(key, metadata, signature);
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }

  private String text() {
    return byKey.entrySet().stream()
        .map(each -> each.getKey() + " " + Base64.getEncoder().encodeToString(each.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static byte[] sign(PrivateKey secret, byte[] metadata) {
    try {
      Signature signature = Signature.getInstance(SigningKeys.ALGORITHM);
      signature.initSign(secret);
      signature.update(PURPOSE);
      signature.update(metadata);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw SigningKeys.withoutEd25519(e);
    }
  }

  private static boolean verifies(PublicKey key, byte[] metadata, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(SigningKeys.ALGORITHM);
      signature.initVerify(key);
      signature.update(PURPOSE);
      signature.update(metadata);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw SigningKeys.withoutEd25519(e);
    }
  }
}
