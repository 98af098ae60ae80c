package org.ketascreen;

/** Screens records against a rulebase. Placeholder. */
public final class Screener {
  private Screener() {}
}
