package org.ketascreen;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;

/** What a fresh JVM runs, on the class path of an embedder: screens one record and ends. */
final class FirstVerdict {

  private FirstVerdict() {}

  public static void main(String[] args) throws IOException {
    if (args[0].equals("heap")) {
      System.out.println(retained());
    } else {
      System.out.println(verdict(Path.of(args[1])));
    }
  }

  private static String verdict(Path example) throws IOException {
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));
    PatientRecord record = FhirReader.r4().read(Files.readAllBytes(example));
    Treatment treatment =
        new Treatment(Agent.ESKETAMINE, Route.INTRANASAL, Quantity.of("84", "mg"));
    AsOf asOf = AsOf.parse("2026-11-22T09:00:00Z");
    return screener
        .screen(ScreeningRequest.builder(record, treatment, asOf).build())
        .disposition()
        .code();
  }

  /** Returns the bytes that a loaded screener and all that its loading left behind keep. */
  private static long retained() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long before = used(memory);
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));
    long after = used(memory);
    Reference.reachabilityFence(screener);
    return after - before;
  }

  private static long used(MemoryMXBean memory) {
    for (int i = 0; i < 5; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
