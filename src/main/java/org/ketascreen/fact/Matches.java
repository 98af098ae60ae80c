package org.ketascreen.fact;

import org.ketascreen.API;

/** Where a compiled rule reports that its sentences may hold. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface Matches {

  /** Takes note that the sentences of a rule may hold. */
  void matched(String rule);
}
