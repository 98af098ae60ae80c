package org.ketascreen.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.json.InvalidRequestException;
import org.ketascreen.json.RequestReader;
import org.ketascreen.review.diff.CohortDiff.Patient;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The patients of several files, one JSON object each: NDJSON, an array, or one object; in UTF-8,
 * plain or gzip. One patient is in memory at a time. Not thread-safe: can be gone through once.
 */
final class CohortFiles implements Iterable<Patient> {

  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> files;
  private final Function<byte[], ScreeningRequest> reader;

  /**
   * Makes it of files.
   *
   * @param reader reads one object
   */
  CohortFiles(List<String> files, Function<byte[], ScreeningRequest> reader) {
    this.files = List.copyOf(files);
    this.reader = reader;
    files.forEach(each -> Paths.existing(each, "give NDJSON, an array, or one Bundle"));
  }

  @Override
  public Iterator<Patient> iterator() {
    return new Patients(files.iterator());
  }

  private final class Patients implements Iterator<Patient> {
    private final Iterator<String> rest;
    private @Nullable OneFile file;
    private @Nullable Patient next;

    private Patients(Iterator<String> rest) {
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      while (next == null && (file != null || rest.hasNext())) {
        if (file == null) {
          file = OneFile.of(rest.next());
        }
        next = file.next(reader);
        if (next == null) {
          file.close();
          file = null;
        }
      }
      return next != null;
    }

    @Override
    public Patient next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Patient patient = next;
      next = null;
      return patient;
    }
  }

  /** The objects of one file, as bytes. */
  private static final class OneFile {
    private final String file;
    private final InputStream in;
    private int number;
    private int line = 1;

    private OneFile(String file, InputStream in) {
      this.file = file;
      this.in = in;
    }

    private static OneFile of(String file) {
      try {
        InputStream in = new BufferedInputStream(Files.newInputStream(Paths.of(file)));
        in.mark(2);
        boolean isGzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new OneFile(file, isGzip ? new BufferedInputStream(new GZIPInputStream(in)) : in);
      } catch (IOException e) {
        throw Paths.unreadable(file);
      }
    }

    private void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private @Nullable Patient next(Function<byte[], ScreeningRequest> reader) {
      try {
        int first = in.read();
        while (first >= 0 && first != '{') {
          if (first == '\n') {
            line++;
          } else if (" \t\r[],".indexOf(first) < 0) {
            throw wrong("holds something else than JSON objects");
          }
          first = in.read();
        }
        return first < 0 ? null : patient(reader);
      } catch (IOException e) {
        throw Paths.unreadable(file);
      }
    }

    private Patient patient(Function<byte[], ScreeningRequest> reader) throws IOException {
      number++;
      String place = file + ", patient " + number + " (line " + line + ")";
      byte[] bytes = object();
      checkIsOnePatient(place, bytes);
      try {
        return new Patient(place, reader.apply(bytes));
      } catch (UnreadableInputException e) {
        throw new CallException(place + ": " + e.getMessage());
      } catch (InvalidRequestException e) {
        throw CallException.withLines(place + ": " + e.getMessage());
      }
    }

    /** A file of resources, one a line, may be of one patient or of many. */
    private static void checkIsOnePatient(String place, byte[] bytes) {
      if (RequestReader.recognises(bytes)) {
        return;
      }
      String type = resourceType(bytes);
      if (!type.equals("Bundle")) {
        throw new CallException(
            place + ": is no Bundle and no screening request; give one of them for each patient");
      }
    }

    private static String resourceType(byte[] bytes) {
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean isType = parser.currentName().equals("resourceType");
          JsonToken value = parser.nextToken();
          if (isType) {
            return value == JsonToken.VALUE_STRING ? parser.getString() : "";
          }
          parser.skipChildren();
        }
        return "";
      } catch (JacksonException e) {
        return "Bundle"; // the reader says what is wrong with it
      }
    }

    /** Returns an object up to the brace that closes it, which no brace in a text does. */
    private byte[] object() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write('{');
      int depth = 1;
      boolean isText = false;
      boolean isEscaped = false;
      while (depth > 0) {
        int each = in.read();
        if (each < 0) {
          throw wrong("ends within an object");
        }
        bytes.write(each);
        if (each == '\n') {
          line++;
        }
        if (isEscaped) {
          isEscaped = false;
        } else if (each == '\\') {
          isEscaped = isText;
        } else if (each == '"') {
          isText = !isText;
        } else if (!isText && each == '{') {
          depth++;
        } else if (!isText && each == '}') {
          depth--;
        }
      }
      return bytes.toByteArray();
    }

    private CallException wrong(String what) {
      return new CallException(
          file
              + ":"
              + line
              + ": "
              + what
              + "; give one FHIR R4 Bundle or screening request a line, an array of them, or one");
    }
  }
}
