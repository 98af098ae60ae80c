package org.ketascreen.terminology;

import java.util.List;
import java.util.Set;
import org.ketascreen.record.Coding;

/**
 * What the host's own terminology adds to the value sets: a SNOMED CT server, a table of local
 * codes. It is asked once for each value set, when the index is built, in the order of the value
 * sets and from one thread; never while patients are screened.
 *
 * <p>The value set's own statements come first: a code that one of them excludes stays out.
 * Otherwise a code of the expansion is in, also one that the rulebase would have decided out. Equal
 * value sets must be given equal expansions, or equal requests give different reports.
 */
@FunctionalInterface
public interface HostTerminology {

  /** Adds nothing. */
  HostTerminology NONE = valueSet -> Expansion.NOTHING;

  /**
   * Returns what the host knows to be in the value set; {@link Expansion#NOTHING} if it knows
   * nothing of it. An exception or {@code null} fails the build of the index.
   */
  Expansion expand(ValueSet valueSet);

  /**
   * What a host knows of one value set. Immutable and thread-safe.
   *
   * @param in codes that are in it, each exactly, without its descendants; each with system and
   *     code
   * @param decidedSystems URIs of the code systems for which {@code in} is complete: a code of such
   *     a system that neither it nor the value set lists is out
   */
  record Expansion(List<Coding> in, Set<String> decidedSystems) {

    /** Nothing is in, nothing is decided. */
    public static final Expansion NOTHING = new Expansion(List.of(), Set.of());

    public Expansion {
      in = List.copyOf(in);
      decidedSystems = Set.copyOf(decidedSystems);
      for (Coding coding : in) {
        if (coding.system() == null || coding.code() == null) {
          throw new IllegalArgumentException(
              "a coding of the expansion lacks its system or code; give both");
        }
      }
    }
  }
}
