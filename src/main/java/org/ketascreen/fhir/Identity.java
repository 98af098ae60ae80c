package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a resource may be referred to.
 *
 * @param place its place in the input: {@code Bundle.entry[3]}, or its type when it stands alone
 * @param type its resource type, or {@code null} if that cannot be told
 * @param id its id, or {@code null}
 * @param fullUrl its entry's fullUrl where that says more than the id, or {@code null}
 */
record Identity(Place place, @Nullable String type, @Nullable String id, @Nullable String fullUrl) {

  private static final Pattern UUID =
      Pattern.compile("urn:(uuid:[0-9A-Fa-f\\-]{36}|oid:[0-9.]{1,128})");
  private static final int MAX_URL = 1_024;
  private static final int MAX_ID = 255;

  static Identity of(
      Place place, @Nullable String type, @Nullable String id, @Nullable String fullUrl) {
    return new Identity(
        place,
        type,
        id != null && isId(id) ? id : null,
        fullUrl != null && !fullUrl.isBlank() && fullUrl.length() <= MAX_URL ? fullUrl : null);
  }

  /** FHIR's id, and what servers make of it. */
  private static boolean isId(String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '.'
              || c == '_';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Returns {@code Type/id}, or {@code null} without an id. */
  @Nullable String relative() {
    return type == null || id == null ? null : type + "/" + id;
  }

  /** Whether its fullUrl is a web address. */
  boolean isOnServer() {
    return fullUrl != null && fullUrl.startsWith("http");
  }

  /** Whether nothing can refer to it. */
  boolean isAnonymous() {
    return relative() == null && fullUrl == null;
  }

  /** Returns every key under which a reference may look for it. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(4);
    add(fullUrl, keys);
    add(relative(), keys);
    add(id == null ? null : Reference.URN_UUID + id, keys);
    if (isOnServer()) {
      Reference url = Reference.parse(fullUrl);
      add(url == null ? null : url.relative(), keys);
    }
    return keys;
  }

  private static void add(@Nullable String key, List<String> keys) {
    if (key != null) {
      keys.add(key);
    }
  }

  /** Returns how the record refers to it. */
  String reference() {
    String relative = relative();
    if (relative != null) {
      return relative;
    }
    return fullUrl != null ? fullUrl : place.toString();
  }

  /** Returns how a message may refer to it: only by what has the shape of an id, never by words. */
  String safeName() {
    String reference = reference();
    return relative() != null || UUID.matcher(reference).matches() ? reference : place.toString();
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identity that
        && place.equals(that.place)
        && Objects.equals(type, that.type)
        && Objects.equals(id, that.id)
        && Objects.equals(fullUrl, that.fullUrl);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * place.hashCode() + Objects.hashCode(type)) + Objects.hashCode(id))
        + Objects.hashCode(fullUrl);
  }
}
