package org.ketascreen.rulebase.authoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Digests;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.SemanticVersion;

/**
 * The released versions of a rulebase, in the file {@code releases.lock} beside their folders: for
 * each its day and digest, and the digest of each of its files. A version that is listed there
 * never changes again. Immutable and thread-safe.
 */
public final class ReleaseLock {

  /** The name of the file. */
  public static final String FILE = "releases.lock";

  private static final Pattern RELEASE =
      Pattern.compile("release ([0-9A-Za-z.-]+) (\\S+) (sha256:[0-9a-f]{64})");
  private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})  (\\S.*)");

  private final Path folder;
  private final Map<String, Release> releases;

  private ReleaseLock(Path folder, Map<String, Release> releases) {
    this.folder = folder;
    this.releases = releases;
  }

  /**
   * A version that was released.
   *
   * @param day on which
   * @param digest the identity of its source
   * @param files SHA-256 of each of its files, by path
   */
  public record Release(String version, LocalDate day, String digest, Map<String, String> files) {
    public Release {
      files = Map.copyOf(files);
    }
  }

  /**
   * Reads the lock of a rulebase.
   *
   * @param folder the folder that has a folder for each version; without a lock nothing is released
   * @throws RulebaseException if the lock cannot be read
   */
  public static ReleaseLock of(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new ReleaseLock(folder, Map.of());
    }
    try {
      return new ReleaseLock(folder, releases(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new RulebaseException(FILE, "cannot be read", "restore it from version control");
    }
  }

  /** The first line of a release, and then those of its files. */
  private record Listed(MatchResult head, LocalDate day, Map<String, String> files) {

    Release release() {
      return new Release(head.group(1), day, head.group(3), files);
    }
  }

  private static Map<String, Release> releases(String text) {
    Map<String, Listed> all = new LinkedHashMap<>();
    Listed last = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher release = RELEASE.matcher(line);
      Matcher digest = DIGEST.matcher(line);
      if (release.matches() && SemanticVersion.isVersion(release.group(1))) {
        last = new Listed(release.toMatchResult(), day(release.group(2), number), new TreeMap<>());
        if (all.put(release.group(1), last) != null) {
          throw wrong(number, "lists version " + release.group(1) + " twice");
        }
      } else if (digest.matches() && last != null) {
        last.files().put(digest.group(2), digest.group(1));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw wrong(number, "is neither a release nor the digest of a file of one");
      }
    }
    Map<String, Release> releases = new LinkedHashMap<>();
    all.forEach((version, listed) -> releases.put(version, listed.release()));
    return releases;
  }

  private static LocalDate day(String text, int line) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(line, "has no day");
    }
  }

  private static RulebaseException wrong(int line, String found) {
    return new RulebaseException(
        FILE + ":" + line, found, "restore it from version control; only a release writes it");
  }

  /** Returns what was released, in the order of the file. */
  public List<Release> releases() {
    return List.copyOf(releases.values());
  }

  /** Returns what was released as this version, or {@code null} if nothing was. */
  public @Nullable Release release(String version) {
    return releases.get(version);
  }

  /**
   * Returns what differs from what was released: each file that was changed, added or taken out.
   */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    releases.values().forEach(release -> problems.addAll(problems(release)));
    return problems;
  }

  /** Returns the same of one version; of one that was not released nothing is wrong. */
  public List<Problem> problems(String version) {
    Release release = releases.get(version);
    return release == null ? List.of() : problems(release);
  }

  /**
   * Returns what is wrong with a version, whatever its folder: another thing was released as it.
   */
  public List<Problem> problems(Rulebase rulebase) {
    Release release = releases.get(rulebase.version());
    return release == null || release.digest().equals(rulebase.digest())
        ? List.of()
        : List.of(
            new Problem(
                FILE,
                "lists another thing as version " + release.version(),
                "make a version of its own"));
  }

  private List<Problem> problems(Release release) {
    Path version = folder.resolve(release.version());
    if (!Files.isDirectory(version)) {
      return List.of(
          new Problem(release.version(), "was released and is missing", "restore the folder"));
    }
    RulebaseSource source = RulebaseSource.readAny(version);
    List<Problem> problems = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(release.files().keySet());
    paths.addAll(source.files().keySet());
    for (String path : paths) {
      String found = difference(release.files().get(path), source.files().get(path));
      if (found != null) {
        problems.add(
            new Problem(
                release.version() + "/" + path,
                found + " since version " + release.version() + " was released",
                "restore it, and make the change in a version of its own"));
      }
    }
    if (problems.isEmpty()
        && !Digests.identity(RulebaseChecker.LANGUAGE, source.files()).equals(release.digest())) {
      problems.add(
          new Problem(
              FILE, "has another digest for version " + release.version(), "restore the file"));
    }
    return problems;
  }

  private static @Nullable String difference(@Nullable String released, byte @Nullable [] now) {
    if (released == null) {
      return "was added";
    }
    if (now == null) {
      return "was taken out";
    }
    if (Digests.hex(now).equals(released)) {
      return null;
    }
    return Digests.hex(withLineFeeds(now)).equals(released) ? "has other line ends" : "was changed";
  }

  /** What an editor or version control on Windows may have made of a file, undone. */
  private static byte[] withLineFeeds(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace("\r\n", "\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Adds a version, and replaces the file at once: whoever reads it finds it as it was or as it is.
   *
   * @param version the name of its folder
   * @param digest the identity of its source, which must not have changed since it was checked
   * @throws RulebaseException if it was released before, has changed, or the file cannot be written
   */
  public Release add(String version, LocalDate day, String digest) {
    if (releases.containsKey(version)) {
      throw new RulebaseException(
          FILE, "lists version " + version + " already", "make a version of its own");
    }
    Map<String, byte[]> source = RulebaseSource.read(folder.resolve(version)).files();
    if (!Digests.identity(RulebaseChecker.LANGUAGE, source).equals(digest)) {
      throw new RulebaseException(version, "was changed while it was checked", "release it again");
    }
    Map<String, String> files = new TreeMap<>();
    source.forEach((path, bytes) -> files.put(path, Digests.hex(bytes)));
    Release release = new Release(version, day, digest, files);
    List<Release> all = new ArrayList<>(releases.values());
    all.add(release);
    replace(text(all));
    return release;
  }

  private void replace(String text) {
    Path file = folder.resolve(FILE);
    // One name for all: what an interrupted release leaves there, the next one writes over.
    Path coming = folder.resolve("." + FILE);
    try {
      Files.writeString(coming, text, StandardCharsets.UTF_8);
      if (!of(folder).releases.equals(releases)) {
        throw new RulebaseException(FILE, "was changed meanwhile", "release it again");
      }
      Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RulebaseException(FILE, "cannot be written", "make its folder writable");
    } finally {
      delete(coming);
    }
  }

  private static void delete(Path coming) {
    try {
      Files.deleteIfExists(coming);
    } catch (IOException e) {
      // It is no part of any rulebase, and the next release writes over it.
    }
  }

  private static String text(List<Release> all) {
    StringBuilder text =
        new StringBuilder(
            "# Released versions, which never change. Written by: ketascreen release\n");
    for (Release each : all) {
      text.append("\nrelease ").append(each.version()).append(' ').append(each.day());
      text.append(' ').append(each.digest()).append('\n');
      new TreeMap<>(each.files())
          .forEach((path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
    }
    return text.toString();
  }
}
