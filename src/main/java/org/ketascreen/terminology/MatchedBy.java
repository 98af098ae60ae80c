package org.ketascreen.terminology;

/** How an entry was found to be in a value set. */
public enum MatchedBy {
  /** By a statement of the value set. */
  CODE,
  /** By an ingredient of the medicine that the value set lists. */
  INGREDIENT,
  /** By words. */
  NAME,
  /** By the host's terminology. */
  HOST
}
