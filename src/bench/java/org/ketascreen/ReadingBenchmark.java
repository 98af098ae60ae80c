package org.ketascreen;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ketascreen.fhir.FhirReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Bundle to record, beside other readers of the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadingBenchmark {

  private final FhirReader reader = FhirReader.r4();
  private final JsonFactory factory = new JsonFactory();
  private final JsonMapper mapper = JsonMapper.shared();
  private final FhirContext hapi = FhirContext.forR4();
  private List<byte[]> bundles = List.of();

  @Setup
  public void read() {
    bundles = BenchmarkInputs.bundles();
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkInputs.BUNDLES)
  public void ketascreen(Blackhole hole) {
    bundles.forEach(json -> hole.consume(reader.read(json)));
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkInputs.BUNDLES)
  public void jacksonTokens(Blackhole hole) {
    for (byte[] json : bundles) {
      int tokens = 0;
      try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
      hole.consume(tokens);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkInputs.BUNDLES)
  public void jacksonTree(Blackhole hole) {
    bundles.forEach(json -> hole.consume(mapper.readTree(json)));
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkInputs.BUNDLES)
  public void hapi(Blackhole hole) {
    bundles.forEach(
        json ->
            hole.consume(
                hapi.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8))));
  }
}
