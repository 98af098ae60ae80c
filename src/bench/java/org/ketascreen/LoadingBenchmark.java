package org.ketascreen;

import java.util.concurrent.TimeUnit;
import org.ketascreen.rulebase.Rulebases;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Archive to screener in a warm JVM. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoadingBenchmark {

  @Benchmark
  public Screener ketascreen() {
    return Screener.of(Rulebases.bundled().load("ketamine"));
  }
}
