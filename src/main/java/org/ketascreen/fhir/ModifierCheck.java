package org.ketascreen.fhir;

/**
 * Refuses what FHIR forbids to read by a reader that does not understand it, and what cannot be
 * told apart.
 */
final class ModifierCheck {

  private ModifierCheck() {}

  /**
   * Checks a resource and all in it.
   *
   * @throws MalformedEntryException if it has an extension that may change its meaning, rules that
   *     it was made by, or a property that is given twice
   */
  static void check(Json.Obj resource, String type) {
    if (resource.get("implicitRules") != null) {
      throw new MalformedEntryException(
          type + ".implicitRules: not understood; give the resource without");
    }
    if (resource.alters()) {
      checkAll(resource.tape(), resource.at(), resource.end(), type);
    }
  }

  private static void checkAll(Tape tape, int from, int to, String type) {
    for (int i = from; i < to; i++) {
      if (tape.isNamed(i, Json.MODIFIER_EXTENSION) && !isEmpty(Json.of(tape, i))) {
        throw new MalformedEntryException(
            type + ": a modifierExtension in it is not understood; give the resource without");
      }
      if (tape.repeats(i)) {
        throw new MalformedEntryException(
            type + ": a property is given twice in one object; give it once");
      }
    }
  }

  private static boolean isEmpty(Json json) {
    return json instanceof Json.Null
        || (json instanceof Json.Arr array && array.first() == array.end());
  }
}
