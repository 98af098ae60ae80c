package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words, stems and names, each with the value sets that watch for it, found in a text in time
 * linear in the text times the letters of the longest. A stem is found at the start of a word, a
 * long one also within a word (German writes "Karotisaneurysma"), a name as whole words, an
 * abbreviation as a whole word in capitals ("ICH" is no German "ich"). What stands in a phrase that
 * is excepted ("aneurysmal bone cyst"), what the text denies or says of a relative is not found.
 * Thread-safe once built.
 */
final class WatchWords {

  /** The least letters of a stem that is looked for within words. */
  private static final int LONG = 7;

  private static final int LONGEST_ABBREVIATION = 8;

  /** So often may a clause deny an abbreviation before it is taken to say it. */
  private static final int MOST_DENIED = 4;

  private static final Pattern ABBREVIATION = Pattern.compile("\\p{Lu}[\\p{Lu}0-9]{1,7}");

  private final Beginnings<Node> words = new Beginnings<>(new Branch());
  private final Node exceptions = new Node(' ');
  private final Map<String, BitSet> abbreviations = new HashMap<>();

  /** Adds a word as value sets write it; while the tree is built only. */
  void add(String word, int ordinal) {
    if (startsInCapitals(word) && ABBREVIATION.matcher(word).matches()) {
      abbreviations.computeIfAbsent(word, each -> new BitSet()).set(ordinal);
      return;
    }
    file(word, 2 * ordinal);
  }

  /** Few do, and matching takes long in a JVM that has just begun. */
  private static boolean startsInCapitals(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
  }

  /** Adds a name as value sets write it; likewise. */
  void addName(String name, int ordinal) {
    file(name, 2 * ordinal + 1);
  }

  private void file(String word, int meaning) {
    words.file(Wording.beginning(word), word, meaning);
  }

  /** Makes the tree of the words of one beginning: of stems with even meanings, names with odd. */
  private static final class Branch implements Beginnings.Maker<Node> {

    @Override
    public Node make() {
      return new Node(' ');
    }

    @Override
    public void add(Node root, String word, int meaning) {
      int ordinal = meaning / 2;
      String normal = Wording.normalise(word);
      Node node = node(root, normal);
      if (meaning % 2 == 1) {
        node.whole = with(node.whole, ordinal);
        return;
      }
      node.atStart = with(node.atStart, ordinal);
      if (normal.length() >= LONG) {
        node.within = with(node.within, ordinal);
      }
    }
  }

  /** Adds the normalised beginning of a phrase in which nothing is found; likewise. */
  void addException(String phrase, int ordinal) {
    Node node = node(exceptions, phrase);
    node.atStart = with(node.atStart, ordinal);
  }

  private static BitSet with(BitSet ordinals, int ordinal) {
    BitSet more = (BitSet) ordinals.clone();
    more.set(ordinal);
    return more;
  }

  private static Node node(Node root, String words) {
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
      String normal = Wording.normalise(clause);
      findInClause(normal, found);
      findAbbreviations(clause, normal, found);
    }
  }

  private void findInClause(String clause, BitSet found) {
    Exceptions excepted = null;
    for (int start = 0; start < clause.length(); start++) {
      BitSet here = new BitSet();
      int end = findAt(clause, start, startsWord(clause, start), here);
      if (!here.isEmpty()) {
        excepted = excepted == null ? new Exceptions(clause) : excepted;
        excepted.leaveOut(start, end, here);
        if (!here.isEmpty() && !Denials.denied(clause, start, end)) {
          found.or(here);
        }
      }
    }
  }

  private static boolean startsWord(String clause, int start) {
    return start == 0 || clause.charAt(start - 1) == ' ';
  }

  /** Where in a clause nothing of some value sets is found. */
  private record Excepted(int start, int end, BitSet ordinals) {}

  /** The phrases of a clause in which words mean something else; asked from left to right. */
  private final class Exceptions {
    private final List<Excepted> all = new ArrayList<>();
    private int first;

    Exceptions(String clause) {
      for (int start = 0; start < clause.length(); start++) {
        Node node = startsWord(clause, start) ? exceptions : null;
        for (int i = start; node != null && i < clause.length(); i++) {
          node = node.child(clause.charAt(i));
          if (node != null && !node.atStart.isEmpty()) {
            all.add(new Excepted(start, wordEnd(clause, i), node.atStart));
          }
        }
      }
    }

    /** Takes out those for which what was found from {@code start} to {@code end} is no find. */
    void leaveOut(int start, int end, BitSet ordinals) {
      while (first < all.size() && all.get(first).end() < start) {
        first++;
      }
      for (int i = first; i < all.size() && all.get(i).start() <= start; i++) {
        if (end <= all.get(i).end()) {
          ordinals.andNot(all.get(i).ordinals());
        }
      }
    }
  }

  /** The rest of a word whose beginning is excepted is so too. */
  private static int wordEnd(String clause, int place) {
    int blank = clause.indexOf(' ', place);
    return blank < 0 ? clause.length() : blank;
  }

  private void findAbbreviations(String clause, String normal, BitSet found) {
    for (int start = 0; start < clause.length(); start++) {
      int end = start;
      boolean isInCapitals = true;
      while (end < clause.length() && Character.isLetterOrDigit(clause.charAt(end))) {
        isInCapitals &= !Character.isLowerCase(clause.charAt(end));
        end++;
      }
      if (isInCapitals && end - start > 1 && end - start <= LONGEST_ABBREVIATION) {
        String word = clause.substring(start, end);
        BitSet ordinals = abbreviations.get(word);
        // Once found it need not be looked for again, however often a hostile text repeats it.
        if (ordinals != null && !Verdict.minus(ordinals, found).isEmpty()) {
          findAbbreviation(word, normal, ordinals, found);
        }
      }
      start = end;
    }
  }

  /** Looks at a few places where it stands: one that is not denied is enough. */
  private static void findAbbreviation(String word, String clause, BitSet ordinals, BitSet found) {
    String padded = " " + clause + " ";
    String wanted = " " + Wording.normalise(word) + " ";
    int start = padded.indexOf(wanted);
    for (int i = 0; i < MOST_DENIED && start >= 0; i++) {
      if (!Denials.denied(clause, start, start + wanted.length() - 2)) {
        break;
      }
      start = padded.indexOf(wanted, start + 1);
      if (start < 0) {
        return;
      }
    }
    found.or(ordinals);
  }

  /** Returns where the longest that was found at this place ends, 0 if none was. */
  private int findAt(String text, int start, boolean wordStarts, BitSet found) {
    int end = 0;
    int most = Math.min(Wording.BEGINNING, text.length() - start);
    for (int length = 1; length <= most; length++) {
      Node branch = words.find(Wording.beginning(text, start, length));
      if (branch != null) {
        end = Math.max(end, findAt(branch, text, start, wordStarts, found));
      }
    }
    return end;
  }

  private static int findAt(Node branch, String text, int start, boolean wordStarts, BitSet found) {
    int end = 0;
    @Nullable Node node = branch;
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
