package org.ketascreen.terminology;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Words, stems and names, each with the value sets that watch for it, found in a text in time
 * linear in the text times the letters of the longest. A stem is found at the start of a word, a
 * long one also within a word (German writes "Karotisaneurysma"), a name as whole words. What the
 * text denies or says of a relative is not found. Immutable once built, and thread-safe.
 */
final class WatchWords {

  /** The least letters of a stem that is looked for within words. */
  private static final int LONG = 7;

  private final Node root = new Node(' ');

  /** Adds a normalised stem; while the tree is built only. */
  void add(String stem, int ordinal) {
    Node node = node(stem);
    node.atStart = with(node.atStart, ordinal);
    if (stem.length() >= LONG) {
      node.within = with(node.within, ordinal);
    }
  }

  /** Adds a normalised name; while the tree is built only. */
  void addName(String name, int ordinal) {
    Node node = node(name);
    node.whole = with(node.whole, ordinal);
  }

  private static BitSet with(BitSet ordinals, int ordinal) {
    BitSet more = (BitSet) ordinals.clone();
    more.set(ordinal);
    return more;
  }

  private Node node(String words) {
    Node node = root;
    for (int i = 0; i < words.length(); i++) {
      Node child = node.child(words.charAt(i));
      node = child == null ? node.add(words.charAt(i)) : child;
    }
    return node;
  }

  /** Adds the value sets that watch for something in a text as the source wrote it. */
  void find(String text, BitSet found) {
    for (String clause : Denials.clauses(text)) {
      findInClause(Wording.normalise(clause), found);
    }
  }

  private void findInClause(String clause, BitSet found) {
    for (int start = 0; start < clause.length(); start++) {
      BitSet here = new BitSet();
      int end = findAt(clause, start, start == 0 || clause.charAt(start - 1) == ' ', here);
      if (end > 0 && !Denials.denied(clause, start, end)) {
        found.or(here);
      }
    }
  }

  /** Returns where the longest that was found at this place ends, 0 if none was. */
  private int findAt(String text, int start, boolean wordStarts, BitSet found) {
    int end = 0;
    @Nullable Node node = root;
    for (int i = start; i < text.length(); i++) {
      node = node.child(text.charAt(i));
      if (node == null) {
        return end;
      }
      BitSet watching = wordStarts ? node.atStart : node.within;
      boolean wordEnds = i + 1 == text.length() || text.charAt(i + 1) == ' ';
      if (!watching.isEmpty() || (wordStarts && wordEnds && !node.whole.isEmpty())) {
        found.or(watching);
        if (wordStarts && wordEnds) {
          found.or(node.whole);
        }
        end = i + 1;
      }
    }
    return end;
  }

  /** One place of the tree. Most have one child and no value set, and there are many. */
  private static final class Node {
    private static final Node[] NONE = {};

    private final char letter;
    private Node[] children = NONE;
    private BitSet atStart = Verdict.NO_SETS;
    private BitSet within = Verdict.NO_SETS;
    private BitSet whole = Verdict.NO_SETS;

    private Node(char letter) {
      this.letter = letter;
    }

    private @Nullable Node child(char next) {
      for (Node child : children) {
        if (child.letter == next) {
          return child;
        }
      }
      return null;
    }

    private Node add(char next) {
      Node child = new Node(next);
      children = Arrays.copyOf(children, children.length + 1);
      children[children.length - 1] = child;
      return child;
    }
  }
}
