package org.ketascreen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Severity;

/**
 * Something that must be known before rules can be decided. Immutable and thread-safe.
 *
 * @param element what: the title of a value set or observation, or {@code birth date}, {@code
 *     pregnancy}, {@code planned dose}, {@code sex}, {@code breastfeeding}, {@code indication}
 * @param within how recent it must be, as an ISO 8601 duration, or {@code null} if any time serves
 * @param severity the gravest severity of the rules that wait for it
 * @param rules the rules that wait for it
 * @param ask the question to put
 * @param codes codes that would answer it, as {@code system|code}; the first few where there are
 *     many
 */
public record MissingData(
    String element,
    @Nullable String within,
    Severity severity,
    List<String> rules,
    String ask,
    List<String> codes) {

  public MissingData {
    rules = List.copyOf(rules);
    codes = List.copyOf(codes);
  }
}
