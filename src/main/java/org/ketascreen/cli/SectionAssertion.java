package org.ketascreen.cli;

import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Section;

/**
 * What the caller says of a section.
 *
 * @param section the section
 * @param is what may be concluded from it
 */
record SectionAssertion(Section section, AssertionStatus is) {}
