package org.ketascreen;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every benchmark, prints one table and writes the figures to {@code target/bench.json}.
 * Regular expressions as arguments choose among the JMH benchmarks; nothing else is run then.
 */
final class Benchmarks {

  private static final Path FOLDER = Path.of("target", "bench");
  private static final String QUIET =
      "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider";

  /** How long it is measured; chosen by {@code -Dbench=quick}, {@code long} or {@code smoke}. */
  private enum Mode {
    /** A few minutes. */
    QUICK(1, 4, 2000, 9),
    /** For figures to be published. */
    LONG(3, 8, 3000, 31),
    /** Only shows that everything runs; the figures mean nothing. */
    SMOKE(1, 1, 100, 1);

    private final int forks;
    private final int iterations;
    private final int millis;
    private final int coldStarts;

    Mode(int forks, int iterations, int millis, int coldStarts) {
      this.forks = forks;
      this.iterations = iterations;
      this.millis = millis;
      this.coldStarts = coldStarts;
    }

    private static Mode chosen() {
      return valueOf(System.getProperty("bench", "quick").toUpperCase(Locale.ROOT));
    }
  }

  private final Mode mode = Mode.chosen();
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Benchmarks benchmarks = new Benchmarks();
    Files.createDirectories(FOLDER);
    benchmarks.generateRulebases();
    compileFrozenRulebase();
    benchmarks.runJmh(args.length == 0 ? List.of("org.ketascreen.*Benchmark") : List.of(args));
    if (args.length == 0) {
      benchmarks.runColdStarts();
    }
    Files.writeString(
        Path.of("target", "bench.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(benchmarks.json()));
    System.out.println(benchmarks.table());
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("input", BenchmarkInputs.origin());
    json.put("machine", machine());
    json.put("figures", figures);
    return json;
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version");
  }

  private void generateRulebases() throws IOException {
    for (int rules : new int[] {10, 100, 1000}) {
      Path archive = RuleCountBenchmark.archive(rules);
      delete(archive.getParent());
      Files.createDirectories(archive.getParent());
      GeneratedRulebase.compile(rules, archive);
    }
  }

  private static void compileFrozenRulebase() throws IOException {
    Files.createDirectories(ScreeningBenchmark.ARCHIVE.getParent());
    Files.write(
        ScreeningBenchmark.ARCHIVE, RulebaseCompiler.compile(ScreeningBenchmark.SOURCE).bytes());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private void runJmh(List<String> patterns) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    patterns.forEach(options::include);
    Options all =
        options
            .forks(mode.forks)
            .warmupIterations(mode.iterations)
            .warmupTime(TimeValue.milliseconds(mode.millis))
            .measurementIterations(mode.iterations)
            .measurementTime(TimeValue.milliseconds(mode.millis))
            .jvmArgsAppend(QUIET, "-Xms1g", "-Xmx1g")
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(all).run();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      StringBuilder key = new StringBuilder(name.substring("org.ketascreen.".length()));
      for (String param : result.getParams().getParamsKeys()) {
        key.append(' ').append(result.getParams().getParam(param));
      }
      TimeUnit unit = result.getParams().getTimeUnit();
      double nanosPerUnit = unit.toNanos(1);
      figures.put(key + " us", result.getPrimaryResult().getScore() * nanosPerUnit / 1000);
    }
  }

