package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a resource may be referred to. Immutable but for what it remembers of itself. */
final class Identity {

  private static final Pattern UUID =
      Pattern.compile("urn:(uuid:[0-9A-Fa-f\\-]{36}|oid:[0-9.]{1,128})");
  private static final int MAX_URL = 1_024;
  private static final int MAX_ID = 255;
  private static final boolean[] ID_CHARACTERS = idCharacters();

  private final Place place;
  private final @Nullable String type;
  private final @Nullable String id;
  private final @Nullable String fullUrl;
  private final boolean urnOfId;
  private final int ends;
  private @Nullable String relative;

  private Identity(
      Place place,
      @Nullable String type,
      @Nullable String id,
      @Nullable String fullUrl,
      boolean urnOfId) {
    this.place = place;
    this.type = type;
    this.id = id;
    this.fullUrl = fullUrl;
    this.urnOfId = urnOfId;
    this.ends = urnOfId ? Given.endsOfUrn(id) : Given.ends(id, fullUrl);
  }

  static Identity of(
      Place place, @Nullable String type, @Nullable String id, @Nullable String fullUrl) {
    return new Identity(
        place,
        type,
        id != null && isId(id) ? id : null,
        fullUrl != null && !fullUrl.isBlank() && fullUrl.length() <= MAX_URL ? fullUrl : null,
        false);
  }

  static Identity ofEntry(
      Place place, @Nullable String type, @Nullable String id, FullUrl fullUrl) {
    return fullUrl.urnOfId() && id != null && isId(id)
        ? new Identity(place, type, id, null, true)
        : of(place, type, id, fullUrl.written(id));
  }

  private static boolean[] idCharacters() {
    boolean[] all = new boolean[128];
    for (char c = 0; c < all.length; c++) {
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      all[c] = isLetter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    }
    return all;
  }

  /** FHIR's id, and what servers make of it. */
  private static boolean isId(String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= ID_CHARACTERS.length || !ID_CHARACTERS[c]) {
        return false;
      }
    }
    return true;
  }

  /** Returns how the keys end under which it may be looked for, as {@link Given} needs it. */
  int ends() {
    return ends;
  }

  /** Returns its place in the input: {@code Bundle.entry[3]}, or its type when it stands alone. */
  Place place() {
    return place;
  }

  /** Returns its resource type, or {@code null} if that cannot be told. */
  @Nullable String type() {
    return type;
  }

  /** Returns its id, or {@code null}. */
  @Nullable String id() {
    return id;
  }

  /** Returns its entry's fullUrl where that says more than the id, or {@code null}. */
  @Nullable String fullUrl() {
    return urnOfId ? Reference.URN_UUID + id : fullUrl;
  }

  /** Returns {@code Type/id}, or {@code null} without an id. */
  @Nullable String relative() {
    if (relative == null && type != null && id != null) {
      relative = type + "/" + id;
    }
    return relative;
  }

  /** Whether its fullUrl is a web address. */
  boolean isOnServer() {
    return fullUrl != null && fullUrl.startsWith("http");
  }

  /** Whether nothing can refer to it. */
  boolean isAnonymous() {
    return (type == null || id == null) && fullUrl == null && !urnOfId;
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
    String url = fullUrl();
    return url != null ? url : place.toString();
  }

  /** Returns how a message may refer to it: only by what has the shape of an id, never by words. */
  String safeName() {
    String reference = reference();
    return relative() != null || UUID.matcher(reference).matches() ? reference : place.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identity that
        && place.equals(that.place)
        && Objects.equals(type, that.type)
        && Objects.equals(id, that.id)
        && Objects.equals(fullUrl(), that.fullUrl());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * place.hashCode() + Objects.hashCode(type)) + Objects.hashCode(id))
        + Objects.hashCode(fullUrl());
  }
}
