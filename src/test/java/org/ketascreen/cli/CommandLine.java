package org.ketascreen.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Calls the command line in this process, at a fixed time, with nothing on standard input unless
 * said otherwise.
 */
final class CommandLine {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-15T07:00:00.9Z"), ZoneOffset.ofHours(2));

  private InputStream in = InputStream.nullInputStream();

  /** What a call came to. */
  record Result(int status, String out, String err) {}

  CommandLine reading(String text) {
    return reading(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  CommandLine reading(InputStream stream) {
    in = stream;
    return this;
  }

  Result call(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    // Streams of another character set, as a machine may have them.
    int status =
        Main.run(
            args,
            Console.of(
                in,
                new PrintStream(out, false, StandardCharsets.ISO_8859_1),
                new PrintStream(err, false, StandardCharsets.ISO_8859_1),
                CLOCK));
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
