package org.ketascreen.rulebase;

import java.util.List;

/**
 * What the sentence "the patient is pregnant" reads, as the rulebase defines it. Names are titles
 * of value sets and observations. Immutable and thread-safe.
 *
 * @param conditions conditions that mean pregnant now
 * @param status the observation of pregnancy status
 * @param pregnant answers to it that mean pregnant
 * @param notPregnant answers to it that mean not pregnant
 * @param test the observation of a pregnancy test
 * @param positive its results that mean pregnant
 * @param negative its results that mean not pregnant
 * @param excludedBy conditions and procedures after which nobody is pregnant, at any time in the
 *     past
 * @param fromAge completed years below which nobody is taken to be pregnant
 * @param toAge completed years above which nobody is taken to be pregnant
 * @param lastsWeeks an active pregnancy that began longer ago is doubtful
 * @param answerGoodForDays a negative answer older than this no longer says "not pregnant"
 * @param because what the numbers rest on
 * @param sources where that is said
 */
public record PregnancyDefinition(
    String conditions,
    String status,
    String pregnant,
    String notPregnant,
    String test,
    String positive,
    String negative,
    String excludedBy,
    int fromAge,
    int toAge,
    int lastsWeeks,
    int answerGoodForDays,
    String because,
    List<Citation> sources) {

  public PregnancyDefinition {
    sources = List.copyOf(sources);
  }
}
