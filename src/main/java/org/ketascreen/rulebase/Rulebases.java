package org.ketascreen.rulebase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rulebases that ship with this library. Immutable and thread-safe. Each call of a {@code load}
 * reads the archive anew: keep what it returns.
 */
public final class Rulebases {

  private static final String FOLDER = "/META-INF/ketascreen/rulebases/";

  private final List<String> coordinates;

  private Rulebases(List<String> coordinates) {
    this.coordinates = coordinates;
  }

  /** Returns the rulebases that ship with this library. */
  public static Rulebases bundled() {
    String listing = new String(resource("index"), StandardCharsets.UTF_8);
    return new Rulebases(
        listing.lines().sorted(Comparator.comparing(SemanticVersion::ofCoordinates)).toList());
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
    return coordinates;
  }

  /**
   * Loads a rulebase.
   *
   * @param wanted {@code id@version}, or {@code id} for its latest version
   * @throws RulebaseException if there is none of that name; the message lists what there is
   */
  public Rulebase load(String wanted) {
    String found =
        coordinates.stream()
            .filter(each -> each.equals(wanted) || each.startsWith(wanted + "@"))
            .reduce((first, second) -> second)
            .orElseThrow(
                () ->
                    new RulebaseException(
                        wanted,
                        "no such rulebase is bundled",
                        "choose one of " + String.join(", ", coordinates)));
    return ArchiveReader.read(found, resource(found.replace('@', '-') + ".jar"));
  }

  /** Returns what there is, separated by commas. */
  @Override
  public String toString() {
    return coordinates.stream().collect(Collectors.joining(", "));
  }
}
