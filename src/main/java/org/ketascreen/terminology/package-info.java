/**
 * Which entries of a record belong to which value set: value sets, the concept index, matching by
 * name, the host's terminology. The entry type is {@link org.ketascreen.terminology.ConceptIndex}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@NullMarked
package org.ketascreen.terminology;

import org.jspecify.annotations.NullMarked;
import org.ketascreen.API;
