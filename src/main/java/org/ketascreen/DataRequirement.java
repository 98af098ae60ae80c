package org.ketascreen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the rules of a rulebase read. Immutable and thread-safe.
 *
 * @param element the title of a value set or observation, or {@code birth date}, {@code pregnancy},
 *     {@code planned dose}
 * @param section the section of the record it stands in, or {@code null} for what stands in none
 * @param unit for a measured observation its UCUM unit
 * @param rules the rules that read it
 * @param codes every code the rulebase lists for it, as {@code system|code}; a code of ICD-10 or
 *     ATC stands for its descendants too
 */
public record DataRequirement(
    String element,
    @Nullable String section,
    @Nullable String unit,
    List<String> rules,
    List<String> codes) {

  public DataRequirement {
    rules = List.copyOf(rules);
    codes = List.copyOf(codes);
  }
}
