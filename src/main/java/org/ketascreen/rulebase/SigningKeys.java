package org.ketascreen.rulebase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/** Ed25519 keys that rulebase archives are signed with, and their files as OpenSSL writes them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SigningKeys {

  static final String ALGORITHM = "Ed25519";

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8));

  private SigningKeys() {}

  /** Returns a new pair of keys. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    }
  }

  /**
   * Returns what tells a public key from others: {@code sha256:} and the digest of its encoding.
   */
  public static String fingerprint(PublicKey key) {
    return "sha256:" + Digests.hex(key.getEncoded());
  }

  /** Returns a private key as PEM, in PKCS #8. Keep it where nobody else can read it. */
  public static String pem(PrivateKey key) {
    return pem(PRIVATE, key);
  }

  /** Returns a public key as PEM. */
  public static String pem(PublicKey key) {
    return pem(PUBLIC, key);
  }

  /**
   * Reads a private key, and computes its public one.
   *
   * @param pem a PKCS #8 file as {@code openssl genpkey -algorithm ed25519} writes it, not
   *     encrypted
   * @throws IllegalArgumentException if it is anything else; the message has nothing of it
   */
  public static KeyPair pair(String pem) {
    PrivateKey secret;
    try {
      secret = keys().generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE, pem)));
    } catch (GeneralSecurityException e) {
      throw noKey(PRIVATE, e);
    }
    if (!(secret instanceof EdECPrivateKey key) || key.getBytes().isEmpty()) {
      throw noKey(PRIVATE, null);
    }
    return new KeyPair(publicKeyOf(key.getBytes().get()), secret);
  }

  /** The platform computes a public key only while it makes a pair, from what is random then. */
  private static PublicKey publicKeyOf(byte[] secret) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new Given(secret));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw withoutEd25519(e);
    }
  }

  /** Gives the bytes of a key where random ones are asked for. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient byte[] secret;

    Given(byte[] secret) {
      this.secret = secret;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(secret, 0, bytes, 0, bytes.length);
    }
  }

  /**
   * Reads a public key.
   *
   * @param pem a file as {@code openssl pkey -pubout} writes it
   * @throws IllegalArgumentException if it is anything else
   */
  public static PublicKey publicKey(String pem) {
    try {
      return keys().generatePublic(new X509EncodedKeySpec(bytes(PUBLIC, pem)));
    } catch (GeneralSecurityException e) {
      throw noKey(PUBLIC, e);
    }
  }

  private static String pem(String kind, Key key) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + LINES.encodeToString(key.getEncoded())
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] bytes(String kind, String pem) {
    String text = pem.strip();
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw noKey(kind, null);
    }
    try {
      return Base64.getMimeDecoder()
          .decode(text.substring(begin.length(), text.length() - end.length()).strip());
    } catch (IllegalArgumentException e) {
      throw noKey(kind, e);
    }
  }

  private static IllegalArgumentException noKey(String kind, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "not an Ed25519 key in PEM, which begins with -----BEGIN "
            + kind
            + "-----; ketascreen key makes a pair",
        cause);
  }

  private static KeyFactory keys() {
    try {
      return KeyFactory.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    }
  }

  static IllegalStateException withoutEd25519(GeneralSecurityException e) {
    return new IllegalStateException("this Java platform has no Ed25519; use one that has", e);
  }
}
