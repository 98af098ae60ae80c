package org.ketascreen.terminology;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A code system: how its codes are written and what decides them. Immutable and thread-safe; equal
 * by URI.
 */
public final class CodeSystem {

  /** Longer codes are not codes; a bound on the work for hostile input. */
  private static final int LONGEST_CODE = 64;

  private final String uri;
  private final String name;
  private final Form form;

  CodeSystem(String uri, String name, Form form) {
    this.uri = Objects.requireNonNull(uri, "uri");
    this.name = Objects.requireNonNull(name, "name");
    this.form = Objects.requireNonNull(form, "form");
  }

  /** What decides whether a code of a code system is in a value set. */
  public enum Decides {
    /** The hierarchy: a code covers its descendants, and every well-formed code is decided. */
    HIERARCHY,
    /** The list, where observations and their results are looked up: what is not listed is out. */
    LIST_DECIDES,
    /** The list, but only for what it lists: the rest is undecided. */
    LIST_ONLY
  }

  /** How codes are written. */
  enum Form {
    ICD(Decides.HIERARCHY),
    ATC(Decides.HIERARCHY),
    LOINC(Decides.LIST_DECIDES),
    HL7(Decides.LIST_DECIDES),
    NDC(Decides.LIST_ONLY),
    TITLE(Decides.LIST_ONLY),
    PLAIN(Decides.LIST_ONLY);

    private final Decides decides;

    Form(Decides decides) {
      this.decides = decides;
    }
  }

  /** Returns the canonical URI, the one value sets are written with. */
  public String uri() {
    return uri;
  }

  /** Returns what people call it. */
  public String name() {
    return name;
  }

  /** Returns what decides its codes. */
  public Decides decides() {
    return form.decides;
  }

  /**
   * Returns the one form of a code that all its spellings share, or {@code null} if it cannot be a
   * code of this system. In ICD-10 the dot, the case, a trailing dagger, asterisk or exclamation
   * mark and a trailing {@code .-} do not matter.
   */
  public @Nullable String normalise(String code) {
    if (decides() == Decides.HIERARCHY) {
      long packed = pack(code);
      return packed == PackedCode.NONE ? null : PackedCode.unpack(packed);
    }
    String stripped = code.length() > LONGEST_CODE ? "" : stripped(code);
    if (stripped.isEmpty()) {
      return null;
    }
    return switch (form) {
      case LOINC -> stripped.toUpperCase(Locale.ROOT);
      case NDC -> elevenDigits(stripped);
      case ICD, ATC, HL7, TITLE, PLAIN -> stripped;
    };
  }

  /** Nearly every code is clean, and {@link String#strip} looks at its ends one by one. */
  private static String stripped(String code) {
    boolean isClean =
        !code.isEmpty() && isVisible(code.charAt(0)) && isVisible(code.charAt(code.length() - 1));
    return isClean ? code : code.strip();
  }

  private static boolean isVisible(char c) {
    return c > ' ' && c < 0x7f;
  }

  /**
   * Returns the code as a value set should write it ({@code I21.4}, {@code N06AX27}), or {@code
   * null} if it cannot be a code of this system.
   */
  public @Nullable String written(String code) {
    String normal = normalise(code);
    return normal != null && form == Form.ICD && normal.length() > 3
        ? normal.substring(0, 3) + "." + normal.substring(3)
        : normal;
  }

  /**
   * Returns the code of a hierarchical system for a walk down its tree, or {@link PackedCode#NONE}.
   */
  long pack(String code) {
    return form == Form.ICD ? PackedCode.icd(code) : PackedCode.atc(code);
  }

  /**
   * NDC is written in three groups of 5-4-2 digits, with a leading zero of one of them left out, or
   * without hyphens.
   */
  private static String elevenDigits(String code) {
    int first = code.indexOf('-');
    int second = code.indexOf('-', first + 1);
    if (first < 0 || second < 0 || code.indexOf('-', second + 1) >= 0) {
      return code;
    }
    return padded(code.substring(0, first), 5)
        + padded(code.substring(first + 1, second), 4)
        + padded(code.substring(second + 1), 2);
  }

  private static String padded(String digits, int length) {
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodeSystem system && uri.equals(system.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
