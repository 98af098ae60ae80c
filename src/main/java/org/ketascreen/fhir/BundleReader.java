package org.ketascreen.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.NotRead;

/** Reads the entries of one Bundle, and of Bundles in it. Not thread-safe. */
final class BundleReader {

  private final Collected collected;
  private final ResourceReader resources;
  private final String path;
  private final int first;
  private int read;
  private boolean outcome;
  private int matches;

  /**
   * Begins a Bundle.
   *
   * @param path where its entries stand: {@code Bundle.entry}
   */
  BundleReader(Collected collected, String path) {
    this.collected = collected;
    this.resources = new ResourceReader(collected);
    this.path = path;
    this.first = collected.drafts().size();
  }

  /** Reads the next entry. */
  void readEntry(Json json) {
    readEntry(new Place(path, read++), json);
  }

  /** Reads an entry that stands at a place. */
  void readEntry(Place place, Json json) {
    if (!(json instanceof Json.Obj entry)) {
      collected.add(
          ResourceReader.malformed(
              nowhere(place), place + ": must be an object", Json.Obj.empty()));
      return;
    }
    noteSearch(entry);
    try {
      readEntryObject(place, entry);
    } catch (MalformedEntryException e) {
      collected.add(ResourceReader.malformed(nowhere(place), e.detail(), entry));
    }
  }

  private static Identity nowhere(Place place) {
    return Identity.of(place, null, null, null);
  }

  private void noteSearch(Json.Obj entry) {
    Json.Obj search = entry.object("search");
    String mode = search == null ? null : search.text("mode");
    matches += mode == null || mode.equals("match") ? 1 : 0;
    Json.Obj response = entry.object("response");
    outcome |= response != null && response.object("outcome") != null;
  }

  private void readEntryObject(Place place, Json.Obj entry) {
    Element element = Element.at(place, entry);
    if (entry.repeats()) {
      throw element.malformed("a property is given twice; give it once");
    }
    if (!element.list("modifierExtension").isEmpty()) {
      throw element.malformed("modifierExtension is not understood; give the entry without");
    }
    Element resource = element.child("resource");
    FullUrl fullUrl = FullUrl.of(element, resource);
    if (resource == null) {
      collected.add(withoutResource(place, element, fullUrl));
      return;
    }
    String type = readResource(collected, resources, place, resource.object(), fullUrl);
    outcome |= "OperationOutcome".equals(type);
  }

  /** Reads a resource, of one that holds others these too, and returns what type it says it is. */
  static @Nullable String readResource(
      Collected collected,
      ResourceReader resources,
      Place place,
      Json.Obj resource,
      FullUrl fullUrl) {
    String type = resource.text("resourceType");
    boolean parameters = "Parameters".equals(type) && !resource.items("parameter").isEmpty();
    if (!parameters && !"Bundle".equals(type)) {
      collected.add(resources.read(place, resource, fullUrl));
      return type;
    }
    Identity identity = Identity.ofEntry(place, type, resource.text("id"), fullUrl);
    if (resource.repeats() || resource.get("implicitRules") != null) {
      collected.add(
          ResourceReader.malformed(
              identity,
              place
                  + ": a property is given twice, or rules that are not understood; give it without",
              resource));
      return type;
    }
    // what holds others says nothing itself
    collected.add(
        Draft.unread(identity, Subject.THE_PATIENT, NotRead.Kind.CANNOT_BEAR, null, List.of()));
    if (parameters) {
      new ParametersReader(collected, place + ".parameter").readAll(resource);
    } else {
      BundleReader inner = new BundleReader(collected, place + ".entry");
      resource.items("entry").forEach(inner::readEntry);
      inner.finish(resource);
    }
    return type;
  }

  private static Draft withoutResource(Place place, Element entry, FullUrl fullUrl) {
    Element request = entry.child("request");
    if (request == null || !"DELETE".equals(request.token("method"))) {
      throw entry.malformed("has no resource; give one");
    }
    Reference deleted = Reference.parse(request.token("url"));
    String relative = deleted == null ? null : deleted.relative();
    String id = relative == null ? null : relative.substring(relative.indexOf('/') + 1);
    return Draft.unread(
        Identity.ofEntry(place, deleted == null ? null : deleted.type(), id, fullUrl),
        Subject.THE_PATIENT,
        NotRead.Kind.CANNOT_BEAR,
        place + ": a request to delete; it says nothing",
        List.of());
  }

  /**
   * Ends the Bundle.
   *
   * @param bundle the Bundle, with or without its entries
   */
  void finish(Json.Obj bundle) {
    if ("history".equals(bundle.text("type"))) {
      RecordAssembler.keepNewest(collected.drafts().subList(first, collected.drafts().size()));
    }
    collected.add(Source.of(bundle, outcome, matches));
  }
}
