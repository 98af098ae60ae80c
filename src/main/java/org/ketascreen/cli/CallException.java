package org.ketascreen.cli;

/**
 * The input or the call was wrong; the message says in one line what, where, and what would be
 * right.
 */
final class CallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CallException(String message) {
    super(message);
  }
}
