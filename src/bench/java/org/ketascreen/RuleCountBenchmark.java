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

/** Record to report with more and more rules over the same value sets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RuleCountBenchmark {

  @Param({"10", "100", "1000"})
  public int rules = 10;

  private Screener screener = null;
  private List<ScreeningRequest> requests = List.of();
  private int next;

  @Setup
  public void read() {
    screener = Screener.of(Rulebase.load(archive(rules), TrustPolicy.allowingUnsigned()));
    requests = BenchmarkInputs.requests("cohort");
  }

  /** Returns where the generated rulebase of so many rules stands. */
  static Path archive(int rules) {
    return Path.of("target", "bench", "rules-" + rules, "small.jar");
  }

  @Benchmark
  public ScreeningReport ketascreen() {
    next = next + 1 == requests.size() ? 0 : next + 1;
    return screener.screen(requests.get(next));
  }
}
