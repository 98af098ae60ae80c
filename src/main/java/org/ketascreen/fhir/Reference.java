package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A literal reference to another resource of the input.
 *
 * @param absolute the URL or URN, or {@code null} for a relative reference
 * @param relative {@code Type/id}, or {@code null} for a URN
 */
record Reference(@Nullable String absolute, @Nullable String relative) {

  static final String URN_UUID = "urn:uuid:";
  private static final Pattern TYPE_AND_ID =
      Pattern.compile(
          "(?:^|.*/)([A-Z][A-Za-z]{1,40}/[^/?#|\\s]{1,255})(?:/_history/[^/]*)?(?:[#|].*)?");

  /**
   * Returns the reference that a text is, or {@code null} if it names no resource of the input:
   * nothing, a contained resource, a search, or text of another kind.
   */
  static @Nullable Reference parse(@Nullable String text) {
    if (text == null || text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    if (text.startsWith("urn:")) {
      return new Reference(text, null);
    }
    if (isTypeAndId(text)) {
      return new Reference(null, text);
    }
    Matcher matcher = TYPE_AND_ID.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String relative = matcher.group(1);
    return new Reference(
        text.startsWith("http") ? text.substring(0, matcher.end(1)) : null, relative);
  }

  /** Whether a text is plainly {@code Type/id}, as most are; the pattern finds the others. */
  private static boolean isTypeAndId(String text) {
    int slash = text.indexOf('/');
    if (slash < 2 || slash > 41 || slash == text.length() - 1 || text.length() - slash > 256) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isCapital = c >= 'A' && c <= 'Z';
      boolean isLetter = isCapital || (c >= 'a' && c <= 'z');
      boolean fits = isLetter || (i > slash && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
      if (i == 0 ? !isCapital : i != slash && !fits) {
        return false;
      }
    }
    return true;
  }

  /** Returns the type it names, or {@code null} for a URN. */
  @Nullable String type() {
    return relative == null ? null : relative.substring(0, relative.indexOf('/'));
  }

  /** Returns its id as a UUID's URN, or {@code null} if it is a URN itself. */
  @Nullable String urn() {
    return relative == null ? null : urn(relative);
  }

  private static String urn(String relative) {
    return URN_UUID + relative.substring(relative.indexOf('/') + 1);
  }

  /** Returns every key under which a resource that it refers to may be filed. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(3);
    if (absolute != null) {
      keys.add(absolute);
    }
    if (relative != null) {
      keys.add(relative);
      keys.add(urn(relative));
    }
    return keys;
  }

  /** Whether it refers to this resource. */
  boolean refersTo(Identity resource) {
    if (absolute != null && absolute.equals(resource.fullUrl())) {
      return true;
    }
    if (relative == null) {
      return absolute != null && absolute.equals(URN_UUID + resource.id());
    }
    if (absolute != null && resource.isOnServer()) {
      return false;
    }
    String fullUrl = resource.fullUrl();
    return relative.equals(resource.relative())
        || urn(relative).equals(fullUrl)
        || (resource.isOnServer() && fullUrl != null && fullUrl.endsWith("/" + relative));
  }

  /** Whether both refer to one resource, as far as they themselves can tell. */
  boolean sameAs(Reference other) {
    if (absolute != null && other.absolute != null) {
      return absolute.equals(other.absolute);
    }
    return relative != null && relative.equals(other.relative);
  }

  /** Returns the reference as a record refers to a patient. */
  String text() {
    return relative != null ? relative : String.valueOf(absolute);
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reference that
        && Objects.equals(absolute, that.absolute)
        && Objects.equals(relative, that.relative);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(absolute) + Objects.hashCode(relative);
  }
}
