package org.ketascreen.testkit.mutation;

import org.ketascreen.API;

/** Is told how far mutation has got; by several threads, one at a time. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (done, all) -> {};

  /** So many mutants of so many are done. */
  void done(int done, int all);
}
