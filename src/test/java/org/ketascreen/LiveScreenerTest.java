package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.valfirst.slf4jtest.TestLoggerFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.SigningKeys;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.rulebase.authoring.SmallRulebase;

/** Rulebases are replaced under screenings that never notice. */
@Timeout(120)
class LiveScreenerTest {

  private static final TrustPolicy ANY = TrustPolicy.allowingUnsigned();

  /** An aneurysm three weeks ago: found by the first version, too old for the second. */
  private static final ScreeningRequest REQUEST =
      Patients.request(Patients.began("Condition/c1", "I71.4", "2026-05-25"))
          .stage(Stage.SESSION)
          .build();

  private static final byte[] FIRST = new SmallRulebase().archive();
  private static final byte[] SECOND =
      new SmallRulebase()
          .replacing("rulebase.yaml", "version: 1.0.0", "version: 1.1.0")
          .replacing("area.dslr", "last 6 weeks", "last 2 weeks")
          .archive();
  private static final byte[] BAD = new byte[] {1, 2, 3};

  @TempDir private Path folder;
  private LiveScreener live = LiveScreener.of(load(FIRST));

  private static Rulebase load(byte[] archive) {
    return Rulebase.load("small.jar", archive, ANY);
  }

  @AfterEach
  void close() {
    live.close();
  }

  private static String version(ScreeningReport report) {
    return report.rulebase().version();
  }

  /** What the rule on aneurysms says, which differs between the versions. */
  private static Outcome aneurysm(ScreeningReport report) {
    return report.rules().stream()
        .filter(each -> each.rule().equals("CV-02"))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void screensWithWhatTookOver() {
    assertThat(aneurysm(live.screen(REQUEST))).isEqualTo(Outcome.FIRED);

    live.swap(load(SECOND));

    assertThat(version(live.screen(REQUEST))).isEqualTo("1.1.0");
    assertThat(aneurysm(live.screen(REQUEST))).isEqualTo(Outcome.CLEAR);
  }

  @Test
  void endsOnTheVersionItBeganWith() {
    Screener before = live.current();
    live.swap(load(SECOND));

    assertThat(version(before.screen(REQUEST))).isEqualTo("1.0.0");
    assertThat(aneurysm(before.screen(REQUEST))).isEqualTo(Outcome.FIRED);
  }

  @Test
  void keepsTheLastGoodOne() throws IOException {
    Path bad = Files.write(folder.resolve("bad.jar"), BAD);

    assertThatThrownBy(() -> live.swap(bad, ANY)).isInstanceOf(RulebaseException.class);
    assertThatThrownBy(
            () ->
                live.swap(
                    Files.write(folder.resolve("second.jar"), SECOND),
                    TrustPolicy.signedBy(SigningKeys.generate().getPublic())))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("is not signed");

    assertThat(version(live.screen(REQUEST))).isEqualTo("1.0.0");
  }

  @Test
  void neverMixesVersionsUnderLoad() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<Integer>> screenings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      screenings.add(threads.submit(() -> screenUntil(done)));
    }
    Rulebase first = load(FIRST);
    Rulebase second = load(SECOND);
    for (int i = 0; i < 50; i++) {
      live.swap(i % 2 == 0 ? second : first);
    }
    done.set(true);