  private void runColdStarts() throws IOException, InterruptedException {
    String classPath = embedderJars();
    Path shared = FOLDER.resolve("classes.jsa");
    String sharing = "-XX:SharedArchiveFile=" + shared;
    java(classPath, "verdict", "-XX:ArchiveClassesAtExit=" + shared);
    List<Double> plain = new ArrayList<>();
    List<Double> withSharing = new ArrayList<>();
    List<Double> forOne = new ArrayList<>();
    List<Double> heap = new ArrayList<>();
    for (int i = 0; i < mode.coldStarts; i++) {
      plain.add(java(classPath, "verdict").millis());
      withSharing.add(java(classPath, "verdict", sharing).millis());
      forOne.add(
          java(classPath, "verdict", sharing, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
              .millis());
    }
    for (int i = 0; i < 3; i++) {
      heap.add(Double.parseDouble(java(classPath, "heap").output()));
    }
    figures.put("first verdict ms", median(plain));
    figures.put("first verdict with class data sharing ms", median(withSharing));
    figures.put("first verdict for one patient ms", median(forOne));
    figures.put("retained heap MiB", median(heap) / (1 << 20));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private record Ran(double millis, String output) {}

  /** Runs a fresh JVM; the time is from before it is started to its end. */
  private static Ran java(String classPath, String what, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, FirstVerdict.class.getName()));
    command.addAll(List.of(what, BenchmarkInputs.example().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(FOLDER.resolve("java.log").toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }
    int status = process.waitFor();
    double millis = (System.nanoTime() - start) / 1e6;
    if (status != 0 || output.isEmpty()) {
      throw new IllegalStateException("the fresh JVM failed: see target/bench/java.log");
    }
    return new Ran(millis, output.lines().reduce((a, b) -> b).orElseThrow());
  }

  /** Class data sharing takes jars only, so the classes are packed into one. */
  private static String embedderJars() throws IOException {
    Path library = FOLDER.resolve("library.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library))) {
      pack(jar, Path.of("target", "classes"), "");
      pack(jar, Path.of("target", "test-classes"), "org/ketascreen/FirstVerdict");
    }
    List<String> jars = new ArrayList<>(List.of(library.toString()));
    EmbedderClassPath.read().jars().forEach(path -> jars.add(path.toString()));
    return String.join(File.pathSeparator, jars);
  }

  private static void pack(JarOutputStream jar, Path folder, String prefix) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
      if (name.startsWith(prefix)) {
        jar.putNextEntry(new JarEntry(name));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append("\nInput: ").append(BenchmarkInputs.origin()).append(". Machine: ");
    table.append(machine()).append(". Measured: ");
    table.append(mode.name().toLowerCase(Locale.ROOT)).append(".\n\n");
    table.append("| what | ketascreen | beside | its time | ratio | target |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (String input : List.of("cohort", "example")) {
      row(
          table,
          "record → report, " + input,
          "ScreeningBenchmark.ketascreen " + input + " us",
          "hand-written Java",
          "ScreeningBenchmark.handWritten " + input + " us",
          "≤ 5");
      row(
          table,
          "",
          "ScreeningBenchmark.ketascreen " + input + " us",
          "the same, less its digest",
          "ScreeningBenchmark.handWrittenWithoutDigest " + input + " us",
          "");
    }
    String reading = "ReadingBenchmark.ketascreen us";
    row(
        table,
        "bundle → record",
        reading,
        "Jackson tree",
        "ReadingBenchmark.jacksonTree us",
        "≤ 1");
    row(table, "", reading, "Jackson tokens", "ReadingBenchmark.jacksonTokens us", "");
    row(table, "", reading, "HAPI parser", "ReadingBenchmark.hapi us", "");
    speed(table, reading);
    String ten = "RuleCountBenchmark.ketascreen 10 us";
    row(table, "100 rules", "RuleCountBenchmark.ketascreen 100 us", "10 rules", ten, "");
    row(table, "1,000 rules", "RuleCountBenchmark.ketascreen 1000 us", "10 rules", ten, "≤ 1.3");
    single(table, "archive → screener, warm", "LoadingBenchmark.ketascreen us", "");
    single(table, "JVM start → first verdict", "first verdict ms", "< 1 s");
    single(
        table,
        "the same with class data sharing",
        "first verdict with class data sharing ms",
        "< 0.5 s");
    single(
        table,
        "the same with class data sharing, `-XX:TieredStopAtLevel=1 -XX:+UseSerialGC`",
        "first verdict for one patient ms",
        "");
    single(table, "retained heap of a screener", "retained heap MiB", "< 32 MiB");
    return table.toString();
  }

  private void row(
      StringBuilder table, String what, String ours, String beside, String other, String target) {
    Double a = figures.get(ours);
    Double b = figures.get(other);
    if (a != null && b != null) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.2f | %s |%n",
              what,
              written(ours, a),
              beside,
              written(other, b),
              a / b,
              target));
    }
  }

  /** A byte in a microsecond is a megabyte in a second. */
  private void speed(StringBuilder table, String reading) {
    Double micros = figures.get(reading);
    if (micros != null) {
      double bytes =
          BenchmarkInputs.bundles().stream().mapToInt(json -> json.length).average().orElseThrow();
      table.append(
          String.format(
              Locale.ROOT,
              "| bundles of %.1f MB | %.0f MB/s | | | | |%n",
              bytes / 1e6,
              bytes / micros));
    }
  }

  private void single(StringBuilder table, String what, String key, String target) {
    Double value = figures.get(key);
    if (value != null) {
      table.append(
          String.format(
              Locale.ROOT, "| %s | %s | | | | %s |%n", what, written(key, value), target));
    }
  }

  private static String written(String key, double value) {
    if (key.endsWith("us") && value >= 10_000) {
      return String.format(Locale.ROOT, "%.1f ms", value / 1000);
    }
    String unit = key.substring(key.lastIndexOf(' ') + 1).replace("us", "µs");
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
  }
}
