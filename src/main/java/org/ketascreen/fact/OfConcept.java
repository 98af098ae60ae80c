package org.ketascreen.fact;

import org.ketascreen.API;

/** A fact of which there is one for each concept: Drools hashes them by it. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface OfConcept {

  /** Returns the title of the value set that it is about. */
  String getConcept();
}
