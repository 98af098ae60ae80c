package org.ketascreen.fhir;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The items of an array property, without nulls; each is made when it is come to. */
final class Elements implements Iterable<Element> {

  private final Tape tape;
  private final int first;
  private final int end;
  private final Element parent;
  private final String property;

  /**
   * Makes the items of an array.
   *
   * @param array its number on the tape, or -1 if there is none
   */
  Elements(Tape tape, int array, Element parent, String property) {
    boolean kept = array >= 0 && tape.isKept(array);
    int at = kept ? tape.keptAs(array) : array;
    this.tape = kept ? tape.kept() : tape;
    this.first = at + 1;
    this.end = at < 0 ? 0 : this.tape.next(at);
    this.parent = parent;
    this.property = property;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return afterNulls(first) >= end;
  }

  /** Returns how many there are. */
  int size() {
    int size = 0;
    for (int i = afterNulls(first); i < end; i = afterNulls(tape.next(i))) {
      size++;
    }
    return size;
  }

  private int afterNulls(int from) {
    int i = from;
    while (i < end && tape.kind(i) == Tape.NULL) {
      i = tape.next(i);
    }
    return i;
  }

  @Override
  public Iterator<Element> iterator() {
    return new Items();
  }

  /** One item after the other. */
  private final class Items implements Iterator<Element> {
    private int at = first;
    private int index;

    @Override
    public boolean hasNext() {
      while (at < end && tape.kind(at) == Tape.NULL) {
        at = tape.next(at);
        index++;
      }
      return at < end;
    }

    @Override
    public Element next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Element item = Element.item(tape, at, parent, property, index);
      at = tape.next(at);
      index++;
      return item;
    }
  }
}
