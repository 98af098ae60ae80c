package org.ketascreen.rulebase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The rulebases that ship with this library. Immutable and thread-safe. Each call of a {@code load}
 * reads the archive anew: keep what it returns.
 */
public final class Rulebases {

  private static final String FOLDER = "/META-INF/ketascreen/rulebases/";

  /** The digest of the content of each, by its coordinates, in their order. */
  private final Map<String, String> digests;

  private Rulebases(Map<String, String> digests) {
    this.digests = digests;
  }

  /** Returns the rulebases that ship with this library. */
  public static Rulebases bundled() {
    String listing = new String(resource("index"), StandardCharsets.UTF_8);
    Map<String, String> digests =
        new TreeMap<>(Comparator.comparing(SemanticVersion::ofCoordinates));
    for (String line : listing.lines().toList()) {
      int blank = line.indexOf(' ');
      digests.put(line.substring(0, blank), line.substring(blank + 1));
    }
    return new Rulebases(digests);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Rulebases.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("this jar was built without its rulebases");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what there is, as {@code id@version}, the oldest version of each first. */
  public List<String> coordinates() {
    return List.copyOf(digests.keySet());
  }

  /**
   * Loads a rulebase.
   *
   * @param wanted {@code id@version}, or {@code id} for its latest version
   * @throws RulebaseException if there is none of that name; the message lists what there is
   */
  public Rulebase load(String wanted) {
    String found =
        digests.keySet().stream()
            .filter(each -> each.equals(wanted) || each.startsWith(wanted + "@"))
            .reduce((first, second) -> second)
            .orElseThrow(
                () ->
                    new RulebaseException(
                        wanted,
                        "no such rulebase is bundled",
                        "choose one of " + String.join(", ", digests.keySet())));
    return ArchiveReader.readPinned(
        found,
        resource(found.replace('@', '-') + ".jar"),
        Objects.requireNonNull(digests.get(found)));
  }

  /** Returns what there is, separated by commas. */
  @Override
  public String toString() {
    return String.join(", ", digests.keySet());
  }
}
