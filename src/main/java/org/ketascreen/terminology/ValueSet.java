package org.ketascreen.terminology;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named set of codes that rules read, with the words that stand for it. Immutable and
 * thread-safe.
 *
 * @param title what rules call it; unique in a rulebase
 * @param description what is in it and what is left out, or {@code null}
 * @param purpose which rules read it and what for, or {@code null}
 * @param copyright the notice of the code systems it takes codes from, or {@code null}
 * @param statements which codes are in and which are not, in the order of the source
 * @param names for conditions exact synonyms; for medicines and allergens ingredients, salts and
 *     brands
 * @param watchWords words and stems that make an unscreened entry worth a look; what is written in
 *     capitals is an abbreviation, and looked for as a whole word in capitals
 * @param watchWordExceptions beginnings of phrases in which a watch word means something else:
 *     "aneurysmal bone cyst", "electroconvulsive"
 * @param observation what makes it an observation, or {@code null} if it is none
 */
public record ValueSet(
    String id,
    String url,
    String title,
    @Nullable String description,
    @Nullable String purpose,
    @Nullable String copyright,
    List<Statement> statements,
    List<String> names,
    List<String> watchWords,
    List<String> watchWordExceptions,
    @Nullable ObservationDefinition observation) {

  public ValueSet {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(title, "title");
    statements = List.copyOf(statements);
    names = List.copyOf(names);
    watchWords = List.copyOf(watchWords);
    watchWordExceptions = List.copyOf(watchWordExceptions);
  }

  /** Returns a builder of a value set without codes. */
  public static Builder builder(String id, String url, String title) {
    return new Builder(id, url, title);
  }

  /**
   * One code that a value set includes or excludes. Immutable and thread-safe.
   *
   * @param system the canonical URI of its code system
   * @param code the code as the code system writes it
   * @param display the code system's words for it, or {@code null}
   * @param descendants whether the codes below it are meant too
   * @param include whether it is in, or deliberately out
   */
  public record Statement(
      String system, String code, @Nullable String display, boolean descendants, boolean include) {

    public Statement {
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(code, "code");
    }
  }

  /** Builds a value set. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final String url;
    private final String title;
    private @Nullable String description;
    private @Nullable String purpose;
    private @Nullable String copyright;
    private List<Statement> statements = List.of();
    private List<String> names = List.of();
    private List<String> watchWords = List.of();
    private List<String> watchWordExceptions = List.of();
    private @Nullable ObservationDefinition observation;

    private Builder(String id, String url, String title) {
      this.id = id;
      this.url = url;
      this.title = title;
    }

    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }

    public Builder purpose(@Nullable String purpose) {
      this.purpose = purpose;
      return this;
    }

    public Builder copyright(@Nullable String copyright) {
      this.copyright = copyright;
      return this;
    }

    public Builder statements(List<Statement> statements) {
      this.statements = statements;
      return this;
    }

    public Builder names(List<String> names) {
      this.names = names;
      return this;
    }

    public Builder watchWords(List<String> watchWords) {
      this.watchWords = watchWords;
      return this;
    }

    public Builder watchWordExceptions(List<String> watchWordExceptions) {
      this.watchWordExceptions = watchWordExceptions;
      return this;
    }

    public Builder observation(@Nullable ObservationDefinition observation) {
      this.observation = observation;
      return this;
    }

    public ValueSet build() {
      return new ValueSet(
          id,
          url,
          title,
          description,
          purpose,
          copyright,
          statements,
          names,
          watchWords,
          watchWordExceptions,
          observation);
    }
  }
}
