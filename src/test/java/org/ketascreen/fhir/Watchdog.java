package org.ketascreen.fhir;

import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a try that takes far longer than any should: with an error if it ends by itself, and with
 * the whole JVM if it does not, so that no loop without end keeps a build. It does not measure: the
 * limit is thousands of times what a try takes.
 */
final class Watchdog implements AutoCloseable {

  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final AtomicReference<@Nullable Watchdog> CURRENT = new AtomicReference<>();

  static {
    Thread thread = new Thread(Watchdog::watch, "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private final byte[] input;
  private final Thread worker = Thread.currentThread();
  private final long start = System.nanoTime();

  private Watchdog(byte[] input) {
    this.input = input;
  }

  /** Begins to watch the current thread, which works on an input. */
  static Watchdog over(byte[] input) {
    Watchdog watchdog = new Watchdog(input);
    CURRENT.set(watchdog);
    return watchdog;
  }

  boolean isOpen() {
    return CURRENT.get() == this;
  }

  @Override
  public void close() {
    CURRENT.set(null);
    if (System.nanoTime() - start > MAX_NANOS) {
      throw new AssertionError("took more than 20 s: " + shown());
    }
  }

  private String shown() {
    return input.length
        + " bytes, base64 "
        + Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(input.length, 3_000)));
  }

  private static void watch() {
    while (true) {
      Watchdog current = CURRENT.get();
      if (current != null && System.nanoTime() - current.start > HANGING_NANOS) {
        System.err.println("does not end: " + current.shown());
        for (StackTraceElement element : current.worker.getStackTrace()) {
          System.err.println("\tat " + element);
        }
        Runtime.getRuntime().halt(1);
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
