package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands in the input: {@code Bundle.entry[3]}. Kept in two parts because a Bundle
 * has many.
 *
 * @param path where what it is a part of stands
 * @param index its number there, or a negative one if it has none
 */
record Place(String path, int index) {

  static Place of(String path) {
    return new Place(path, -1);
  }

  /** As a record's own, which a JVM that has just begun links slowly. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place that && index == that.index && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + index;
  }

  @Override
  public String toString() {
    return index < 0 ? path : path + "[" + index + "]";
  }
}
