package org.ketascreen.testkit.coverage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ketascreen.API;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.Vignette;

/**
 * Collects what screenings show of the rules of a rulebase. Keeps nothing of a patient but counts.
 * A host's own terminology is not asked. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Coverage {

  private static final String FORM = "ketascreen coverage 1 ";

  private final Rulebase rulebase;
  private final Engine engine;
  private final Goals goals;
  private final List<RuleLogic> rules;
  private final Recorder recorder;
  private final Map<String, Integer> hits = new TreeMap<>();

  private Coverage(Rulebase rulebase, Set<String> rules) {
    this.rulebase = rulebase;
    this.engine = Engine.of(rulebase, null);
    this.goals = Goals.of(rulebase, engine);
    this.rules =
        engine.rules().stream()
            .filter(each -> rules.isEmpty() || rules.contains(each.rule().id()))
            .toList();
    this.recorder = new Recorder(rulebase, engine, goals);
  }

  /** Returns one that has seen no screening yet. */
  public static Coverage of(Rulebase rulebase) {
    return new Coverage(rulebase, Set.of());
  }

  /**
   * Returns one that has seen no screening yet and looks at some rules only.
   *
   * @param rules the ids of the rules; empty for all
   */
  public static Coverage of(Rulebase rulebase, Set<String> rules) {
    return new Coverage(rulebase, rules);
  }

  /**
   * Screens a patient, and adds the screening.
   *
   * @param screener of the same rulebase
   */
  public ScreeningReport screen(Screener screener, ScreeningRequest request) {
    ScreeningReport report = screener.screen(request);
    add(request);
    return report;
  }

  /** Adds a screening. */
  public synchronized void add(ScreeningRequest request) {
    recorder.note(request, rules, hits);
  }

  /** Adds the screenings of a vignette: its own and those of its variations. */
  public void add(Vignette vignette) {
    vignette.all().forEach(each -> add(each.request()));
  }

  /** Returns what was shown so far, and a vignette for what was not. */
  public synchronized CoverageReport report() {
    return new Reporting(rulebase, engine, goals, recorder, Map.copyOf(hits)).report(rules);
  }

  /**
   * Writes what was counted into a new file of a folder, which is made if need be; many processes
   * may write into the same.
   *
   * @return the file
   * @throws IOException if it cannot be written
   */
  public synchronized Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder(FORM).append(fingerprint()).append('\n');
    hits.forEach((key, count) -> text.append(count).append(' ').append(key).append('\n'));
    Path file = Files.createTempFile(folder, "coverage-", ".txt");
    return Files.writeString(file, text);
  }

  /**
   * Adds what was counted elsewhere of the same rules.
   *
   * @param file as {@link #writeTo} wrote it, or a folder of such files
   * @throws RulebaseException if it is no such file, or counts other rules
   * @throws IOException if it cannot be read
   */
  public synchronized Coverage read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      try (var list = Files.list(file)) {
        for (Path each : list.filter(Coverage::isOne).sorted().toList()) {
          read(each);
        }
      }
      return this;
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).startsWith(FORM)) {
      throw wrong(file, 1, "does not hold what a coverage counted");
    }
    if (!lines.get(0).equals(FORM + fingerprint())) {
      throw wrong(file, 1, "counts other rules than those of " + rulebase.coordinates());
    }
    Map<String, Integer> counted = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).matches("[1-9][0-9]{0,8} [a-z]+([|].*)?")) {
        throw wrong(file, i + 1, "is no count");
      }
      String[] parts = lines.get(i).split(" ", 2);
      counted.put(parts[1], Integer.valueOf(parts[0]));
    }
    counted.forEach((key, count) -> hits.merge(key, count, Integer::sum));
    return this;
  }

  private static boolean isOne(Path file) {
    return String.valueOf(file.getFileName()).matches("coverage-.*[.]txt");
  }

  private static RulebaseException wrong(Path file, int line, String found) {
    return new RulebaseException(
        file.getFileName() + ":" + line, found, "write it again, with the rules as they are");
  }

  /** Tells rules apart by what they say, not by the layout of their files. */
  private String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (RuleLogic logic : engine.rules()) {
      all.append(logic.rule().id()).append(logic.rule().stages()).append(logic.rule().applies());
      all.append(logic.rule().jurisdictions()).append(logic.rule().subsumes());
      all.append(logic.lines().stream().map(Sentence::text).toList()).append('\n');
    }
    goals.all().stream()
        .filter(each -> each.measure() == Measure.CODES)
        .forEach(each -> all.append(each.key()).append('\n'));
    try {
      byte[] text = all.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
