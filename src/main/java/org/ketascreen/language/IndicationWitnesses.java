package org.ketascreen.language;

import java.util.List;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/** The witnesses of the sentence on what the treatment is for. */
final class IndicationWitnesses {

  // ICD-10 and ICD-10-CM alike: nasopharyngitis, for which nobody gives ketamine
  private static final CodeableConcept COMMON_COLD =
      CodeableConcept.of(Coding.of("http://hl7.org/fhir/sid/icd-10-cm", "J00"));

  private IndicationWitnesses() {}

  static List<Witness> of(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    return List.of(
        given(Truth.HOLDS, "the treatment is for it", scene.concept(args.theName())),
        given(Truth.FAILS, "the treatment is for something else", COMMON_COLD),
        given(Truth.UNKNOWN, "only words say what for", CodeableConcept.ofText("see letter")),
        new Witness(Truth.UNKNOWN, "no indication given", patient -> {}));
  }

  private static Witness given(Truth truth, String what, CodeableConcept indication) {
    return new Witness(
        truth, what, patient -> patient.treatment().indications(List.of(indication)));
  }
}
