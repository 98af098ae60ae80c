package org.ketascreen.testkit.mutation;

/** A mutant, and what is needed to screen with it. */
sealed interface Variant permits RuleVariant, ValueSetVariant {

  Mutant mutant();
}
