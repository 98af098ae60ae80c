package org.ketascreen.rulebase;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.terminology.RollUp;
import org.ketascreen.terminology.ValueSet;

/**
 * A version of a set of rules, loaded to run. Immutable and thread-safe; load once and share.
 *
 * @param id what it is about: {@code ketamine}
 * @param version its semantic version
 * @param language the version of the rule language it is written in
 * @param status {@code unreviewed}, {@code reviewed} or {@code retired}
 * @param effectiveFrom the first day it may be used, {@code YYYY-MM-DD}
 * @param title its title
 * @param scope what it is limited to, if it leaves out most of what {@code id} is about, or {@code
 *     null}
 * @param changes what changed since the version before
 * @param digest {@code sha256:} and the digest of its source, which identifies it
 * @param sources the documents its rules cite
 * @param rules the rules, by id
 * @param valueSets the value sets and observations, by title
 * @param ingredients for RxNorm codes of products, the codes of their ingredients
 * @param pregnancy what "the patient is pregnant" reads, or {@code null} if no rule asks it
 * @param doses what "at rest", "before the dose" and sentences on sessions read, or {@code null} if
 *     no rule asks it
 * @param idealWeight what "ideal weight" reads, or {@code null} if no rule asks it
 * @param checklists for stages, what every patient is told or watched for
 * @param trust why it may be used
 */
public record Rulebase(
    String id,
    String version,
    int language,
    String status,
    String effectiveFrom,
    String title,
    @Nullable String scope,
    List<String> changes,
    String digest,
    List<Source> sources,
    List<Rule> rules,
    List<ValueSet> valueSets,
    Map<String, List<String>> ingredients,
    @Nullable PregnancyDefinition pregnancy,
    @Nullable DoseDefinition doses,
    @Nullable IdealWeightDefinition idealWeight,
    Map<Stage, List<String>> checklists,
    Trust trust) {

  public Rulebase {
    changes = List.copyOf(changes);
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    valueSets = List.copyOf(valueSets);
    ingredients = RollUp.copyOf(ingredients);
    checklists = Map.copyOf(checklists);
    requireNonNull(trust, "trust");
  }

  /**
   * Loads a rulebase archive. It is data: no code of it is run. Nothing of it is used before every
   * byte of it is known to be as it was compiled, and it is known to be trusted.
   *
   * @param archive a file as {@code ketascreen compile} writes it
   * @param policy whose archives to load
   * @throws RulebaseException if it cannot be read, is damaged, was changed, was made for another
   *     release of this library, or is not trusted
   */
  public static Rulebase load(Path archive, TrustPolicy policy) {
    return ArchiveReader.read(archive, policy);
  }

  /**
   * Loads a rulebase archive from memory.
   *
   * @param name what problems call it
   * @param archive the bytes of a file as {@code ketascreen compile} writes it
   * @param policy whose archives to load
   * @throws RulebaseException as for {@link #load(Path, TrustPolicy)}
   */
  public static Rulebase load(String name, byte[] archive, TrustPolicy policy) {
    return ArchiveReader.read(name, archive, policy);
  }

  /** Returns id and version as they are asked for: {@code ketamine@1.0.0}. */
  public String coordinates() {
    return id + "@" + version;
  }

  /**
   * Returns the jurisdictions that may be asked for: those that a rule names, and, if a rule is for
   * all of them, those whose labels are told apart everywhere. Another one would silently leave out
   * every rule of a label.
   */
  public SortedSet<String> jurisdictions() {
    SortedSet<String> jurisdictions = new TreeSet<>();
    for (Rule rule : rules) {
      jurisdictions.addAll(
          rule.jurisdictions().isEmpty() ? Rule.JURISDICTIONS : rule.jurisdictions());
    }
    jurisdictions.add(Rule.ANY_JURISDICTION);
    return jurisdictions;
  }

  /**
   * Whether a rule is about this treatment, at whatever stage. One that no rule is about may not be
   * asked for: nothing would speak against it.
   */
  public boolean isAbout(Treatment treatment) {
    return rules.stream().anyMatch(rule -> rule.isAbout(treatment.agent(), treatment.route()));
  }

  /** Whether another one is the same, however it came here. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public boolean isSameAs(Rulebase other) {
    return equals(other.trustedAs(trust));
  }

  private Rulebase trustedAs(Trust another) {
    return new Rulebase(
        id,
        version,
        language,
        status,
        effectiveFrom,
        title,
        scope,
        changes,
        digest,
        sources,
        rules,
        valueSets,
        ingredients,
        pregnancy,
        doses,
        idealWeight,
        checklists,
        another);
  }

  /** Says what it is, without its content. */
  @Override
  public String toString() {
    return coordinates() + " " + digest;
  }
}
