package org.ketascreen.cli;

/** The command line's entry point. Placeholder. */
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    // No logger is shipped in the command line's jar, and SLF4J's remark on that helps nobody.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.out.println("ketascreen " + String.join(" ", args));
  }
}
