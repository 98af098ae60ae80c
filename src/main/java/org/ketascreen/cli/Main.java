package org.ketascreen.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The command line's entry point. Not thread-safe: one call a process, or a test. */
public final class Main {

  /** The command did its work, whatever the disposition. */
  static final int DONE = 0;

  /** A check failed. */
  static final int CHECK_FAILED = 1;

  /** The input or the call was wrong. */
  static final int WRONG = 2;

  /** Fewer changes of a rulebase are noticed than were demanded. */
  static final int TOO_FEW = 3;

  private static final int HELP_COLUMNS = 80;

  private Main() {}

  /**
   * Runs one command and exits with its status: 0 it did its work, 1 a check failed, 2 the input or
   * the call was wrong, 3 fewer changes of a rulebase are noticed than were demanded.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    // No logger is shipped in the command line's jar, and SLF4J's remark on that helps nobody.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Console console =
        console(System.in, standard(FileDescriptor.out), standard(FileDescriptor.err));
    System.exit(run(args, console.watched(isTerminal())));
  }

  /**
   * Whether somebody watches. Since Java 22 there is a console without a terminal, which says so.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** System.out has the machine's character set. */
  private static PrintStream standard(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command.
   *
   * @return the exit status
   */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, console(in, out, err));
  }

  private static Console console(InputStream in, PrintStream out, PrintStream err) {
    return Console.of(in, out, err, Clock.system(ZoneId.systemDefault()));
  }

  static int run(String[] args, Console console) {
    int status;
    try {
      status = commands(console).execute(args);
    } catch (OutOfMemoryError e) {
      status = console.complain("out of memory; give Java more, as in: java -Xmx4g -jar ...");
    } catch (StackOverflowError e) {
      status = console.complain("the input is nested too deeply; give a flatter one");
    } catch (Error e) {
      status = console.complain(Faults.fault(e));
    }
    return console.deliver(status);
  }

  private static CommandLine commands(Console console) {
    CommandLine commands = command(new TopCommand());
    commands
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Shows the version.")
                .build());
    Faults faults = new Faults(console);
    return Converters.register(
            commands
                .addSubcommand(command(new ScreenCommand(console)))
                .addSubcommand(command(new ExplainCommand(console)))
                .addSubcommand(command(new RulebasesCommand(console)))
                .addSubcommand(command(new CompileCommand(console)))
                .addSubcommand(command(new ReleaseCommand(console)))
                .addSubcommand(command(new KeyCommand(console)))
                .addSubcommand(command(new SignCommand(console)))
                .addSubcommand(command(new VerifyCommand(console)))
                .addSubcommand(command(new ReplayCommand(console)))
                .addSubcommand(command(new LintCommand(console)))
                .addSubcommand(command(new MutateCommand(console)))
                .addSubcommand(command(new DiffCommand(console)))
                .addSubcommand(command(new CoverageCommand(console)))
                .addSubcommand(command(new TestCommand(console)))
                .addSubcommand(command(new SchemaCommand(console)))
                .addSubcommand(new HelpCommand()))
        .setExpandAtFiles(false)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(console.writer())
        .setParameterExceptionHandler((exception, args) -> faults.wrongCall(exception))
        .setExecutionExceptionHandler((exception, line, parsed) -> faults.failed(exception));
  }

  private static CommandLine command(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
    return line;
  }
}
