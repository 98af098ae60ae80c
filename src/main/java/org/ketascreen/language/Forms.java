package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Every sentence of the rule language, version 1. A sentence is one entry in the list of its kind:
 * its words, what it asks of which fact, and the same question in DRL.
 */
final class Forms {

  static final List<Form<?>> ALL = all();

  private Forms() {}

  private static List<Form<?>> all() {
    List<Form<?>> all = new ArrayList<>();
    all.addAll(ConditionForms.forms());
    all.addAll(MedicationForms.forms());
    all.addAll(ReadingForms.forms());
    all.addAll(PersonForms.forms());
    all.addAll(PlanForms.forms());
    return List.copyOf(all);
  }
}
