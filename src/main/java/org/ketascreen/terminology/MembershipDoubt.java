package org.ketascreen.terminology;

/** Why a membership is only possible. */
public enum MembershipDoubt {
  /** A name was found in words that belong to no code. */
  NAME_IN_FREE_TEXT,
  /** The words say the same, but no code does. */
  SYNONYM_ONLY,
  /** One coding, or one ingredient, is in and another deliberately out. */
  CODINGS_DISAGREE
}
