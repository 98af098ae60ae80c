package org.ketascreen.terminology;

/** What entries a value set is read for. */
public enum Use {
  /** Conditions and procedures. */
  CONDITION,
  MEDICATION,
  ALLERGY,
  /** What was observed. */
  OBSERVATION,
  /** The coded result of an observation. */
  RESULT
}
