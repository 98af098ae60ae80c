package org.ketascreen.fhir;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a stream begins with: all of it, if it is not too large.
 *
 * @param bytes the beginning
 * @param rest what follows, or how it fails; {@code null} if nothing does
 */
@SuppressWarnings("ArrayRecordComponent")
record Beginning(byte[] bytes, @Nullable InputStream rest) {

  private static final int STEP = 1 << 16;

  /** Reads as much as there is, up to a limit. */
  static Beginning of(InputStream stream, int most) {
    byte[] bytes = new byte[STEP];
    int length = 0;
    try {
      while (length < most) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(most, 2 * length));
        }
        int read = stream.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return new Beginning(Arrays.copyOf(bytes, length), null);
        }
        length += read;
      }
      return new Beginning(bytes, new Unclosed(stream));
    } catch (IOException e) {
      return new Beginning(Arrays.copyOf(bytes, length), new Failing(e));
    }
  }

  /** Returns the whole stream, from its beginning. */
  InputStream whole() {
    InputStream beginning = new ByteArrayInputStream(bytes);
    return rest == null ? beginning : new SequenceInputStream(beginning, rest);
  }

  /** A stream that whoever gave it will close. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream stream) {
      super(stream);
    }

    @Override
    public void close() {
      // not ours
    }
  }

  /** What is left of a stream that failed. */
  private static final class Failing extends InputStream {
    private final IOException failure;

    Failing(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw failure;
    }
  }
}
