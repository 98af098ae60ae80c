package org.ketascreen.testkit.arbitrary;

/** How well a record is kept. */
enum Manner {
  /** As a careful system keeps it: coded, dated, with statuses, in known units. */
  VALID,
  /** As records are: coarse dates, words, missing or contradicting statements, odd units. */
  MESSY,
  /** As nobody should send it: absurd dates and numbers, broken texts, every kind of error. */
  HOSTILE
}
