package org.ketascreen.rulebase;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ketascreen.API;

/**
 * Which archives a caller loads. What ships with this library needs none: its content is known by
 * digest. Any other archive must carry a signature of a key named here, unless unsigned ones are
 * allowed. A signature of a named key that is not that of the archive is refused in any case.
 * Immutable and thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class TrustPolicy {

  private static final int MOST_NAMED = 3;

  private final List<PublicKey> keys;
  private final boolean isUnsignedAllowed;

  private TrustPolicy(List<PublicKey> keys, boolean isUnsignedAllowed) {
    this.keys = List.copyOf(keys);
    this.isUnsignedAllowed = isUnsignedAllowed;
  }

  /**
   * Returns the policy that loads what one of these keys has signed.
   *
   * @param keys Ed25519 keys, as {@link SigningKeys#publicKey} reads them
   * @throws IllegalArgumentException if there is none, or one is no Ed25519 key
   */
  public static TrustPolicy signedBy(PublicKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("no key; give one, or allow what is unsigned");
    }
    return new TrustPolicy(checked(List.of(), keys), false);
  }

  /** Returns the policy that loads any whole archive, whoever made it. */
  public static TrustPolicy allowingUnsigned() {
    return new TrustPolicy(List.of(), true);
  }

  /** Returns this policy that also knows these keys, so that reports can name them. */
  public TrustPolicy alsoSignedBy(PublicKey... more) {
    return new TrustPolicy(checked(keys, more), isUnsignedAllowed);
  }

  private static List<PublicKey> checked(List<PublicKey> keys, PublicKey... more) {
    List<PublicKey> all = new ArrayList<>(keys);
    for (PublicKey key : Arrays.asList(more)) {
      // EdDSA is what the platform calls keys of both its curves; the encoding tells them apart.
      if (!key.getAlgorithm().equals("EdDSA") || key.getEncoded().length != 44) {
        throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
      }
      all.add(key);
    }
    return all;
  }

  /**
   * Returns why an archive may be loaded.
   *
   * @throws RulebaseException if it may not
   */
  Trust of(String name, Signatures signatures, byte[] metadata) {
    Trust trust = null;
    for (PublicKey key : keys) {
      Boolean isSigned = signatures.isSignedBy(key, metadata);
      if (Boolean.FALSE.equals(isSigned)) {
        throw new RulebaseException(
            name,
            "has a signature that is not that of its content, by key "
                + SigningKeys.fingerprint(key),
            "get the archive anew from whoever signed it");
      }
      if (isSigned != null && trust == null) {
        trust = Trust.signedBy(SigningKeys.fingerprint(key));
      }
    }
    if (trust != null) {
      return trust;
    }
    if (isUnsignedAllowed) {
      return Trust.ALLOWED;
    }
    throw untrusted(name, signatures);
  }

  private static RulebaseException untrusted(String name, Signatures signatures) {
    List<String> keys = signatures.keys();
    String others =
        keys.size() <= MOST_NAMED ? "" : " and " + (keys.size() - MOST_NAMED) + " others";
    String signers = String.join(", ", keys.subList(0, Math.min(keys.size(), MOST_NAMED))) + others;
    return new RulebaseException(
        name,
        signatures.isEmpty() ? "is not signed" : "is signed by no trusted key, but by " + signers,
        "have it signed by a key that is trusted, or allow what is unsigned");
  }
}
