package org.ketascreen.rulebase;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.API;

/**
 * A version by semver.org 2.0.0, compared by its precedence. Immutable and thread-safe.
 *
 * @param name what it is a version of, compared first
 * @param core major, minor and patch
 * @param preRelease identifiers of a pre-release, empty for a release
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record SemanticVersion(String name, List<Integer> core, List<String> preRelease)
    implements Comparable<SemanticVersion> {

  private static final int LONGEST = 60;
  private static final Pattern VERSION =
      Pattern.compile(
          "(NUMBER)\\.(NUMBER)\\.(NUMBER)(?:-((?:PART)(?:\\.(?:PART))*))?"
              .replace("NUMBER", "0|[1-9][0-9]{0,5}")
              .replace("PART", "0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*"));

  /**
   * Returns the version that {@code id@version} names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static SemanticVersion ofCoordinates(String coordinates) {
    int at = coordinates.indexOf('@');
    return of(coordinates.substring(0, at), coordinates.substring(at + 1));
  }

  /** Whether this is a version, without what it is a version of. */
  public static boolean isVersion(String text) {
    return text.length() <= LONGEST && VERSION.matcher(text).matches();
  }

  private static SemanticVersion of(String name, String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!isVersion(version) || !matcher.matches()) {
      throw new IllegalArgumentException("'" + version + "' is no semantic version; write 1.0.0");
    }
    return new SemanticVersion(
        name,
        List.of(
            Integer.valueOf(matcher.group(1)),
            Integer.valueOf(matcher.group(2)),
            Integer.valueOf(matcher.group(3))),
        matcher.group(4) == null ? List.of() : List.of(matcher.group(4).split("\\.")));
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byName = name.compareTo(other.name);
    if (byName != 0) {
      return byName;
    }
    for (int i = 0; i < core.size(); i++) {
      int byNumber = core.get(i).compareTo(other.core.get(i));
      if (byNumber != 0) {
        return byNumber;
      }
    }
    return comparePreRelease(other);
  }

  private int comparePreRelease(SemanticVersion other) {
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      int byPart = BY_PART.compare(preRelease.get(i), other.preRelease.get(i));
      if (byPart != 0) {
        return byPart;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private static final Comparator<String> BY_PART =
      (a, b) -> {
        boolean aIsNumber = a.chars().allMatch(Character::isDigit);
        boolean bIsNumber = b.chars().allMatch(Character::isDigit);
        if (aIsNumber && bIsNumber) {
          return a.length() != b.length()
              ? Integer.compare(a.length(), b.length())
              : a.compareTo(b);
        }
        return aIsNumber == bIsNumber ? a.compareTo(b) : aIsNumber ? -1 : 1;
      };
}
