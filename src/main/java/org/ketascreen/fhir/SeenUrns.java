package org.ketascreen.fhir;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The URNs by which resources that are not kept may be referred to. A UUID takes 16 bytes, since an
 * input may have a million of them. Not thread-safe.
 */
final class SeenUrns {

  private static final Place PLACE = Place.of("resource");

  private long[] uuids = new long[16];
  private int used;
  private final Set<String> others = new LinkedHashSet<>();

  /** Remembers the URN of a resource, if it has one. */
  void add(Identity identity) {
    String url = identity.fullUrl();
    if (url == null || !url.startsWith("urn:")) {
      return;
    }
    UUID uuid = uuid(url);
    if (uuid == null) {
      others.add(url);
      return;
    }
    if (used + 2 > uuids.length) {
      uuids = Arrays.copyOf(uuids, uuids.length * 2);
    }
    uuids[used++] = uuid.getMostSignificantBits();
    uuids[used++] = uuid.getLeastSignificantBits();
  }

  /** Returns the UUID that a URN is, written just so, or {@code null}. */
  private static @Nullable UUID uuid(String urn) {
    if (!urn.startsWith(Reference.URN_UUID)) {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(urn.substring(Reference.URN_UUID.length()));
      return urn.equals(Reference.URN_UUID + uuid) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Shows each of them as a resource of which nothing else is known. */
  void forEach(Consumer<Identity> seen) {
    for (int i = 0; i < used; i += 2) {
      seen.accept(identity(Reference.URN_UUID + new UUID(uuids[i], uuids[i + 1])));
    }
    others.forEach(urn -> seen.accept(identity(urn)));
  }

  private static Identity identity(String urn) {
    return Identity.of(PLACE, null, null, urn);
  }
}
