package org.ketascreen;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ketascreen.rulebase.Rulebases;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Record to report, one patient after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScreeningBenchmark {

  @Param({"cohort", "example"})
  public String input = "cohort";

  private Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));
  private List<ScreeningRequest> requests = List.of();
  private int next;

  @Setup
  public void read() {
    requests = BenchmarkInputs.requests(input);
  }

  private ScreeningRequest next() {
    next = next + 1 == requests.size() ? 0 : next + 1;
    return requests.get(next);
  }

  @Benchmark
  public ScreeningReport ketascreen() {
    return screener.screen(next());
  }
}
