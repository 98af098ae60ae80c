package org.ketascreen.testkit.mutation;

import org.ketascreen.terminology.ValueSet;

/** A changed value set. Immutable and thread-safe. */
record ValueSetVariant(Mutant mutant, ValueSet original, ValueSet changed) implements Variant {}
