package org.ketascreen.language;

import java.util.ArrayList;
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
    List<Witness> all = new ArrayList<>();
    all.add(given(Truth.HOLDS, "the treatment is for it", scene.concept(args.theName())));
    all.add(given(Truth.FAILS, "the treatment is for something else", COMMON_COLD));
    all.add(given(Truth.UNKNOWN, "only words say what for", CodeableConcept.ofText("see letter")));
    all.add(new Witness(Truth.UNKNOWN, "no indication given", patient -> {}));
    String name = scene.name(args.theName());
    if (name != null) {
      all.add(given(Truth.POSSIBLE, "its name says what for", CodeableConcept.ofText(name)));
    }
    return List.copyOf(all);
  }

  private static Witness given(Truth truth, String what, CodeableConcept indication) {
    return new Witness(
        truth, what, patient -> patient.treatment().indications(List.of(indication)));
  }
}
