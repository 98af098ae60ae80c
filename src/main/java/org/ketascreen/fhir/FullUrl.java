package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;

/**
 * The fullUrl of an entry. Most are the URN of the id of their resource, of which no string need be
 * made.
 *
 * @param text as written, or {@code null} if there is none or it is the URN of the id
 * @param urnOfId whether it is the URN of the id
 */
record FullUrl(@Nullable String text, boolean urnOfId) {

  /** None. */
  static final FullUrl NONE = new FullUrl(null, false);

  private static final FullUrl URN_OF_ID = new FullUrl(null, true);

  /** Returns that of an entry with this resource. */
  static FullUrl of(Element entry, @Nullable Element resource) {
    if (resource != null && entry.isJoined("fullUrl", Reference.URN_UUID, resource, "id")) {
      return URN_OF_ID;
    }
    String text = entry.string("fullUrl");
    return text == null ? NONE : new FullUrl(text, false);
  }

  /** Returns it as written, given the id of the resource. */
  @Nullable String written(@Nullable String id) {
    return urnOfId ? Reference.URN_UUID + id : text;
  }
}
