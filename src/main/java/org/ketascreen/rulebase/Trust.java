package org.ketascreen.rulebase;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * Why a rulebase may be used. Immutable and thread-safe.
 *
 * @param basis on what it is trusted
 * @param key for {@link Basis#SIGNED} the fingerprint of the key, as {@link
 *     SigningKeys#fingerprint} gives it; otherwise {@code null}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Trust(Basis basis, @Nullable String key) {

  /** It ships with this library, which knows its content by digest. */
  public static final Trust BUNDLED = new Trust(Basis.BUNDLED, null);

  /** Nobody vouches for it: whoever loads it allows that. */
  public static final Trust ALLOWED = new Trust(Basis.ALLOWED, null);

  /** On what a rulebase is trusted. */
  public enum Basis {
    /** It ships with this library, which knows its content by digest. */
    BUNDLED("bundled"),
    /** A key that the caller trusts has signed it. */
    SIGNED("signed"),
    /** The caller allows it without a signature, or has compiled it on the spot. */
    ALLOWED("allowed");

    private final String code;

    Basis(String code) {
      this.code = code;
    }

    /** Returns the word that reports write. */
    public String code() {
      return code;
    }
  }

  public Trust {
    requireNonNull(basis, "basis");
    if ((key != null) != (basis == Basis.SIGNED)) {
      throw new IllegalArgumentException("a key goes with what is signed, and with nothing else");
    }
  }

  /** Returns that of what this key has signed. */
  static Trust signedBy(String fingerprint) {
    return new Trust(Basis.SIGNED, fingerprint);
  }
}
