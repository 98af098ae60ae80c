package org.ketascreen.cli;

import java.util.List;

/**
 * The input or the call was wrong; the message says in one line what, where, and what would be
 * right. Where several things were wrong, each has a further line.
 */
final class CallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  CallException(String message) {
    this(message, List.of());
  }

  private CallException(String message, List<String> details) {
    super(message);
    this.details = details;
  }

  /** Makes one of a text of several lines, of which the first says how many things were wrong. */
  static CallException withLines(String text) {
    List<String> lines = text.lines().toList();
    return new CallException(lines.get(0), lines.subList(1, lines.size()));
  }

  List<String> details() {
    return details;
  }
}
