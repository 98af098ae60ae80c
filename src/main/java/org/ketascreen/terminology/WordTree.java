package org.ketascreen.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Phrases of whole words, each with the value sets it names, found in a normalised text in time
 * linear in the text times the words of the longest phrase. Thread-safe once built.
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

  private final Beginnings<Node> phrases = new Beginnings<>(new Branch());
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

  /** Adds a phrase as value sets write it; while the tree is built only. */
  void add(String phrase, int ordinal) {
    phrases.file(ofFirstWord(Wording.beginning(phrase)), phrase, ordinal);
  }

  /** Takes away a blank and what follows it: a phrase is looked for by its first word. */
  private static long ofFirstWord(long beginning) {
    if ((beginning >>> 16 & 0xffff) == ' ') {
      return beginning >>> 32;
    }
    return (beginning & 0xffff) == ' ' ? beginning >>> 16 : beginning;
  }

  /** Makes the tree of the phrases whose first words begin alike. */
  private static final class Branch implements Beginnings.Maker<Node> {

    @Override
    public Node make() {
      return new Node();
    }

    @Override
    public void add(Node root, String phrase, int ordinal) {
      root.add(Wording.normalise(phrase), ordinal);
    }
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
    @Nullable Node node = null;
    for (int start = from; start < text.length(); start = wordEnd(text, start) + 1) {
      String word = text.substring(start, wordEnd(text, start));
      node = child(node, word);
      if (node == null) {
        return;
      }
      if (node.names != null) {
        names.accept(node.names);
      }
    }
  }

  private @Nullable Node child(@Nullable Node node, String word) {
    Node child = named(node, word);
    for (int i = 0; child == null && i < endings.size(); i++) {
      String ending = endings.get(i);
      if (word.endsWith(ending)) {
        child = named(node, word.substring(0, word.length() - ending.length()));
      }
    }
    return child;
  }

  /** Returns the place of a word after others, or of the first word of a phrase. */
  private @Nullable Node named(@Nullable Node node, String word) {
    Node before = node == null ? phrases.find(Wording.beginningOfNormal(word)) : node;
    return before == null ? null : before.children.get(word);
  }

  private static int wordEnd(String text, int start) {
    int blank = text.indexOf(' ', start);
    return blank < 0 ? text.length() : blank;
  }

  /** One place of the tree. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private @Nullable BitSet names;

    private void add(String phrase, int ordinal) {
      Node node = this;
      for (int start = 0; start < phrase.length(); start = wordEnd(phrase, start) + 1) {
        String word = phrase.substring(start, wordEnd(phrase, start));
        node = node.children.computeIfAbsent(word, w -> new Node());
      }
      if (node.names == null) {
        node.names = new BitSet();
      }
      node.names.set(ordinal);
    }
  }
}
