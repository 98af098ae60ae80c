package org.ketascreen.language;

import java.util.List;

/**
 * Makes the witnesses of a form of sentence: of each truth that it can have, and on each side of
 * and at each of its limits and windows.
 *
 * @param <S> what the qualifiers narrow
 */
@FunctionalInterface
interface WitnessMaker<S> {

  /** Returns the witnesses of a sentence of the form, with these qualifiers. */
  List<Witness> witnesses(WitnessScene scene, Args args, List<Form.Qualified<S>> qualified);
}
