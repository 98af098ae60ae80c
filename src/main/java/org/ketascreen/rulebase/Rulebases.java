package org.ketascreen.rulebase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ketascreen.API;

/**
 * The rulebases that ship with this library, each in every version. Immutable and thread-safe. Each
 * call of a {@code load} reads the archive anew: keep what it returns. Versions can be used side by
 * side in one JVM.
 */
public final class Rulebases {

  private static final String FOLDER = "/META-INF/ketascreen/rulebases/";
  private static final String DIGEST = "sha256:";
  private static final int SHORTEST_DIGEST = 8;

  /** The oldest version of each first. */
  private final List<Bundled> all;

  private Rulebases(List<Bundled> all) {
    this.all = all;
  }

  /**
   * One line of the index.
   *
   * @param coordinates {@code id@version}
   * @param content SHA-512 of what is loaded of it
   * @param digest the identity of its source
   * @param effectiveFrom the first day it may be used
   */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public record Bundled(
      String coordinates, String content, String digest, LocalDate effectiveFrom) {

    static Bundled ofLine(String line) {
      String[] words = line.split(" ", -1);
      return new Bundled(words[0], words[1], words[2], LocalDate.parse(words[3]));
    }

    /** Returns it as a line of the index. */
    public String line() {
      return String.join(" ", coordinates, content, digest, effectiveFrom.toString());
    }

    private SemanticVersion version() {
      return SemanticVersion.ofCoordinates(coordinates);
    }

    private String id() {
      return coordinates.substring(0, coordinates.indexOf('@'));
    }
  }

  /** Returns the rulebases that ship with this library. */
  public static Rulebases bundled() {
    try (InputStream in = open("index")) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rulebases of(String index) {
    List<Bundled> all = new ArrayList<>();
    index.lines().forEach(line -> all.add(Bundled.ofLine(line)));
    all.sort((a, b) -> a.version().compareTo(b.version()));
    return new Rulebases(all);
  }

  private static InputStream open(String name) {
    InputStream in = Rulebases.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IllegalStateException("this jar was built without its rulebases");
    }
    return in;
  }

  /** Returns what there is, as {@code id@version}, the oldest version of each first. */
  public List<String> coordinates() {
    return all.stream().map(Bundled::coordinates).toList();
  }

  /** Whether this names a rulebase that ships, in whatever version; not whether there is that. */
  public boolean isName(String wanted) {
    int at = wanted.indexOf('@');
    String id = at < 0 ? wanted : wanted.substring(0, at);
    return all.stream().anyMatch(each -> each.id().equals(id));
  }

  /** Whether one of this digest ships; none does with a library of which only the code is used. */
  static boolean hasDigestOf(Rulebase rulebase) {
    return Rulebases.class.getResource(FOLDER + "index") != null && bundled().hasDigest(rulebase);
  }

  private boolean hasDigest(Rulebase rulebase) {
    return all.stream()
        .anyMatch(
            each -> each.id().equals(rulebase.id()) && each.digest().equals(rulebase.digest()));
  }

  /**
   * Loads a rulebase.
   *
   * @param wanted {@code id} for its latest version, {@code id@1.0.0} for that version, {@code
   *     id@2024-06-01} for the version in effect on that day, or {@code id@sha256:…} for the one of
   *     that digest, of which the first eight digits are enough
   * @throws RulebaseException if there is none; the message lists what there is
   */
  public Rulebase load(String wanted) {
    return load(find(wanted));
  }

  /**
   * Loads the version in effect on a day: of those that may be used then, the one that may be used
   * since the latest day, and of these the latest version.
   *
   * @param id what it is about
   * @param day a day by the caller's calendar
   * @throws RulebaseException if there is none; the message says since when there is
   */
  public Rulebase effectiveOn(String id, LocalDate day) {
    return load(inEffect(id, day, id + "@" + day));
  }

  Bundled find(String wanted) {
    int at = wanted.indexOf('@');
    String id = at < 0 ? wanted : wanted.substring(0, at);
    String version = at < 0 ? "" : wanted.substring(at + 1);
    Optional<LocalDate> day = day(version);
    if (day.isPresent()) {
      return inEffect(id, day.get(), wanted);
    }
    if (version.startsWith(DIGEST)) {
      return byDigest(id, version, wanted);
    }
    return last(each -> each.coordinates().equals(wanted) || (at < 0 && each.id().equals(id)))
        .orElseThrow(() -> none(wanted, "no such rulebase is bundled"));
  }

  private Optional<Bundled> last(Predicate<Bundled> wanted) {
    return all.stream().filter(wanted).reduce((first, second) -> second);
  }

  private Bundled inEffect(String id, LocalDate day, String wanted) {
    return all.stream()
        .filter(each -> each.id().equals(id) && !each.effectiveFrom().isAfter(day))
        .reduce((a, b) -> b.effectiveFrom().isBefore(a.effectiveFrom()) ? a : b)
        .orElseThrow(() -> none(wanted, "no version of it was in effect that day"));
  }

  private Bundled byDigest(String id, String digest, String wanted) {
    boolean isLongEnough = digest.length() >= DIGEST.length() + SHORTEST_DIGEST;
    List<Bundled> found =
        all.stream()
            .filter(each -> each.id().equals(id) && each.digest().startsWith(digest))
            .toList();
    if (!isLongEnough || found.size() != 1) {
      throw none(
          wanted,
          isLongEnough
              ? "no rulebase of that digest is bundled"
              : "write at least eight digits of the digest");
    }
    return found.get(0);
  }

  private RulebaseException none(String wanted, String found) {
    return new RulebaseException(
        wanted,
        found,
        "choose one of "
            + all.stream()
                .map(each -> each.coordinates() + " (from " + each.effectiveFrom() + ")")
                .collect(Collectors.joining(", ")));
  }

  private static Optional<LocalDate> day(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Rulebase load(Bundled found) {
    String name = found.coordinates();
    return ArchiveReader.readPinned(name, open(name.replace('@', '-') + ".jar"), found.content());
  }

  /** Returns what there is, separated by commas. */
  @Override
  public String toString() {
    return String.join(", ", coordinates());
  }
}
