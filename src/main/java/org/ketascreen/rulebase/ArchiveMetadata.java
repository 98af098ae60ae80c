package org.ketascreen.rulebase;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.ketascreen.API;

/**
 * What an archive says of itself, apart from its content; written and read as JSON. Immutable and
 * thread-safe.
 *
 * @param format version of the archive's layout
 * @param library the release of this library that it was made for
 * @param digest the identity of its source
 * @param files SHA-256 of every other file in the archive but {@link #SIGNATURES}, by its path
 *     there
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ArchiveMetadata(
    int format,
    String library,
    String id,
    String version,
    int language,
    String digest,
    Map<String, String> files) {

  public ArchiveMetadata {
    requireNonNull(library, "library");
    requireNonNull(id, "id");
    requireNonNull(version, "version");
    requireNonNull(digest, "digest");
    files = Map.copyOf(files);
  }

  /** The layout this release writes and reads. */
  public static final int FORMAT = 4;

  /** Where it stands in the archive. */
  public static final String PATH = "rulebase.json";

  /** Where the rulebase stands, checked and ready to load; the first file of the archive. */
  public static final String CONTENT = "content.bin";

  /** Where signatures of {@link #PATH} stand in the archive. */
  public static final String SIGNATURES = "rulebase.sig";

  /** Where the source files stand in the archive. */
  public static final String SOURCE = "source/";

  /** Where the generated Drools rules stand in the archive, to be read by people. */
  public static final String DRL = "drl/rules.drl";

  /** Where the value sets stand among the source files. */
  public static final String VALUE_SETS = "value-sets/";

  /** Where the ingredients of RxNorm products stand among the source files. */
  public static final String INGREDIENTS = "rxnorm-ingredients.tsv";
}
