package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.valfirst.slf4jtest.LoggingEvent;
import com.github.valfirst.slf4jtest.TestLoggerFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.arbitrary.JsonMutations;

/** Gives whatever there is to the reader and the screener, and says what must come of it. */
final class Hostile {

  /** Stands where a patient's words may stand; no message and no log may repeat it. */
  static final String CANARY = JsonMutations.CANARY;

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));
  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00+02:00");
  private static final Treatment SPRAY = Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScreeningReport.jsonSchema());
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a screening may allocate beside what grows with its input. */
  private static final long ALLOCATION = 64_000_000;

  /** What it may allocate for each byte of its input, several times what it does. */
  private static final long ALLOCATION_PER_BYTE = 2_000;

  private Hostile() {}

  /**
   * Reads and screens an input: either a valid report comes of it, or one line that says why not,
   * at a cost that its size bounds.
   *
   * @return the record, or {@code null} if the input was refused
   */
  static @Nullable PatientRecord screen(byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try (Watchdog watched = Watchdog.over(input)) {
      PatientRecord record = screenAtOneStage(input);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated)
          .as("bytes allocated for %d of input", input.length)
          .isLessThan(ALLOCATION + ALLOCATION_PER_BYTE * input.length);
      assertThat(watched.isOpen()).isTrue();
      return record;
    } finally {
      assertNothingLogged();
    }
  }

  private static @Nullable PatientRecord screenAtOneStage(byte[] input) {
    PatientRecord record;
    try {
      record = FhirReader.r4().read(input);
    } catch (UnreadableInputException e) {
      assertThat(e).hasNoCause();
      assertThat(e.getMessage()).isNotBlank().doesNotContain(CANARY, "\n", "\r", "Exception");
      return null;
    }
    int choice = Math.floorMod(Arrays.hashCode(input), 24);
    Stage stage = List.of(Stage.values()).get(choice % Stage.values().length);
    check(record, stage, choice / 4 == 0);
    return record;
  }

  private static void check(PatientRecord record, Stage stage, boolean wholly) {
    ScreeningReport report =
        SCREENER.screen(ScreeningRequest.builder(record, SPRAY, NOW).stage(stage).build());

    assertThat(record.notRead())
        .extracting(NotRead::detail)
        .noneMatch(detail -> detail != null && detail.contains(CANARY));
    assertThat(record.assertions().values()).noneMatch(each -> each.because().contains(CANARY));
    assertAddsUp(report);
    String json = report.toJson();
    if (wholly) {
      assertThat(report.toText()).isNotBlank();
      assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
    } else {
      assertThat(json).startsWith("{").endsWith("}\n");
    }
  }

  /** The five numbers of a report's entries. */
  static void assertAddsUp(ScreeningReport report) {
    ScreeningReport.EntryCounts n = report.entries();
    assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened())
        .as("used, irrelevant, excluded and unscreened")
        .isEqualTo(n.read());
  }

  private static void assertNothingLogged() {
    for (LoggingEvent event : TestLoggerFactory.getAllLoggingEvents()) {
      assertThat(event.getFormattedMessage()).doesNotContain(CANARY);
      assertThat(String.valueOf(event.getThrowable().orElse(null))).doesNotContain(CANARY);
    }
    TestLoggerFactory.clearAll();
  }
}
