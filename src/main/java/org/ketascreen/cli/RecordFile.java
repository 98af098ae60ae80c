package org.ketascreen.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.PatientRecord;

/** The file a record is read from. */
final class RecordFile {

  private static final String STANDARD_INPUT = "-";

  private RecordFile() {}

  static PatientRecord read(String file, FhirReader reader, Console console) {
    if (file.equals(STANDARD_INPUT)) {
      return read("standard input", reader, console.in());
    }
    Path path = Paths.existing(file, "give the path of a FHIR R4 Bundle, or - for standard input");
    if (Files.isDirectory(path)) {
      throw new CallException(file + ": is a directory; give one file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return read(file, reader, in);
    } catch (IOException e) {
      throw Paths.unreadable(file);
    }
  }

  private static PatientRecord read(String name, FhirReader reader, InputStream in) {
    try {
      return reader.read(in);
    } catch (UnreadableInputException e) {
      throw new CallException(name + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw Paths.unreadable(name);
    }
  }
}
