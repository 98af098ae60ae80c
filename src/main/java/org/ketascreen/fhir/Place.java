package org.ketascreen.fhir;

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

  @Override
  public String toString() {
    return index < 0 ? path : path + "[" + index + "]";
  }
}
