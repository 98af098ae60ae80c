package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A business identifier of a patient, by which references may name them. */
record Identifier(String system, String value) {

  /** Returns the identifier that an object is, or {@code null} if it lacks system or value. */
  static @Nullable Identifier of(Json.@Nullable Obj object) {
    String system = object == null ? null : object.text("system");
    String value = object == null ? null : object.text("value");
    return system == null || value == null || system.isBlank() || value.isBlank()
        ? null
        : new Identifier(system.strip(), value.strip());
  }

  /** Returns the identifiers of a resource that can tell it from another. */
  static List<Identifier> all(Json.Obj resource) {
    List<Identifier> all = new ArrayList<>();
    for (Json each : resource.items("identifier")) {
      Identifier identifier = each instanceof Json.Obj object ? of(object) : null;
      if (identifier != null) {
        all.add(identifier);
      }
    }
    return List.copyOf(all);
  }

  /** Whether it is none of these though they have one of its system. */
  boolean differsFrom(List<Identifier> others) {
    boolean comparable = false;
    for (Identifier other : others) {
      if (equals(other)) {
        return false;
      }
      comparable |= system.equals(other.system);
    }
    return comparable;
  }
}
