package org.ketascreen.fhir;

import java.util.List;
import org.ketascreen.record.NotRead;

/**
 * Reads the resources in a Parameters resource, as an operation is given them. Each parameter and
 * each part counts as an entry. Not thread-safe.
 */
final class ParametersReader {

  private final Collected collected;
  private final ResourceReader resources;
  private final String path;
  private int read;

  /**
   * Begins.
   *
   * @param path where the parameters stand: {@code Parameters.parameter}
   */
  ParametersReader(Collected collected, String path) {
    this.collected = collected;
    this.resources = new ResourceReader(collected);
    this.path = path;
  }

  void readAll(Json.Obj parameters) {
    parameters.items("parameter").forEach(this::read);
  }

  /** Reads the next parameter. */
  void read(Json json) {
    Place place = new Place(path, read++);
    if (!(json instanceof Json.Obj parameter)) {
      collected.add(
          ResourceReader.malformed(
              Identity.of(place, null, null, null),
              place + ": must be an object",
              Json.Obj.empty()));
      return;
    }
    Json.Obj resource = parameter.object("resource");
    if (resource != null) {
      BundleReader.readResource(collected, resources, place, resource, FullUrl.NONE);
    } else if (!parameter.items("part").isEmpty()) {
      ParametersReader parts = new ParametersReader(collected, place + ".part");
      parameter.items("part").forEach(parts::read);
    } else {
      collected.add(
          Draft.unread(
              Identity.of(place, null, null, null),
              Subject.THE_PATIENT,
              NotRead.Kind.TYPE_NOT_READ,
              "a parameter without a resource is not read",
              List.copyOf(Words.of(parameter))));
    }
  }
}
