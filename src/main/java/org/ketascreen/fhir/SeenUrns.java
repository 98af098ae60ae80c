package org.ketascreen.fhir;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The URNs by which resources that are not kept may be referred to. A UUID takes 20 bytes, since an
 * input may have a million of them. Not thread-safe.
 */
final class SeenUrns {

  private static final Place PLACE = Place.of("resource");

  private static final int UUID_LENGTH = 36;

  private long[] uuids = new long[16];

  /** How each of them ends, as {@link Given} needs it. */
  private int[] ends = new int[8];

  private int count;
  private final Set<String> others = new LinkedHashSet<>();

  /** Remembers the URN of a resource, if it has one. */
  void add(Identity identity) {
    String url = identity.fullUrl();
    if (url == null || !url.startsWith("urn:")) {
      return;
    }
    if (!isUuid(url)) {
      others.add(url);
      return;
    }
    if (count == ends.length) {
      uuids = Arrays.copyOf(uuids, 4 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    UUID uuid = UUID.fromString(url.substring(Reference.URN_UUID.length()));
    uuids[2 * count] = uuid.getMostSignificantBits();
    uuids[2 * count + 1] = uuid.getLeastSignificantBits();
    ends[count] = Given.ends(null, url);
    count++;
  }

  /** Whether a URN is that of a UUID as Java writes it. */
  private static boolean isUuid(String urn) {
    int from = Reference.URN_UUID.length();
    if (urn.length() != from + UUID_LENGTH || !urn.startsWith(Reference.URN_UUID)) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = urn.charAt(from + i);
      boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (isDash ? c != '-' : !isDigit) {
        return false;
      }
    }
    return true;
  }

  /** Shows each of them as a resource of which nothing else is known. */
  void showTo(Given given) {
    for (int i = 0; i < count; i++) {
      if (given.mayBeAskedFor(ends[i])) {
        UUID uuid = new UUID(uuids[2 * i], uuids[2 * i + 1]);
        given.saw(identity(Reference.URN_UUID + uuid));
      }
    }
    others.forEach(urn -> given.saw(identity(urn)));
  }

  private static Identity identity(String urn) {
    return Identity.of(PLACE, null, null, urn);
  }
}
