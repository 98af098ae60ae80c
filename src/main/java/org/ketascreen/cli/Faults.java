package org.ketascreen.cli;

import java.util.List;
import java.util.Locale;
import org.ketascreen.ScreeningException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what went wrong, or in one for each thing that did; never with a stack trace,
 * never with more of the input than its path.
 */
final class Faults {

  private final Console console;

  Faults(Console console) {
    this.console = console;
  }

  /** The call was wrong. */
  int wrongCall(ParameterException exception) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    String help = command.replaceFirst("^ketascreen", "ketascreen help");
    return console.complain(wrong(exception) + suggestion(exception) + "; for help: " + help);
  }

  private static String wrong(ParameterException exception) {
    boolean isNoCommand =
        exception instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && exception.getCommandLine().getParent() == null;
    return isNoCommand
        ? "there is no such command"
        : startingLower(String.valueOf(exception.getMessage())).replaceFirst("\\.$", "");
  }

  private static String startingLower(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String suggestion(ParameterException exception) {
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      return suggestions.isEmpty() ? "" : "; nearest: " + suggestions.get(0);
    }
    return "";
  }

  /** The command failed. */
  int failed(Exception exception) {
    boolean isForTheUser =
        exception instanceof CallException || exception instanceof ScreeningException;
    int status =
        console.complain(isForTheUser ? String.valueOf(exception.getMessage()) : fault(exception));
    if (exception instanceof CallException call) {
      call.details().forEach(console::problem);
    }
    return status;
  }

  /** Returns what a fault of ours is; its message might carry words of the input. */
  static String fault(Throwable exception) {
    StackTraceElement[] trace = exception.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return "fault in ketascreen, please report it: " + exception.getClass().getName() + place;
  }
}
