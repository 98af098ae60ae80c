package org.ketascreen.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Whole texts, each with the value sets that it says the same as. Thread-safe once built. */
final class Synonyms {

  private final Beginnings<Map<String, BitSet>> texts = new Beginnings<>(new Alike());

  /** Adds a text as value sets write it; while it is built only. */
  void add(String text, int ordinal) {
    long beginning = Wording.beginningOfCondition(text);
    if (beginning != 0) {
      texts.file(beginning, text, ordinal);
    }
  }

  /** Returns the value sets that a normalised text says the same as. */
  BitSet find(String normal) {
    Map<String, BitSet> alike = texts.find(Wording.beginningOfNormal(normal));
    return alike == null ? Verdict.NO_SETS : alike.getOrDefault(normal, Verdict.NO_SETS);
  }

  /** The texts of one beginning. */
  private static final class Alike implements Beginnings.Maker<Map<String, BitSet>> {

    @Override
    public Map<String, BitSet> make() {
      return new HashMap<>();
    }

    @Override
    public void add(Map<String, BitSet> to, String text, int ordinal) {
      to.computeIfAbsent(Wording.normaliseCondition(text), t -> new BitSet()).set(ordinal);
    }
  }
}
