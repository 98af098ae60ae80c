package org.ketascreen.rulebase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.LocatedJson.Kind;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;

/**
 * Reads value sets as people write them: FHIR R4 ValueSet resources, of which only what a rulebase
 * means is allowed. What is there and would be ignored is a problem, since its author meant
 * something by it.
 */
public final class ValueSetReader {

  private static final Set<String> PROPERTIES =
      Set.of(
          "resourceType",
          "id",
          "url",
          "name",
          "title",
          "status",
          "experimental",
          "publisher",
          "description",
          "purpose",
          "copyright",
          "extension",
          "compose");
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "meta",
          "implicitRules",
          "language",
          "text",
          "contained",
          "modifierExtension",
          "identifier",
          "version",
          "date",
          "contact",
          "useContext",
          "jurisdiction",
          "immutable",
          "expansion");
  private static final Set<String> STATUSES = Set.of("draft", "active", "retired", "unknown");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** Code systems whose owners ask for a notice. */
  private static final Map<String, String> OWNED =
      Map.of(
          CodeSystems.SNOMED_CT.uri(), CodeSystems.SNOMED_CT.name(),
          CodeSystems.LOINC.uri(), CodeSystems.LOINC.name());

  private final FileProblems problems;

  private ValueSetReader(FileProblems problems) {
    this.problems = problems;
  }

  /**
   * Reads one value set.
   *
   * @param path what problems call the file
   * @param json the file, in UTF-8
   * @param problems receives everything that is wrong with it, from top to end
   * @return the value set, or nothing if anything is wrong
   */
  public static Optional<ValueSet> read(String path, byte[] json, List<Problem> problems) {
    FileProblems found = new FileProblems(path);
    LocatedJson resource = LocatedJson.read(json, found);
    ValueSet valueSet = resource == null ? null : new ValueSetReader(found).read(resource);
    problems.addAll(found.inOrder());
    return found.isEmpty() ? Optional.ofNullable(valueSet) : Optional.empty();
  }

  /**
   * Reads one value set.
   *
   * @throws RulebaseException if anything is wrong; it carries every problem
   */
  public static ValueSet read(String path, byte[] json) {
    List<Problem> problems = new ArrayList<>();
    return read(path, json, problems).orElseThrow(() -> new RulebaseException(problems));
  }

  private @Nullable ValueSet read(LocatedJson resource) {
    if (!problems.checkNames(resource, PROPERTIES, UNSUPPORTED)) {
      return null;
    }
    checkKind(resource);
    String id = id(resource);
    String url = url(resource, id);
    String title = title(resource);
    ExtensionReader extensions = new ExtensionReader(problems);
    extensions.read(problems.items(resource, "extension"));
    boolean isKnownByWords = !extensions.names().isEmpty() || extensions.observation() != null;
    List<Statement> statements = statements(resource, isKnownByWords);
    String copyright = copyright(resource, statements);
    String description = problems.text(resource, "description");
    String purpose = problems.text(resource, "purpose");
    if (id == null || url == null || title == null) {
      return null;
    }
    return ValueSet.builder(id, url, title)
        .description(description)
        .purpose(purpose)
        .copyright(copyright)
        .statements(statements)
        .names(extensions.names())
        .watchWords(extensions.watchWords())
        .watchWordExceptions(extensions.watchWordExceptions())
        .observation(extensions.observation())
        .build();
  }

  private void checkKind(LocatedJson resource) {
    String type = problems.requiredText(resource, "resourceType");
    if (type != null && !type.equals("ValueSet")) {
      problems.add(line(resource, "resourceType"), "is a " + type, "write a ValueSet");
    }
    String status = problems.text(resource, "status");
    if (status != null && !STATUSES.contains(status)) {
      problems.add(
          line(resource, "status"),
          "'" + status + "' is not a status",
          "write one of " + String.join(", ", new TreeSet<>(STATUSES)));
    }
    problems.text(resource, "name");
    problems.text(resource, "publisher");
    LocatedJson experimental = resource.fields().get("experimental");
    if (experimental != null) {
      problems.is(experimental, Kind.BOOLEAN);
    }
  }

  private @Nullable String id(LocatedJson resource) {
    String id = problems.requiredText(resource, "id");
    if (id != null && !ID.matcher(id).matches()) {
      problems.add(
          line(resource, "id"),
          "'" + id + "' is not an id",
          "write up to 64 letters, digits, hyphens and dots");
    }
    return id;
  }

  private @Nullable String url(LocatedJson resource, @Nullable String id) {
    String url = problems.requiredText(resource, "url");
    if (url != null && id != null && !url.endsWith("/" + id)) {
      problems.add(line(resource, "url"), "'url' does not end with the id", "end it with /" + id);
    }
    return url;
  }

  private @Nullable String title(LocatedJson resource) {
    String title = problems.requiredText(resource, "title");
    if (title != null && title.indexOf('"') >= 0) {
      problems.add(
          line(resource, "title"),
          "'title' has a quotation mark, so no rule could name it",
          "write it without");
    }
    return title;
  }

  /** What no code system has a code for is said by its title and names alone. */
  private List<Statement> statements(LocatedJson resource, boolean isKnownByWords) {
    LocatedJson compose = resource.fields().get("compose");
    if (compose == null) {
      if (!isKnownByWords) {
        problems.add(resource.line(), "'compose' is missing", "write it, or names");
      }
      return List.of();
    }
    return new ComposeReader(problems).read(compose);
  }

  private @Nullable String copyright(LocatedJson resource, List<Statement> statements) {
    String copyright = problems.text(resource, "copyright");
    if (!resource.fields().containsKey("copyright")) {
      statements.stream()
          .map(statement -> OWNED.get(statement.system()))
          .filter(Objects::nonNull)
          .distinct()
          .sorted()
          .forEach(
              name ->
                  problems.add(
                      resource.line(),
                      "has " + name + " codes and no 'copyright'",
                      "write the notice that " + name + " asks for"));
    }
    return copyright;
  }

  private static int line(LocatedJson object, String name) {
    LocatedJson value = object.fields().get(name);
    return value == null ? object.line() : value.line();
  }
}
