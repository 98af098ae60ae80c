package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.HostTerminology.Expansion;

/** What the host said of each value set, by ordinal. */
record Expansions(List<Expansion> byOrdinal) {

  static Expansions of(List<ValueSet> valueSets, HostTerminology host) {
    List<Expansion> expansions = new ArrayList<>(valueSets.size());
    for (ValueSet valueSet : valueSets) {
      expansions.add(ask(host, valueSet));
    }
    return new Expansions(List.copyOf(expansions));
  }

  private static Expansion ask(HostTerminology host, ValueSet valueSet) {
    String where = "the host's terminology, asked for value set \"" + valueSet.title() + "\": ";
    @Nullable Expansion expansion;
    try {
      expansion = host.expand(valueSet);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          where + "failed; repair it, or build the index without it", e);
    }
    if (expansion == null) {
      throw new IllegalStateException(where + "answered null; answer Expansion.NOTHING");
    }
    return expansion;
  }
}
