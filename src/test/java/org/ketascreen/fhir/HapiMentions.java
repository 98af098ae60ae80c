package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;

/** The conditions that a resource names, by code or by reference. */
final class HapiMentions {

  private final Predicate<String> isGiven;

  /**
   * Follows references.
   *
   * @param isGiven whether a reference leads to an entry of the input, which then speaks for itself
   */
  HapiMentions(Predicate<String> isGiven) {
    this.isGiven = isGiven;
  }

  /** Returns what is named as {@code kind} by concepts and references of a resource. */
  List<Entry> of(
      String reference,
      Mention.Kind kind,
      @Nullable Moment when,
      DomainResource resource,
      List<org.hl7.fhir.r4.model.CodeableConcept> concepts,
      List<Reference> references) {
    List<CodeableConcept> named = new ArrayList<>(HapiDatatypes.concepts(concepts));
    for (Reference each : references) {
      named.add(concept(each, resource));
    }
    return named.stream()
        .filter(each -> !each.isEmpty())
        .distinct()
        .<Entry>map(each -> new Mention(reference, each, kind, when))
        .toList();
  }

  private CodeableConcept concept(Reference reference, DomainResource resource) {
    String text = reference.getReference();
    if (text != null && text.startsWith("#")) {
      for (Resource contained : resource.getContained()) {
        if (contained instanceof Condition condition
            && text.substring(1).equals(contained.getIdElement().getIdPart().replace("#", ""))) {
          return HapiDatatypes.concept(condition.getCode());
        }
      }
    }
    boolean speaksForItself = text != null && isGiven.test(text);
    return speaksForItself || !reference.hasDisplay()
        ? CodeableConcept.EMPTY
        : CodeableConcept.ofText(reference.getDisplay());
  }
}
