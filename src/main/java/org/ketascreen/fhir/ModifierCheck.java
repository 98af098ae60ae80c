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
      checkAll(resource, type);
    }
  }

  private static void checkAll(Json json, String type) {
    if (json instanceof Json.Arr array) {
      array.items().forEach(item -> checkAll(item, type));
    } else if (json instanceof Json.Obj object) {
      checkObject(object, type);
    }
  }

  private static void checkObject(Json.Obj object, String type) {
    if (object.repeats()) {
      throw new MalformedEntryException(
          type + ": a property is given twice in one object; give it once");
    }
    for (int i = 0; i < object.size(); i++) {
      if (object.name(i).equals(Json.MODIFIER_EXTENSION) && !isEmpty(object.value(i))) {
        throw new MalformedEntryException(
            type + ": a modifierExtension in it is not understood; give the resource without");
      }
      checkAll(object.value(i), type);
    }
  }

  private static boolean isEmpty(Json json) {
    return json instanceof Json.Null || (json instanceof Json.Arr array && array.items().isEmpty());
  }
}
