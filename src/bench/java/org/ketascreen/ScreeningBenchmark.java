package org.ketascreen;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.TrustPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Record to report, one patient after the other, beside the same written by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScreeningBenchmark {

  /** A rulebase that stays as it is, so that figures can be compared. */
  static final Path SOURCE = Path.of("src", "bench", "resources", "rulebase");

  static final Path ARCHIVE = Path.of("target", "bench", "frozen", "frozen.jar");

  /** Stands for the digest of a request, which costs the same on both sides. */
  private static final String NO_DIGEST = "sha256:";

  @Param({"cohort", "example"})
  public String input = "cohort";

  private Screener screener = null;
  private HandWritten handWritten = null;
  private List<ScreeningRequest> requests = List.of();
  private int next;

  @Setup
  public void read() {
    Rulebase rulebase = Rulebase.load(ARCHIVE, TrustPolicy.allowingUnsigned());
    screener = Screener.of(rulebase);
    handWritten = new HandWritten(rulebase);
    requests = BenchmarkInputs.requests(input);
    handWritten.check(screener, requests);
  }

  private ScreeningRequest next() {
    next = next + 1 == requests.size() ? 0 : next + 1;
    return requests.get(next);
  }

  @Benchmark
  public ScreeningReport ketascreen() {
    return screener.screen(next());
  }

  @Benchmark
  public ScreeningReport handWritten() {
    return handWritten.screen(next());
  }

  @Benchmark
  public ScreeningReport handWrittenWithoutDigest() {
    return handWritten.screen(next(), NO_DIGEST);
  }
}
