package org.ketascreen.fact;

import org.ketascreen.API;

/** Why something is only possible, and what would settle it. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Doubt {
  NOT_VERIFIED("confirm or refute the entry (its verification status is not confirmed)"),
  NAMED_AT_ENCOUNTER("confirm or refute it (it is only named as what an encounter was for)"),
  NAMED_AS_REASON("confirm or refute it (it is only named as what something else is for)"),
  NAMED_IN_CONCLUSION("confirm or refute it (it is only named in a conclusion)"),
  ONLY_DONE("say whether what was done then is still so (only the procedure is recorded)"),
  NO_CLINICAL_STATUS("say whether it is still present (the entry has no clinical status)"),
  STATUS_CONTRADICTS_DATES("correct the entry (its status and its dates disagree)"),
  COARSE_DATE("find the exact date (the recorded one is too coarse or missing)"),
  NO_SEVERITY("record the severity"),
  NAME_IN_FREE_TEXT("code the entry (it was recognised by a name in free text)"),
  SYNONYM_ONLY("code the entry (it was recognised by its words alone)"),
  CODINGS_DISAGREE("correct the entry (its codes disagree)"),
  OLD_ORDER("ask whether it is still taken (the order is older than 12 months)"),
  ON_HOLD("ask whether it is taken (the entry is on hold)"),
  STATUS_UNKNOWN("complete the entry (its status is unknown or missing)"),
  SUPPLY_NOT_STATED("ask whether it is still taken (how long the supply lasts is not stated)"),
  PLAN_NOT_FIRM("ask whether it will be done (it is only proposed, on hold or of unknown status)"),
  ROUTE_NOT_RECORDED("find by which route it is taken (none that is known is recorded)"),
  DOSE_NOT_KNOWN("find how much is taken a day (the recorded dose does not say)"),
  INTOLERANCE("say whether it is an allergy (it is recorded as an intolerance)"),
  NOT_FINAL("wait for or confirm the result (it is not final)"),
  READINGS_DISAGREE("measure again (readings of the same time disagree)"),
  BOUND_ONLY("obtain the exact value (only a bound was recorded)"),
  RANGE_DISAGREES(
      "check the result (its value and the laboratory's mark of high, low or normal disagree)"),
  COURSE_NOT_STATED("say when the course began (only that doses were given is recorded)"),
  ANSWERS_DISAGREE("ask again (recorded answers disagree)"),
  BIRTH_DATE_COARSE("find the exact date of birth");

  private final String settledBy;

  Doubt(String settledBy) {
    this.settledBy = settledBy;
  }

  /** Returns what would settle it, as an instruction. */
  public String settledBy() {
    return settledBy;
  }
}
