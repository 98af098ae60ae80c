package org.ketascreen.rulebase;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that rules cite. Immutable and thread-safe.
 *
 * @param id short name, unique in the rulebase
 * @param title its title
 * @param publisher who published it
 * @param version its version or date, as far as known
 * @param url one public address, or {@code null}
 * @param read how much of it the rule authors read
 * @param sections the sections that were read, as citations write them; empty if it has none
 * @param tier A regulator's label or notice, B professional body, C manufacturer or trial, D study
 *     or review, E secondary
 */
public record Source(
    String id,
    String title,
    String publisher,
    String version,
    @Nullable String url,
    String read,
    List<String> sections,
    String tier) {

  public Source {
    requireNonNull(id, "a source has no 'id'");
    requireNonNull(title, "a source has no 'title'");
    requireNonNull(publisher, "a source has no 'publisher'");
    requireNonNull(version, "a source has no 'version'");
    requireNonNull(read, "a source does not say how much of it was 'read'");
    sections = sections == null ? List.of() : List.copyOf(sections);
    requireNonNull(tier, "a source has no 'tier'");
  }
}
