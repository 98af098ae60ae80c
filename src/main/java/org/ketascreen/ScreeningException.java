package org.ketascreen;

/**
 * The engine failed; there is no report, not even a partial one. The message carries nothing of the
 * patient, and no cause is attached because its message might; the stack trace is that of the
 * cause.
 */
public final class ScreeningException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScreeningException(RuntimeException cause) {
    super("the engine failed (" + cause.getClass().getName() + "); no report was made");
    setStackTrace(cause.getStackTrace());
  }
}
