package org.ketascreen.fhir;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ketascreen.UnreadableInputException;

/**
 * The bytes of a JSON text, unzipped where they are gzip; told apart by how they begin from what
 * this reader does not read.
 */
final class Decoded {

  /** How much is looked at to tell what a text is. */
  private static final int BEGINNING = 1_024;

  private Decoded() {}

  /** The source of a stream is gzip, but broken or cut off. */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableInputException unreadable() {
      return brokenZip();
    }
  }

  /** Turns the complaints of gzip into one that can be told from those of the source. */
  private static final class Unzipped extends FilterInputStream {
    Unzipped(InputStream zipped) throws IOException {
      super(new GZIPInputStream(zipped, 1 << 16));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (ZipException | EOFException e) {
        throw new BrokenException();
      }
    }
  }

  /**
   * Returns the text of a stream.
   *
   * @throws UnreadableInputException if it is broken gzip, XML, or no UTF-8
   * @throws UncheckedIOException if the stream fails
   */
  static InputStream of(InputStream stream) {
    try {
      InputStream source = new BufferedInputStream(stream);
      boolean zipped = isZipped(beginning(source));
      InputStream text = zipped ? new BufferedInputStream(new Unzipped(source)) : source;
      byte[] beginning = beginning(text);
      refuseOtherText(beginning, beginning.length);
      return text;
    } catch (BrokenException | ZipException | EOFException e) {
      throw brokenZip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] beginning(InputStream buffered) throws IOException {
    buffered.mark(BEGINNING);
    byte[] beginning = buffered.readNBytes(BEGINNING);
    buffered.reset();
    return beginning;
  }

  private static UnreadableInputException brokenZip() {
    return new UnreadableInputException(
        "the input is gzip that is broken or cut off; give it whole");
  }

  /** Whether bytes begin as gzip does. */
  static boolean isZipped(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == (byte) 0x1F && bytes[1] == (byte) 0x8B;
  }

  /** Refuses what is text, but neither JSON nor in UTF-8. */
  static void refuseOtherText(byte[] bytes, int length) {
    int first = length > 0 ? bytes[0] & 0xFF : -1;
    int second = length > 1 ? bytes[1] & 0xFF : -1;
    boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    boolean halved = length > 1 && (first == 0 || second == 0);
    if (marked || halved) {
      throw new UnreadableInputException(
          "the input is UTF-16 or UTF-32; give FHIR R4 JSON in UTF-8");
    }
    int from = first == 0xEF && second == 0xBB ? 3 : 0;
    for (int i = from; i < length; i++) {
      if (bytes[i] == '<') {
        throw xml();
      }
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return;
      }
    }
  }

  /** Refuses XML. */
  static void refuseXml(String text) {
    if (text.stripLeading().startsWith("<")) {
      throw xml();
    }
  }

  private static UnreadableInputException xml() {
    return new UnreadableInputException("the input is XML; give FHIR R4 as JSON");
  }
}
