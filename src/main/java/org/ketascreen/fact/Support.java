package org.ketascreen.fact;

import org.ketascreen.API;

/**
 * Something in the record and what it says to a sentence. Immutable and thread-safe.
 *
 * @param evidence what it is
 * @param verdict what it says
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Support(Evidence evidence, Verdict verdict) {}
