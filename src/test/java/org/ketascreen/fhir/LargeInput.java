package org.ketascreen.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ketascreen.record.PatientRecord;

/**
 * Reads a large Bundle or NDJSON that is made while it is read, in a Java of its own: the shares of
 * its resource types, by size, are about those of a whole record with its claims.
 */
final class LargeInput {

  private static final String PADDING = "'text':{'status':'generated','div':'<div>%s</div>'},";

  private LargeInput() {}

  /**
   * Reads it and prints how much was read.
   *
   * @param arguments {@code bundle} or {@code lines}, and how many megabytes
   */
  public static void main(String[] arguments) {
    long size = Long.parseLong(arguments[1]) << 20;
    boolean lines = arguments[0].equals("lines");
    Generated input = new Generated(resources(), lines, size);

    PatientRecord record = FhirReader.r4().read(input);

    System.out.println(
        (input.given >> 20)
            + " MiB, "
            + input.resources
            + " entries, "
            + (record.patientEntries() + record.entries().size() + record.notRead().size())
            + " accounted for");
  }

  private static Iterator<String> resources() {
    return Stream.concat(
            Stream.of("{'resourceType':'Patient','id':'p'}"),
            IntStream.iterate(0, i -> i + 1).mapToObj(LargeInput::resource))
        .map(quoted -> quoted.replace('\'', '"'))
        .iterator();
  }

  private static String resource(int i) {
    return switch (i % 10) {
      case 0, 1 -> start("ExplanationOfBenefit", i, 7_000) + "'status':'active'}";
      case 2 ->
          start("DocumentReference", i, 100)
              + "'content':[{'attachment':{'data':'"
              + "QUJD".repeat(1_000)
              + "'}}]}";
      case 3 ->
          start("Procedure", i, 600)
              + "'status':'completed','code':{'text':'procedure "
              + i % 300
              + "'},'performedDateTime':'2024-01-"
              + (10 + i % 15)
              + "'}";
      case 4 ->
          start("Encounter", i, 1_000)
              + "'status':'finished','type':[{'text':'visit "
              + i % 50
              + "'}],'period':{'start':'2024-01-01','end':'2024-01-01'}}";
      default ->
          start("Observation", i, 600)
              + "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'"
              + i % 90
              + "','display':'a reading of kind "
              + i % 90
              + "'}]},'effectiveDateTime':'2024-01-01T10:00:"
              + (10 + i % 50)
              + "Z','valueQuantity':{'value':"
              + i
              + ",'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}}";
    };
  }

  private static String start(String type, int i, int padding) {
    return "{'resourceType':'"
        + type
        + "','id':'"
        + String.format("%08x-aaaa-bbbb-cccc-%012x", i, i)
        + "','subject':{'reference':'Patient/p'},"
        + PADDING.formatted("x".repeat(padding));
  }

  /** JSON that is made while it is read. */
  private static final class Generated extends InputStream {
    private final Iterator<String> source;
    private final boolean lines;
    private final long size;
    private byte[] part;
    private int at;
    private long given;
    private int resources;
    private boolean ended;

    Generated(Iterator<String> source, boolean lines, long size) {
      this.source = source;
      this.lines = lines;
      this.size = size;
      this.part =
          bytes(lines ? "" : "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      while (at == part.length) {
        if (ended) {
          return -1;
        }
        next();
      }
      int count = Math.min(length, part.length - at);
      System.arraycopy(part, at, target, offset, count);
      at += count;
      given += count;
      return count;
    }

    private void next() {
      at = 0;
      ended = given >= size;
      if (ended) {
        part = bytes(lines ? "" : "]}");
        return;
      }
      String resource = source.next();
      part =
          bytes(
              lines
                  ? resource + "\n"
                  : (resources == 0 ? "" : ",") + "{\"resource\":" + resource + "}");
      resources++;
    }
  }
}
