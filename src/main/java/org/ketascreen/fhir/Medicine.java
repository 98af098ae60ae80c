package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/**
 * What a Medication or Substance is: its own code, those of its active ingredients, and the
 * ingredients that stand in other resources of the input.
 */
record Medicine(CodeableConcept concept, List<Link> links) {

  private static final Choice ITEM = Choice.of("item", "CodeableConcept", "Reference");

  /** A Substance names its ingredients so. */
  private static final Choice SUBSTANCE = Choice.of("substance", "CodeableConcept", "Reference");

  /**
   * A reference to a Medication or Substance.
   *
   * @param reference where it stands in the input, or {@code null} if it names nothing there
   * @param contained what it is, if it stands in the resource itself
   * @param display the words of the reference, or {@code null}
   * @param cut whether it stands in the resource itself, but too deep to be read
   */
  record Link(
      @Nullable Reference reference,
      @Nullable Medicine contained,
      @Nullable String display,
      boolean cut) {}

  /**
   * What a link comes to.
   *
   * @param whole whether every ingredient was reached, or is named where it is referred to
   */
  record Resolved(CodeableConcept concept, boolean whole) {}

  /** Reads a Medication or Substance that is an entry of its own. */
  static Medicine read(Element resource) {
    return new Reader(resource).medicine(resource);
  }

  /**
   * Reads the reference of {@code user} to a Medication, which may be contained in {@code user}.
   */
  static Link link(Element user, Element reference) {
    return new Reader(user).link(reference);
  }

  /** How many links may lie between a medicine and an ingredient. */
  static final int DEEPEST = 32;

  /** How many resources of one id a reference may mean before it says nothing. */
  static final int MOST_MEANT = 16;

  /**
   * Returns the concept of what a link refers to, its words when it refers to nothing that says
   * what it is.
   */
  static Resolved resolve(Link link, ReferenceIndex<Medicine> medicines) {
    Merged merged = new Merged();
    merged.add(link, medicines);
    return new Resolved(merged.concept(link.display()), merged.whole);
  }

  /** Reads one resource and what it contains. */
  private static final class Reader {
    private final Map<String, Json.Obj> contained = new HashMap<>();
    private final Map<String, Medicine> read = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Reader(Element resource) {
      for (Element element : resource.list("contained")) {
        String id = element.object().text("id");
        if (id != null) {
          contained.putIfAbsent(id.startsWith("#") ? id.substring(1) : id, element.object());
        }
      }
    }

    Medicine medicine(Element resource) {
      CodeableConcept own = Datatypes.concept(resource, "code");
      List<Coding> codings = new ArrayList<>(own.codings());
      Set<String> texts = new LinkedHashSet<>();
      if (own.text() != null) {
        texts.add(own.text());
      }
      List<Link> links = new ArrayList<>();
      for (Element ingredient : resource.list("ingredient")) {
        if (!ingredient.has("isActive") || ingredient.flag("isActive")) {
          addIngredient(ingredient, codings, texts, links);
        }
      }
      return new Medicine(new CodeableConcept(codings, joined(texts)), links);
    }

    private void addIngredient(
        Element ingredient, List<Coding> codings, Set<String> texts, List<Link> links) {
      Element item = ingredient.choice(ITEM);
      if (item == null) {
        item = ingredient.choice(SUBSTANCE);
      }
      if (item == null) {
        return;
      }
      if (item.name().endsWith("Reference")) {
        links.add(link(item));
        return;
      }
      CodeableConcept concept = Datatypes.concept(item);
      codings.addAll(concept.codings());
      if (concept.codings().isEmpty() && concept.text() != null) {
        texts.add(concept.text());
      }
    }

    Link link(Element element) {
      String reference = element.token("reference");
      String display = element.string("display");
      if (reference != null && reference.startsWith("#")) {
        String id = reference.substring(1);
        return new Link(null, containedMedicine(id), display, isTooDeep(id));
      }
      return new Link(Reference.parse(reference), null, display, false);
    }

    private boolean isTooDeep(String id) {
      return contained.containsKey(id) && !read.containsKey(id) && !open.contains(id);
    }

    /**
     * Returns the contained resource, or {@code null} if it is missing, refers back to itself or
     * lies too deep. Each is read once: read again for each that refers to it, a few of them would
     * take for ever.
     */
    private @Nullable Medicine containedMedicine(String id) {
      Json.Obj resource = contained.get(id);
      Medicine before = read.get(id);
      if (before != null || resource == null || open.size() >= DEEPEST || !open.add(id)) {
        return before;
      }
      Medicine medicine = medicine(Element.resource(resource, "contained"));
      open.remove(id);
      read.put(id, medicine);
      return medicine;
    }
  }

  /** What a link and all it leads to say. */
  private static final class Merged {
    private final Set<Coding> codings = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<Reference> followed = new HashSet<>();
    private final Set<Medicine> merged = Collections.newSetFromMap(new IdentityHashMap<>());

    /** How many links lie between the entry and here: ingredients of ingredients end somewhere. */
    private int depth;

    private boolean whole = true;

    void add(Link link, ReferenceIndex<Medicine> medicines) {
      boolean found = link.contained() != null && add(link.contained(), medicines);
      boolean reached = !link.cut();
      if (link.reference() != null && followed.add(link.reference())) {
        List<Medicine> meant = medicines.find(link.reference());
        reached &= meant.isEmpty() || (depth < DEEPEST && meant.size() <= MOST_MEANT);
        if (reached) {
          for (Medicine medicine : meant) {
            found |= add(medicine, medicines);
          }
        }
      }
      if (!found && link.display() != null) {
        texts.add(link.display());
      }
      whole &= reached || link.display() != null;
    }

    private boolean add(Medicine medicine, ReferenceIndex<Medicine> medicines) {
      if (merged.add(medicine)) {
        addNew(medicine, medicines);
      }
      return !medicine.concept().isEmpty() || !medicine.links().isEmpty();
    }

    private void addNew(Medicine medicine, ReferenceIndex<Medicine> medicines) {
      codings.addAll(medicine.concept().codings());
      if (medicine.concept().text() != null) {
        texts.add(medicine.concept().text());
      }
      depth++;
      medicine.links().forEach(link -> add(link, medicines));
      depth--;
    }

    CodeableConcept concept(@Nullable String display) {
      String text = texts.isEmpty() ? display : joined(texts);
      return new CodeableConcept(List.copyOf(codings), text);
    }
  }

  private static @Nullable String joined(Collection<String> texts) {
    return texts.isEmpty() ? null : String.join("; ", texts);
  }
}
