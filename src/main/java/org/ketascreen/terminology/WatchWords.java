package org.ketascreen.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words and stems, each with the value sets that watch for it, found at the starts of the words of
 * a normalised text in time linear in the text times the letters of the longest stem. Immutable
 * once built, and thread-safe.
 */
final class WatchWords {

  private final Node root = new Node();

  /** Adds a normalised stem; while the tree is built only. */
  void add(String stem, int ordinal) {
    Node node = root;
    for (int i = 0; i < stem.length(); i++) {
      node = node.children.computeIfAbsent(stem.charAt(i), c -> new Node());
    }
    node.watching.set(ordinal);
  }

  /** Adds the value sets that watch for a word of a normalised text. */
  void find(String text, BitSet found) {
    for (int start = 0; start < text.length(); start++) {
      if (start == 0 || text.charAt(start - 1) == ' ') {
        findAt(text, start, found);
      }
    }
  }

  private void findAt(String text, int start, BitSet found) {
    @Nullable Node node = root;
    for (int i = start; i < text.length(); i++) {
      node = node.children.get(text.charAt(i));
      if (node == null) {
        return;
      }
      found.or(node.watching);
    }
  }

  /** One place of the tree. */
  private static final class Node {
    private final Map<Character, Node> children = new HashMap<>();
    private final BitSet watching = new BitSet();
  }
}
