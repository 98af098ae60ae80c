package org.ketascreen.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.json.InvalidRequestException;
import org.ketascreen.json.RequestReader;

/** The file a record is read from: FHIR JSON or NDJSON, plain or gzip. */
final class RecordFile {

  private static final String STANDARD_INPUT = "-";

  /** Bytes that are looked at to tell one format from the other. */
  private static final int HEAD = 1 << 16;

  private RecordFile() {}

  /** What can be read from a file. */
  interface Reader<T> {

    /** Returns what a FHIR record comes to. */
    T fhir(InputStream in);

    /** Returns what a request in JSON of our own comes to. */
    T request(InputStream in);
  }

  static <T> T read(String file, Reader<T> reader, Console console) {
    if (file.equals(STANDARD_INPUT)) {
      return read("standard input", reader, console.in());
    }
    Path path =
        Paths.existing(
            file,
            "give the path of a FHIR R4 Bundle or of a screening request, or - for standard input");
    if (Files.isDirectory(path)) {
      throw new CallException(file + ": is a directory; give one file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(file, reader, in);
    } catch (IOException e) {
      throw Paths.unreadable(file);
    }
  }

  private static <T> T read(String name, Reader<T> reader, InputStream unbuffered) {
    try {
      InputStream in = new BufferedInputStream(unbuffered, HEAD);
      return isRequest(in) ? reader.request(in) : reader.fhir(in);
    } catch (UnreadableInputException e) {
      throw new CallException(name + ": " + e.getMessage());
    } catch (InvalidRequestException e) {
      throw CallException.withLines(name + ": " + e.getMessage());
    } catch (IOException e) {
      throw Paths.unreadable(name);
    } catch (UncheckedIOException e) {
      throw Paths.unreadable(name);
    }
  }

  /** Whether a file, if it is there, is a request in JSON of our own. */
  static boolean isRequest(String file) {
    Path path = Paths.existing(file, "give the file of the record or request");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), HEAD)) {
      return isRequest(in);
    } catch (IOException e) {
      throw Paths.unreadable(file);
    }
  }

  private static boolean isRequest(InputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    return RequestReader.recognises(head);
  }
}
