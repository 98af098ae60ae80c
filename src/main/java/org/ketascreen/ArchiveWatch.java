package org.ketascreen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.SemanticVersion;
import org.ketascreen.rulebase.TrustPolicy;

/**
 * Looks into a folder again and again for the archive that is to be used. It looks and is not
 * notified, because notifications do not come from network drives and mounted volumes. One thread.
 */
final class ArchiveWatch {

  private final LiveScreener screener;
  private final LiveScreener.Listener listener;
  private final Path folder;
  private final TrustPolicy policy;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ketascreen-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** What each archive looked like last time. */
  private Map<Path, Look> before = Map.of();

  /** What came of each archive as it looks now. */
  private final Map<Path, Read> read = new HashMap<>();

  private ArchiveWatch(
      LiveScreener screener, LiveScreener.Listener listener, Path folder, TrustPolicy policy) {
    this.screener = screener;
    this.listener = listener;
    this.folder = folder;
    this.policy = policy;
  }

  /** What tells that a file has changed. */
  private record Look(long size, FileTime modified, @Nullable Object key) {}

  /** What an archive was read as; without a rulebase it was refused. */
  private record Read(Look look, @Nullable Rulebase rulebase) {}

  static ArchiveWatch start(
      LiveScreener screener,
      LiveScreener.Listener listener,
      Path folder,
      TrustPolicy policy,
      Duration every) {
    if (every.toMillis() < 1) {
      throw new IllegalArgumentException("looks at most once a millisecond, not every " + every);
    }
    ArchiveWatch watch = new ArchiveWatch(screener, listener, folder, policy);
    // What goes wrong is caught; nothing is heard of it but by the listener.
    ScheduledFuture<?> unused =
        watch.thread.scheduleWithFixedDelay(
            watch::lookSafely, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  void stop() {
    thread.shutdownNow();
  }

  /** One fault, a listener's too, must not end the watch. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }

  private void look() {
    Map<Path, Look> now = archives();
    read.keySet().retainAll(now.keySet());
    now.forEach(
        (archive, look) -> {
          Read last = read.get(archive);
          boolean isSettled = look.equals(before.get(archive));
          if (isSettled && (last == null || !last.look().equals(look))) {
            read.put(archive, new Read(look, rulebase(archive)));
          }
        });
    before = now;
    best().ifPresent(this::take);
  }

  private Map<Path, Look> archives() {
    Map<Path, Look> archives = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
        BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
        archives.put(file, new Look(of.size(), of.lastModifiedTime(), of.fileKey()));
      }
      return archives;
    } catch (NoSuchFileException | NotDirectoryException e) {
      // A folder that is not there has nothing; a file that went meanwhile is looked for next time.
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Rulebase rulebase(Path archive) {
    try {
      return Rulebase.load(archive, policy);
    } catch (RulebaseException e) {
      listener.refused(archive, e);
      return null;
    }
  }

  /** An archive that may be used. */
  private record Candidate(Path archive, Look look, Rulebase rulebase) {

    SemanticVersion version() {
      return SemanticVersion.ofCoordinates(rulebase.coordinates());
    }
  }

  private Optional<Candidate> best() {
    String id = screener.current().rulebase().id();
    List<Candidate> candidates = new ArrayList<>();
    read.forEach(
        (archive, each) -> {
          if (each.rulebase() != null && each.rulebase().id().equals(id)) {
            candidates.add(new Candidate(archive, each.look(), each.rulebase()));
          }
        });
    return candidates.stream()
        .max(
            Comparator.comparing(Candidate::version).thenComparing(each -> each.look().modified()));
  }

  private void take(Candidate best) {
    if (best.rulebase().digest().equals(screener.current().rulebase().digest())) {
      return;
    }
    try {
      screener.swap(best.rulebase());
    } catch (RulebaseException e) {
      read.put(best.archive(), new Read(best.look(), null));
      listener.refused(best.archive(), e);
    }
  }
}
