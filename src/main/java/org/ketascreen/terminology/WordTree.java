package org.ketascreen.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Phrases of whole words, each with the value sets it names, found in a normalised text in time
 * linear in the text times the words of the longest phrase. Immutable once built, and thread-safe.
 */
final class WordTree {

  /**
   * What may hang on the name of a medicine in one word: the Latin endings of international
   * nonproprietary names (Lorazepamum, Ketamini), and salts as German, Dutch and the Scandinavian
   * languages join them (Zolpidemtartrat, Midazolamhydroklorid).
   */
  private static final List<String> ENDINGS_OF_MEDICINES =
      List.of(
          "um",
          "i",
          "hydrochlorid",
          "hydroklorid",
          "hydrobromid",
          "hydrogentartrat",
          "hemitartrat",
          "tartrat",
          "tartraat",
          "hemifumarat",
          "fumarat",
          "fumaraat",
          "maleat",
          "mesilat",
          "mesylat",
          "sulfat",
          "sulfaat",
          "fosfat",
          "phosphat",
          "citrat",
          "carbonat",
          "carbonaat",
          "karbonat",
          "pamoat",
          "embonat",
          "decanoat",
          "natrium",
          "kalium");

  private final Node root = new Node();
  private final List<String> endings;

  private WordTree(List<String> endings) {
    this.endings = endings;
  }

  /** Returns an empty tree of names of medicines, which are found with a salt's ending too. */
  static WordTree ofMedicines() {
    return new WordTree(ENDINGS_OF_MEDICINES);
  }

  /** Returns a tree of normalised phrases that name nothing. */
  static WordTree of(List<String> phrases) {
    WordTree tree = new WordTree(List.of());
    phrases.forEach(phrase -> tree.add(phrase, 0));
    return tree;
  }

  /** Adds a normalised phrase; while the tree is built only. */
  void add(String phrase, int ordinal) {
    Node node = root;
    for (int start = 0; start < phrase.length(); start = wordEnd(phrase, start) + 1) {
      String word = phrase.substring(start, wordEnd(phrase, start));
      node = node.children.computeIfAbsent(word, w -> new Node());
    }
    if (node.names == null) {
      node.names = new BitSet();
    }
    node.names.set(ordinal);
  }

  /** Whether a phrase begins at this place of a normalised text, the start of a word. */
  boolean startsAt(String text, int start) {
    BitSet any = new BitSet();
    collectAt(text, start, any::or);
    return !any.isEmpty();
  }

  /** Returns the value sets named anywhere in a normalised text. */
  BitSet find(String text) {
    BitSet found = new BitSet();
    for (int start = 0; start < text.length(); start = wordEnd(text, start) + 1) {
      collectAt(text, start, found::or);
    }
    return found;
  }

  private void collectAt(String text, int from, Consumer<BitSet> names) {
    @Nullable Node node = root;
    for (int start = from; start < text.length(); start = wordEnd(text, start) + 1) {
      node = child(node, text.substring(start, wordEnd(text, start)));
      if (node == null) {
        return;
      }
      if (node.names != null) {
        names.accept(node.names);
      }
    }
  }

  private @Nullable Node child(Node node, String word) {
    Node child = node.children.get(word);
    for (int i = 0; child == null && i < endings.size(); i++) {
      String ending = endings.get(i);
      if (word.endsWith(ending)) {
        child = node.children.get(word.substring(0, word.length() - ending.length()));
      }
    }
    return child;
  }

  private static int wordEnd(String text, int start) {
    int blank = text.indexOf(' ', start);
    return blank < 0 ? text.length() : blank;
  }

  /** One place of the tree. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private @Nullable BitSet names;
  }
}
