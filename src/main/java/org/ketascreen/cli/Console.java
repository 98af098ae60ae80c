package org.ketascreen.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.ketascreen.rulebase.RulebaseException;

/**
 * What a command reads and writes. Not thread-safe.
 *
 * @param in standard input
 * @param out standard output, in UTF-8
 * @param err standard error, in UTF-8
 * @param clock says what time it is, and where
 * @param isTerminal whether somebody is looking on
 */
record Console(InputStream in, PrintStream out, PrintStream err, Clock clock, boolean isTerminal) {

  private static final int LONGEST_COMPLAINT = 1000;

  /**
   * Returns a console that writes UTF-8 whatever the streams' own character set; nobody looks on.
   */
  static Console of(InputStream in, PrintStream out, PrintStream err, Clock clock) {
    return new Console(in, new Utf8(out), new Utf8(err), clock, false);
  }

  /** Returns the same where somebody is looking on. */
  Console watched(boolean watched) {
    return new Console(in, out, err, clock, watched);
  }

  /** Writes UTF-8, and knows when the stream below no longer takes anything. */
  private static final class Utf8 extends PrintStream {

    private final PrintStream below;

    Utf8(PrintStream below) {
      super(below, false, StandardCharsets.UTF_8);
      this.below = below;
    }

    @Override
    public boolean checkError() {
      return super.checkError() || below.checkError();
    }
  }

  /** Returns standard output as picocli wants it. */
  PrintWriter writer() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  /** Says one of several things that are wrong with files, in a line of its own. */
  void problem(String problem) {
    err.print(oneLine(problem) + "\n");
  }

  /** Says everything that is wrong with the source of a rulebase, and returns the exit status. */
  int problems(Path source, RulebaseException wrong) {
    wrong.problems().forEach(each -> problem(source + "/" + each));
    return Main.CHECK_FAILED;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
  }

  /** Says in exactly one line what was wrong, and returns the exit status for it. */
  int complain(String complaint) {
    String line = oneLine(complaint);
    boolean isTooLong = line.length() > LONGEST_COMPLAINT;
    err.print("ketascreen: " + (isTooLong ? line.substring(0, LONGEST_COMPLAINT) : line) + "\n");
    return Main.WRONG;
  }

  /**
   * Writes everything out, and returns the exit status: the given one, if all of it could be
   * written.
   */
  int deliver(int status) {
    int delivered = status;
    if (out.checkError()) {
      delivered = complain("standard output took no more; not everything was written");
    }
    err.flush();
    return delivered;
  }
}
