package org.ketascreen.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.ketascreen.testkit.mutation.Progress;

/** Shows on a terminal how far something has got, in one line of standard error. */
final class ProgressBar implements Progress, AutoCloseable {

  private static final int WIDTH = 40;

  private final PrintStream err;
  private final boolean shown;
  private int last = -1;

  private ProgressBar(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Returns one that shows nothing unless standard input and output are a terminal. */
  static ProgressBar on(Console console) {
    return new ProgressBar(console.err(), console.isTerminal());
  }

  @Override
  public void done(int done, int all) {
    int perMille = done * 1000 / all;
    if (shown && perMille != last) {
      last = perMille;
      int filled = done * WIDTH / all;
      err.printf(
          Locale.ROOT,
          "\r[%s%s] %d of %d",
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          done,
          all);
      err.flush();
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (last >= 0) {
      last = -1;
      err.print("\r" + " ".repeat(WIDTH + 30) + "\r");
      err.flush();
    }
  }
}
