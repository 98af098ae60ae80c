package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.minus;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The titles of the value sets of one use as codes: each is in its value set and in no other, and a
 * title of none decides nothing.
 */
final class TitleTable implements Table {

  private final Map<String, Verdict> byTitle = new HashMap<>();

  TitleTable(List<ValueSet> valueSets, BitSet all) {
    for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
      BitSet in = new BitSet();
      in.set(i);
      byTitle.put(
          valueSets.get(i).title(),
          new Verdict(
              in,
              Verdict.NO_SETS,
              Verdict.NO_SETS,
              Verdict.NO_SETS,
              minus(all, in),
              Verdict.NO_SETS));
    }
  }

  @Override
  public @Nullable Verdict find(String code) {
    return byTitle.get(code.strip());
  }
}
