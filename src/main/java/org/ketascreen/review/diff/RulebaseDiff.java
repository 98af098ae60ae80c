package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.SemanticVersion;

/**
 * What is different in another version of a rulebase. Where a difference bears on screenings it
 * comes with a smallest patient who is screened otherwise, found by screening by both versions
 * those at and on both sides of every limit and window, or with the word that none was found.
 * Immutable and thread-safe.
 *
 * <p>What no {@link Rulebase} keeps is not compared: comments, layout and order of files,
 * vignettes, and which observations are routine.
 *
 * @param before the version before
 * @param after the other version
 * @param changes rules first, then value sets, then the rest
 * @param cohort what became of patients whom both versions screened, or {@code null} if none were
 *     given
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RulebaseDiff(
    Identity before, Identity after, List<Change> changes, @Nullable CohortDiff cohort) {

  public RulebaseDiff {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    changes = List.copyOf(changes);
  }

  /**
   * Which version it is. Immutable and thread-safe.
   *
   * @param id what it is about
   * @param version its semantic version
   * @param digest the digest of its source
   */
  public record Identity(String id, String version, String digest) {

    private static Identity of(Rulebase rulebase) {
      return new Identity(rulebase.id(), rulebase.version(), rulebase.digest());
    }

    private SemanticVersion semantic() {
      return SemanticVersion.ofCoordinates(coordinates());
    }

    /** Returns id and version as they are asked for. */
    public String coordinates() {
      return id + "@" + version;
    }
  }

  /**
   * Returns what is different.
   *
   * @param before the version before
   * @param after the other version
   * @throws org.ketascreen.rulebase.RulebaseException if the rules of one cannot be loaded
   */
  public static RulebaseDiff between(Rulebase before, Rulebase after) {
    Identity old = Identity.of(before);
    Identity now = Identity.of(after);
    if (old.digest().equals(now.digest())) {
      return new RulebaseDiff(old, now, List.of(), null);
    }
    Version one = new Version(before);
    Version other = new Version(after);
    Titles titles = Titles.of(before.valueSets(), after.valueSets());
    Patients patients = new Patients(one, other, titles);
    Search search = new Search(one, other);
    List<Change> changes = new ArrayList<>();
    changes.addAll(new RuleChanges(one, other, titles, patients, search).changes());
    changes.addAll(new ValueSetChanges(one, other, titles, patients, search).changes());
    changes.addAll(new RestChanges(one, other, titles, patients, search).changes());
    return new RulebaseDiff(old, now, changes, null);
  }

  /** Returns the same, with what became of patients whom both versions screened. */
  public RulebaseDiff with(CohortDiff patients) {
    return new RulebaseDiff(before, after, changes, patients);
  }

  /** Whether nothing is different that a rulebase keeps. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * Returns the least by which the version must rise. A source that is not the same byte for byte
   * is a new version, whatever is different in it.
   */
  public Bump requiredBump() {
    Bump least = before.digest().equals(after.digest()) ? Bump.NONE : Bump.PATCH;
    Bump seen = cohort == null ? Bump.NONE : cohort.demands();
    return changes.stream().map(Change::demands).reduce(least.and(seen), Bump::and);
  }

  /** Whether the other version's number rises by at least as much as the differences demand. */
  public boolean isVersionRight() {
    return before.id().equals(after.id())
        && requiredBump().isMetBy(before.semantic(), after.semantic());
  }

  /** Returns the patients that were found, as vignettes that the other version meets. */
  public String toVignettes() {
    return DiffVignettes.of(this);
  }

  /** Returns it for people to read. */
  public String toText() {
    return DiffText.of(this);
  }

  /** Returns it in Markdown, for a request to change a rulebase. */
  public String toMarkdown() {
    return DiffMarkdown.of(this);
  }

  /** Returns it as {@link #jsonSchema()} describes it. */
  public String toJson() {
    return DiffJson.of(this);
  }

  /**
   * Returns the JSON Schema (draft 2020-12) of differences as JSON. It ships in the jar as {@code
   * org/ketascreen/review/diff/rulebase-diff-1.schema.json}.
   */
  public static String jsonSchema() {
    return DiffJson.schema();
  }
}
