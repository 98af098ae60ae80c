package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.minus;
import static org.ketascreen.terminology.Verdict.union;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.ValueSet.Statement;

/**
 * The statements about a code system whose codes begin with the code of their parent, as a tree of
 * characters: the deepest place on a code's way down that any statement touches knows the most
 * specific statement of each value set.
 */
final class HierarchyTable implements Table {

  private final CodeSystem system;
  private final BitSet all;
  private final BitSet decidedByHost;
  private final Node root;
  private final Verdict silent;

  private HierarchyTable(CodeSystem system, BitSet all, BitSet decidedByHost, Node root) {
    this.system = system;
    this.all = all;
    this.decidedByHost = decidedByHost;
    this.root = root;
    this.silent = Verdict.outOf(all);
  }

  @Override
  public @Nullable Verdict find(String code) {
    long packed = system.pack(code);
    if (packed == PackedCode.NONE) {
      return null;
    }
    Node node = root;
    int depth = 0;
    for (int symbol = PackedCode.symbolAt(packed, 0); symbol != 0; ) {
      Node child = node.children == null ? null : node.children[symbol];
      if (child == null) {
        return below(node, packed, depth);
      }
      node = child;
      symbol = PackedCode.symbolAt(packed, ++depth);
    }
    return itself(node, packed, depth);
  }

  /** What a node says of codes below it that no statement touches. */
  private Verdict below(Node node, long packed, int depth) {
    Verdict known = node.below;
    if (known == null) {
      known = verdict(packed, depth, Verdict.NO_SETS, Verdict.NO_SETS);
      node.below = known;
    }
    return known;
  }

  /** What a node says of its own code. */
  private Verdict itself(Node node, long packed, int depth) {
    Verdict known = node.itself;
    if (known == null) {
      BitSet narrower = new BitSet();
      node.addIncludedBelow(narrower);
      known = verdict(packed, depth, node.host, narrower);
      node.itself = known;
    }
    return known;
  }

  /** Most codes are never asked for, so that each verdict is worked out when it is. */
  private Verdict verdict(long packed, int depth, BitSet hosts, BitSet narrower) {
    BitSet stated = new BitSet();
    BitSet excluded = new BitSet();
    Node node = root;
    for (int i = 0; ; i++) {
      stated.andNot(node.excluded);
      stated.or(node.included);
      excluded.or(node.excluded);
      excluded.andNot(node.included);
      if (i == depth) {
        break;
      }
      node = node.known(PackedCode.symbolAt(packed, i));
    }
    if (stated.isEmpty() && excluded.isEmpty() && hosts.isEmpty() && narrower.isEmpty()) {
      return silent;
    }
    BitSet host = minus(minus(hosts, stated), excluded);
    BitSet in = union(stated, host);
    BitSet broader = minus(minus(minus(narrower, in), excluded), decidedByHost);
    BitSet out = minus(minus(all, in), broader);
    return new Verdict(in, Verdict.NO_SETS, host, excluded, out, broader);
  }

  /** One place of the tree. Its verdicts are immutable, so that threads may work them out twice. */
  private static final class Node {
    private static final int SYMBOLS = 37;

    private Node @Nullable [] children;
    private BitSet included = Verdict.NO_SETS;
    private BitSet excluded = Verdict.NO_SETS;
    private BitSet host = Verdict.NO_SETS;
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

    private Node known(int symbol) {
      return Objects.requireNonNull(Objects.requireNonNull(children)[symbol]);
    }

    /** Adds the value sets with an include below this node. */
    private void addIncludedBelow(BitSet sets) {
      if (children != null) {
        for (Node child : children) {
          if (child != null) {
            sets.or(child.included);
            sets.or(child.host);
            child.addIncludedBelow(sets);
          }
        }
      }
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
      if (statement.include()) {
        node.included = Verdict.with(node.included, ordinal);
      } else {
        node.excluded = Verdict.with(node.excluded, ordinal);
      }
    }

    /** Codes of the host that are not well formed are passed over: no entry can have them. */
    void addHost(int ordinal, String code) {
      Node node = node(code);
      if (node != null) {
        node.host = Verdict.with(node.host, ordinal);
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
      return new HierarchyTable(system, all, decidedByHost, root);
    }
  }
}
