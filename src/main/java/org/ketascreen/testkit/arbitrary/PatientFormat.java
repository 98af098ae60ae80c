package org.ketascreen.testkit.arbitrary;

import net.jqwik.api.SampleReportingFormat;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.json.RequestWriter;
import org.ketascreen.record.PatientRecord;

/**
 * Prints the patient of a property that fails as JSON that can be read, and screened again with
 * {@code ketascreen screen}. jqwik finds it through the service loader. Immutable and thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class PatientFormat implements SampleReportingFormat {

  @Override
  public boolean appliesTo(Object value) {
    return value instanceof ScreeningRequest || value instanceof PatientRecord;
  }

  @Override
  public Object report(Object value) {
    return value instanceof ScreeningRequest request
        ? new Written(RequestWriter.write(request))
        : value.toString();
  }

  /** A text that jqwik does not put in quotes. */
  private record Written(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
