package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;

/**
 * Collects the conditions that one entry names beside what it is about. A reference to a condition
 * is read by its words, and only when the condition itself is not given. Not thread-safe.
 */
final class MentionReader {

  private static final Choice STATUS_REASON =
      Choice.of("statusReason", "", "CodeableConcept", "Reference");

  private final String reference;
  private final Element resource;
  private final Mention.Kind kind;
  private final @Nullable Moment when;
  private final List<Mention> mentions = new ArrayList<>(0);
  private final List<Draft.Referred> referred = new ArrayList<>(0);

  MentionReader(String reference, Element resource, Mention.Kind kind, @Nullable Moment when) {
    this.reference = reference;
    this.resource = resource;
    this.kind = kind;
    this.when = when;
  }

  /** Reads why something is done: as R4 says it and as R5 does. */
  MentionReader reasons() {
    return reasons(resource);
  }

  /** Reads why a part of the resource is done. */
  MentionReader reasons(Element part) {
    if (part.isArray("reasonCode")) {
      concepts(part, "reasonCode");
    } else {
      either(part.child("reasonCode"));
    }
    part.list("reasonReference").forEach(this::reference);
    part.list("reason").forEach(this::reasonOfR5);
    return this;
  }

  /** In an Encounter of R5 several reasons stand in one. */
  private void reasonOfR5(Element reason) {
    if (reason.has("value")) {
      reason.list("value").forEach(this::either);
    } else {
      either(reason);
    }
  }

  /** Reads why the status is as it is: one concept or several. */
  MentionReader statusReason() {
    if (resource.isArray("statusReason")) {
      return concepts(resource, "statusReason");
    }
    Element reason = resource.choice(STATUS_REASON);
    if (reason != null && reason.name().endsWith("Reference")) {
      reference(reason);
    } else {
      either(reason);
    }
    return this;
  }

  /** Reads an array of concepts. */
  MentionReader concepts(Element part, String property) {
    Datatypes.concepts(part, property).forEach(this::add);
    part.list(property).forEach(this::referenceOfR5);
    return this;
  }

  /** Reads an array of references. */
  MentionReader references(Element part, String property) {
    part.list(property).forEach(this::either);
    return this;
  }

  /** Reads what may be a CodeableConcept, a CodeableReference or a Reference. */
  void either(@Nullable Element element) {
    if (element == null) {
      return;
    }
    if (element.isObject("concept") || element.isObject("reference")) {
      add(Datatypes.concept(element, "concept"));
      referenceOfR5(element);
    } else if (element.has("reference") || element.has("display")) {
      reference(element);
    } else {
      add(Datatypes.concept(element));
    }
  }

  private void referenceOfR5(Element element) {
    if (element.isObject("reference")) {
      Element inner = element.child("reference");
      if (inner != null) {
        reference(inner);
      }
    }
  }

  /** Reads a reference to a condition. */
  void reference(Element element) {
    String text = element.token("reference");
    String display = element.string("display");
    if (text != null && text.startsWith("#")) {
      CodeableConcept contained = contained(text.substring(1));
      add(contained.isEmpty() && display != null ? CodeableConcept.ofText(display) : contained);
      return;
    }
    if (display == null) {
      return;
    }
    Reference parsed = Reference.parse(text);
    Mention mention = mention(CodeableConcept.ofText(display));
    if (parsed == null) {
      mentions.add(mention);
    } else {
      referred.add(new Draft.Referred(parsed, mention));
    }
  }

  private CodeableConcept contained(String id) {
    for (Element element : resource.list("contained")) {
      if (id.equals(element.token("id")) && "Condition".equals(element.token("resourceType"))) {
        return Datatypes.concept(element, "code");
      }
    }
    return CodeableConcept.EMPTY;
  }

  private void add(CodeableConcept concept) {
    if (!concept.isEmpty()) {
      mentions.add(mention(concept));
    }
  }

  private Mention mention(CodeableConcept concept) {
    return new Mention(reference, concept, kind, when);
  }

  /** Returns what was found, of an entry of which nothing else is left out. */
  Draft.Aside aside() {
    return aside(null);
  }

  /** Returns what was found, and what else there is. */
  Draft.Aside aside(@Nullable NotRead unread) {
    return mentions.isEmpty() && referred.isEmpty() && unread == null
        ? Draft.Aside.NOTHING
        : new Draft.Aside(different(mentions), different(referred), unread);
  }

  /** Most entries name one condition, which needs no set. */
  private static <T> List<T> different(List<T> all) {
    return List.copyOf(all.size() < 2 ? all : new LinkedHashSet<>(all));
  }

  /** Takes the words of everything that was found away from others. */
  void takeWordsFrom(Set<String> words) {
    mentions.forEach(mention -> words(mention.code()).forEach(words::remove));
    referred.forEach(each -> words(each.mention().code()).forEach(words::remove));
  }

  /** Returns the text and the displays of a concept. */
  static List<String> words(CodeableConcept concept) {
    List<String> words = new ArrayList<>();
    if (concept.text() != null) {
      words.add(concept.text());
    }
    for (Coding coding : concept.codings()) {
      if (coding.display() != null) {
        words.add(coding.display());
      }
    }
    return words;
  }
}
