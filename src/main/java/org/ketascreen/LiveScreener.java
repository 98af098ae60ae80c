package org.ketascreen;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.terminology.HostTerminology;

/**
 * A screener whose rulebase can be replaced while it screens. A rulebase that takes over has been
 * verified, loaded and tried; what is being screened then ends on the version it began with, and
 * what begins after that is screened with the new one. A rulebase that cannot take over changes
 * nothing. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class LiveScreener implements AutoCloseable {

  private final @Nullable HostTerminology terminology;
  private final Listener listener;
  private final Object swapping = new Object();
  private volatile Screener current;
  private @Nullable ArchiveWatch watch;

  private LiveScreener(Builder builder) {
    this.terminology = builder.terminology;
    this.listener = builder.listener;
    this.current = tried(builder.first);
  }

  /** Hears what becomes of rulebases. Called by the thread that swaps, which waits for it. */
  public interface Listener {

    /** Another rulebase has taken over. */
    default void swapped(Rulebase before, Rulebase now) {}

    /**
     * A watched archive was refused; the last good rulebase goes on.
     *
     * @param archive the file
     * @param why what is wrong with it; nothing in it is a patient's
     */
    default void refused(Path archive, RulebaseException why) {}
  }

  /**
   * Returns one that begins with a rulebase.
   *
   * @throws RulebaseException if it cannot be used
   */
  public static LiveScreener of(Rulebase first) {
    return builder(first).build();
  }

  /** Returns a builder of one that begins with a rulebase. */
  public static Builder builder(Rulebase first) {
    return new Builder(first);
  }

  /** Returns the screener of this moment, for several screenings with one rulebase. */
  public Screener current() {
    return current;
  }

  /** Screens one patient, as {@link Screener#screen} does, with the rulebase of this moment. */
  public ScreeningReport screen(ScreeningRequest request) {
    return current.screen(request);
  }

  /**
   * Lets a rulebase take over, whatever its id and version. Returns once it has; meanwhile
   * screenings go on with the one before.
   *
   * @throws RulebaseException if it cannot be used; then nothing changes
   */
  public void swap(Rulebase next) {
    Rulebase before;
    synchronized (swapping) {
      Screener tried = tried(next);
      before = current.rulebase();
      current = tried;
    }
    listener.swapped(before, next);
  }

  /**
   * Lets a rulebase archive take over.
   *
   * @throws RulebaseException if it cannot be loaded, is not trusted or cannot be used; then
   *     nothing changes
   */
  public void swap(Path archive, TrustPolicy policy) {
    swap(Rulebase.load(archive, policy));
  }

  /**
   * Watches a folder from now on, until this is closed. Of the archives ({@code *.jar}) in it that
   * have the id of the rulebase in use, the one of the highest version takes over, also if that is
   * an older one because a newer one was taken away. An archive is looked at once it has not
   * changed from one look to the next, so that it can be copied there in place. What cannot be used
   * is told to the listener, once.
   *
   * @param folder may be missing for now
   * @param policy whose archives to load
   * @param every how often to look, at least a millisecond
   * @throws IllegalStateException if it watches a folder already, or is closed
   */
  public synchronized void watch(Path folder, TrustPolicy policy, Duration every) {
    if (watch != null) {
      throw new IllegalStateException("watches a folder already, or is closed");
    }
    watch = ArchiveWatch.start(this, listener, folder, policy, every);
  }

  /** Stops watching. Screening goes on with the rulebase of this moment. */
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.stop();
    }
  }

  /** Makes a screener, and screens somebody of whom nothing is known with each of its rules. */
  private Screener tried(Rulebase rulebase) {
    Screener.Builder builder = Screener.builder(rulebase);
    if (terminology != null) {
      builder.terminology(terminology);
    }
    try {
      Screener screener = builder.build();
      treatments(rulebase)
          .forEach(
              treatment -> {
                for (Stage stage : Stage.values()) {
                  screener.screen(
                      ScreeningRequest.builder(NOBODY, treatment, SOME_DAY).stage(stage).build());
                }
              });
      return screener;
    } catch (ScreeningException e) {
      throw new RulebaseException(
          rulebase.coordinates(), "cannot screen: " + e.getMessage(), "use another version");
    }
  }

  private static final PatientRecord NOBODY = PatientRecord.builder().build();
  private static final AsOf SOME_DAY = AsOf.parse("2026-01-01T12:00:00Z");

  private static List<Treatment> treatments(Rulebase rulebase) {
    return rulebase.rules().stream()
        .flatMap(rule -> rule.applies().stream())
        .map(Applicability::example)
        .distinct()
        .toList();
  }

  /** Builds a live screener. Not thread-safe. */
  public static final class Builder {
    private final Rulebase first;
    private @Nullable HostTerminology terminology;
    private Listener listener = new Listener() {};

    private Builder(Rulebase first) {
      this.first = requireNonNull(first, "first");
    }

    /** As {@link Screener.Builder#terminology}; asked once for each rulebase. */
    public Builder terminology(HostTerminology value) {
      terminology = value;
      return this;
    }

    /** Sets who hears of swaps. */
    public Builder listener(Listener value) {
      listener = requireNonNull(value, "listener");
      return this;
    }

    /**
     * Returns the screener.
     *
     * @throws RulebaseException if the first rulebase cannot be used
     */
    public LiveScreener build() {
      return new LiveScreener(this);
    }
  }
}