    for (Future<Integer> each : screenings) {
      assertThat(each.get()).isPositive();
    }
    threads.shutdownNow();
  }

  private int screenUntil(AtomicBoolean done) {
    int screened = 0;
    while (!done.get() || screened == 0) {
      ScreeningReport report = live.screen(REQUEST);
      assertThat(aneurysm(report))
          .as(version(report))
          .isEqualTo(version(report).equals("1.0.0") ? Outcome.FIRED : Outcome.CLEAR);
      screened++;
    }
    return screened;
  }

  /** Ten thousand swaps under load in the exhaustive build, a thousand otherwise. */
  @Test
  @Timeout(1200)
  void leavesNothingBehind() throws Exception {
    Rulebase first = load(FIRST);
    Rulebase second = load(SECOND);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Integer>> screenings =
        List.of(threads.submit(() -> screenUntil(done)), threads.submit(() -> screenUntil(done)));
    swap(300, first, second);
    long heap = usedHeap();
    long metaspace = usedMetaspace();

    swap(1_000 * TriesFactor.factor(), first, second);
    done.set(true);
    for (Future<Integer> each : screenings) {
      each.get();
    }
    threads.shutdownNow();
    TestLoggerFactory.clearAll();

    assertThat(usedHeap() - heap).as("bytes of heap").isLessThan(4 << 20);
    assertThat(usedMetaspace() - metaspace).as("bytes of metaspace").isLessThan(4 << 20);
  }

  private void swap(int times, Rulebase first, Rulebase second) {
    for (int i = 0; i < times; i++) {
      live.swap(i % 2 == 0 ? second : first);
      // The logger of these tests keeps what it is told.
      TestLoggerFactory.clearAll();
    }
  }

  private static long usedMetaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(each -> each.getName().equals("Metaspace"))
        .mapToLong(each -> each.getUsage().getUsed())
        .sum();
  }

  /** The least of several: the serial collector packs only every fourth time, and leaves gaps. */
  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  @Nested
  class Watching {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private void watch(TrustPolicy policy) {
      live =
          LiveScreener.builder(load(FIRST))
              .listener(
                  new LiveScreener.Listener() {
                    @Override
                    public void swapped(Rulebase before, Rulebase now) {
                      heard.add(before.version() + " to " + now.version());
                    }

                    @Override
                    public void refused(Path archive, RulebaseException why) {
                      heard.add("refused " + why.getMessage());
                    }
                  })
              .build();
      live.watch(folder.resolve("archives"), policy, Duration.ofMillis(20));
    }

    private void put(String name, byte[] archive) throws IOException {
      Files.createDirectories(folder.resolve("archives"));
      Path coming = Files.write(folder.resolve(name), archive);
      Files.move(coming, folder.resolve("archives").resolve(name));
    }

    private String heard() throws InterruptedException {
      return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    }

    private void assertSilence() throws InterruptedException {
      assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void takesTheHighestVersionThatIsPutThere() throws Exception {
      watch(ANY);
      put("second.jar", SECOND);
      assertThat(heard()).isEqualTo("1.0.0 to 1.1.0");
      assertThat(version(live.screen(REQUEST))).isEqualTo("1.1.0");

      put("first.jar", FIRST);
      assertSilence();
      Files.delete(folder.resolve("archives/second.jar"));
      assertThat(heard()).isEqualTo("1.1.0 to 1.0.0");
    }

    @Test
    void saysOnceWhatItCannotUse() throws Exception {
      watch(ANY);
      put("bad.jar", BAD);
      put("notes.txt", BAD);

      assertThat(heard())
          .isEqualTo("refused bad.jar: has no rulebase.json; give the path of a rulebase archive");
      assertSilence();
      assertThat(version(live.screen(REQUEST))).isEqualTo("1.0.0");
    }

    @Test
    void trustsNobodyElse() throws Exception {
      watch(TrustPolicy.signedBy(SigningKeys.generate().getPublic()));
      put("second.jar", SECOND);

      assertThat(heard()).startsWith("refused second.jar: is not signed");
    }

    @Test
    void leavesArchivesOfAnotherIdAlone() throws Exception {
      watch(ANY);
      put(
          "other.jar",
          new SmallRulebase().replacing("rulebase.yaml", "id: small", "id: other").archive());

      assertSilence();
      assertThat(live.current().rulebase().id()).isEqualTo("small");
    }

    @Test
    void waitsForAFileThatIsStillBeingWritten() throws Exception {
      watch(ANY);
      Path archive = Files.createDirectories(folder.resolve("archives")).resolve("second.jar");
      CountDownLatch written = new CountDownLatch(1);
      Thread writer =
          new Thread(
              () -> {
                try (var out = Files.newOutputStream(archive)) {
                  for (byte each : SECOND) {
                    out.write(each);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                } finally {
                  written.countDown();
                }
              });
      writer.start();
      written.await();

      assertThat(heard.stream().filter(each -> !each.startsWith("refused")))
          .allMatch("1.0.0 to 1.1.0"::equals);
      String last = heard();
      assertThat(last.startsWith("refused") ? heard() : last).isEqualTo("1.0.0 to 1.1.0");
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
      watch(ANY);
      live.close();
      put("second.jar", SECOND);

      assertSilence();
      assertThat(version(live.screen(REQUEST))).isEqualTo("1.0.0");
      assertThatThrownBy(() -> live.watch(folder, ANY, Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Two versions of what ships, side by side in one JVM. */
  @Test
  void worksBesideAnother() {
    Screener first = Screener.of(load(FIRST));
    Screener second = Screener.of(RulebaseCompiler.compile(smallAt("1.1.0")).load());

    assertThat(aneurysm(first.screen(REQUEST))).isEqualTo(Outcome.FIRED);
    assertThat(aneurysm(second.screen(REQUEST))).isEqualTo(Outcome.CLEAR);
    assertThat(aneurysm(first.screen(REQUEST))).isEqualTo(Outcome.FIRED);
  }

  private Path smallAt(String version) {
    return new SmallRulebase()
        .replacing("rulebase.yaml", "version: 1.0.0", "version: " + version)
        .replacing("area.dslr", "last 6 weeks", "last 2 weeks")
        .writeTo(folder.resolve("small"));
  }
}
