package org.ketascreen.rulebase;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * What an archive says of itself, apart from its value sets and classes; written and read as JSON.
 * Immutable and thread-safe.
 *
 * @param format version of the archive's layout
 * @param library the release of this library that it was made for
 * @param model the name of the compiled rules' model class
 * @param files SHA-256 of every other file in the archive, by its path there
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ArchiveMetadata(
    int format,
    String library,
    String id,
    String version,
    int language,
    String status,
    String effectiveFrom,
    String title,
    List<String> changes,
    String digest,
    List<Source> sources,
    List<Rule> rules,
    @Nullable PregnancyDefinition pregnancy,
    @Nullable DoseDefinition doses,
    @Nullable IdealWeightDefinition idealWeight,
    Map<Stage, List<String>> checklists,
    String model,
    Map<String, String> files) {

  public ArchiveMetadata {
    requireNonNull(library, "library");
    requireNonNull(id, "id");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
    requireNonNull(effectiveFrom, "effectiveFrom");
    requireNonNull(title, "title");
    requireNonNull(digest, "digest");
    requireNonNull(model, "model");
    changes = List.copyOf(changes);
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    checklists = Map.copyOf(checklists);
    files = Map.copyOf(files);
  }

  /** The layout this release writes and reads. */
  public static final int FORMAT = 1;

  /** Where it stands in the archive. */
  public static final String PATH = "rulebase.json";

  /** Where the source files stand in the archive. */
  public static final String SOURCE = "source/";

  /** Where the generated Drools rules stand in the archive. */
  public static final String DRL = "drl/";

  /** Where the compiled classes stand in the archive. */
  public static final String CLASSES = "classes/";

  /** Where the value sets stand among the source files. */
  public static final String VALUE_SETS = "value-sets/";

  /** Where the ingredients of RxNorm products stand among the source files. */
  public static final String INGREDIENTS = "rxnorm-ingredients.tsv";
}
