package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.common;
import static org.ketascreen.terminology.Verdict.minus;
import static org.ketascreen.terminology.Verdict.union;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.ValueSet.Statement;

/**
 * The statements about a code system whose codes begin with the code of their parent, as a tree of
 * characters: the deepest place on a code's way down that any statement touches knows the most
 * specific statement of each value set.
 */
final class HierarchyTable implements Table {

  private final CodeSystem system;
  private final Node root;
  private final Verdict silent;

  private HierarchyTable(CodeSystem system, Node root, Verdict silent) {
    this.system = system;
    this.root = root;
    this.silent = silent;
  }

  @Override
  public @Nullable Verdict find(String code) {
    long packed = system.pack(code);
    if (packed == PackedCode.NONE) {
      return null;
    }
    Node node = root;
    for (int i = 0; ; i++) {
      int symbol = PackedCode.symbolAt(packed, i);
      if (symbol == 0) {
        return node.itself == null ? silent : node.itself;
      }
      Node child = node.children == null ? null : node.children[symbol];
      if (child == null) {
        return node.below == null ? silent : node.below;
      }
      node = child;
    }
  }

  /** One place of the tree. */
  private static final class Node {
    private static final int SYMBOLS = 37;

    private Node @Nullable [] children;
    private final BitSet included = new BitSet();
    private final BitSet excluded = new BitSet();
    private final BitSet host = new BitSet();
    private @Nullable Verdict itself;
    private @Nullable Verdict below;

    private Node child(int symbol) {
      if (children == null) {
        children = new Node[SYMBOLS];
      }
      Node child = children[symbol];
      if (child == null) {
        child = new Node();
        children[symbol] = child;
      }
      return child;
    }
  }

  /** Collects statements. Not thread-safe. */
  static final class Builder {
    private final CodeSystem system;
    private final BitSet all;
    private final BitSet decidedByHost;
    private final Node root = new Node();

    Builder(CodeSystem system, BitSet all, BitSet decidedByHost) {
      this.system = system;
      this.all = all;
      this.decidedByHost = decidedByHost;
    }

    void add(int ordinal, Statement statement) {
      Node node = node(statement.code());
      if (node == null) {
        throw new IllegalArgumentException(
            statement.code() + " is not a code of " + system + "; write one that is");
      }
      (statement.include() ? node.included : node.excluded).set(ordinal);
    }

    /** Codes of the host that are not well formed are passed over: no entry can have them. */
    void addHost(int ordinal, String code) {
      Node node = node(code);
      if (node != null) {
        node.host.set(ordinal);
      }
    }

    private @Nullable Node node(String code) {
      long packed = system.pack(code);
      if (packed == PackedCode.NONE) {
        return null;
      }
      Node node = root;
      for (int i = 0; PackedCode.symbolAt(packed, i) != 0; i++) {
        node = node.child(PackedCode.symbolAt(packed, i));
      }
      return node;
    }

    HierarchyTable build() {
      settle(root, Verdict.NO_SETS, Verdict.NO_SETS);
      return new HierarchyTable(system, root, Verdict.outOf(all));
    }

    /** Gives a node its verdicts and returns the value sets with an include at it or below. */
    private BitSet settle(Node node, BitSet inAbove, BitSet excludedAbove) {
      BitSet in = union(minus(inAbove, node.excluded), node.included);
      BitSet excluded = minus(union(excludedAbove, node.excluded), node.included);
      BitSet narrower = new BitSet();
      if (node.children != null) {
        for (Node child : node.children) {
          if (child != null) {
            narrower.or(settle(child, in, excluded));
          }
        }
      }
      node.below = verdict(in, excluded, Verdict.NO_SETS, Verdict.NO_SETS);
      node.itself = verdict(in, excluded, node.host, narrower);
      narrower.or(node.included);
      narrower.or(node.host);
      return narrower;
    }

    private Verdict verdict(BitSet stated, BitSet excluded, BitSet hosts, BitSet narrower) {
      BitSet host = minus(minus(hosts, stated), excluded);
      BitSet in = union(stated, host);
      BitSet broader = minus(minus(minus(narrower, in), excluded), decidedByHost);
      BitSet out = minus(minus(all, in), broader);
      return new Verdict(in, Verdict.NO_SETS, common(host, in), excluded, out, broader);
    }
  }
}
