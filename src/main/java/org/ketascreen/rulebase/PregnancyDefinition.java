package org.ketascreen.rulebase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sentences "the patient is pregnant", "could be pregnant" and "is breastfeeding" read, as
 * the rulebase defines it. Names are titles of value sets and observations. Immutable and
 * thread-safe.
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
 * @param breastfeeding what "the patient is breastfeeding" reads, or {@code null} if no rule asks
 *     it
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
    @Nullable Breastfeeding breastfeeding,
    String because,
    List<Citation> sources) {

  public PregnancyDefinition {
    sources = List.copyOf(sources);
  }

  /**
   * What the sentence "the patient is breastfeeding" reads.
   *
   * @param conditions conditions that mean breastfeeding now
   * @param status the observation of breastfeeding status
   * @param yes answers to it that mean breastfeeding
   * @param no answers to it that mean not breastfeeding
   * @param answerGoodForDays an answer older than this says nothing of now
   */
  public record Breastfeeding(
      String conditions, String status, String yes, String no, int answerGoodForDays) {}
}
