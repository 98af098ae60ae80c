package org.ketascreen.fhir;

import java.util.Set;

/** What the name of a property means to whoever reads whatever JSON. */
final class Meaning {

  /** Nothing. */
  static final byte NONE = 0;

  /** Its strings are {@link Words}. */
  static final byte WORDS = 1;

  /** The type of the resource that it is a property of. */
  static final byte TYPE = 2;

  /** Narrative. */
  static final byte NARRATIVE = 3;

  /** An attachment, or the readings of {@link #SAMPLES}. */
  static final byte DATA = 4;

  /** What has readings as its {@link #DATA}. */
  static final byte SAMPLES = 5;

  /** What may change the meaning of what it stands in. */
  static final byte MODIFIER = 6;

  /** One of {@link OlderRelease#NEGATIONS}. */
  static final byte NEGATION = 7;

  /** Resources whose narrative may be all that they say. */
  private static final Set<String> NARRATED =
      Set.of("Composition", "Condition", "AllergyIntolerance");

  private Meaning() {}

  /** Returns what a name means. */
  static byte of(String name) {
    return switch (name) {
      case "resourceType" -> TYPE;
      case "div" -> NARRATIVE;
      case "data" -> DATA;
      case "valueSampledData" -> SAMPLES;
      case Json.MODIFIER_EXTENSION -> MODIFIER;
      default ->
          OlderRelease.NEGATIONS.contains(name) ? NEGATION : Words.isName(name) ? WORDS : NONE;
    };
  }

  /** Whether a name means something for the object that has such a property. */
  static boolean isSpecial(int meaning) {
    return meaning > WORDS;
  }

  /** Whether narrative is kept of resources of this type. */
  static boolean isNarrated(String type) {
    return NARRATED.contains(type);
  }
}
