package org.ketascreen.fhir;

/**
 * The properties of a choice of FHIR, such as {@code onset[x]}, of which an element has at most
 * one. Immutable and thread-safe.
 */
final class Choice {

  private final String stem;
  private final String[] names;
  private final long bits;
  private final long moreBits;

  private Choice(String stem, String... names) {
    this.stem = stem;
    this.names = names;
    long some = 0;
    long more = 0;
    for (String name : names) {
      some |= Tape.bit(name.hashCode());
      more |= Tape.bit(name.hashCode() >>> 6);
    }
    this.bits = some;
    this.moreBits = more;
  }

  /**
   * Returns a choice.
   *
   * @param stem what the names begin with
   * @param types how they end; the empty string for the stem alone
   */
  static Choice of(String stem, String... types) {
    String[] names = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      names[i] = stem + types[i];
    }
    return new Choice(stem, names);
  }

  /** Returns the choice of when something began, ended or was done. */
  static Choice ofMoment(String stem) {
    return of(stem, "DateTime", "Age", "Period", "Range", "String", "Timing");
  }

  /** Returns how it is written: {@code onset[x]}. */
  String written() {
    return stem + "[x]";
  }

  /** Returns what {@link Tape#mayHave} needs to tell that an object has none of them. */
  long bits() {
    return bits;
  }

  /** Whether a name with this hash may be one of its properties: it tells of nearly all others. */
  boolean mayHave(int hash) {
    return (bits & Tape.bit(hash)) != 0 && (moreBits & Tape.bit(hash >>> 6)) != 0;
  }

  /** Whether a name is one of its properties. */
  boolean has(String name) {
    for (String each : names) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the type that one of the names says. */
  String type(String name) {
    return name.substring(stem.length());
  }
}
