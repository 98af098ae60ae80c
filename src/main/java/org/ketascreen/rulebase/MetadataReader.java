package org.ketascreen.rulebase;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.LocatedJson.Kind;

/**
 * Reads what an archive says of itself. By hand: binding it to the records by reflection loads five
 * hundred classes that nothing else at run time needs, a good part of the time to a first report.
 *
 * <p>Whatever is missing or of another kind is a {@link RuntimeException}.
 */
final class MetadataReader {

  private static final LocatedJson NOTHING =
      new LocatedJson(Kind.NULL, 1, Map.of(), List.of(), null, null);

  private final LocatedJson json;

  private MetadataReader(LocatedJson json) {
    this.json = json;
  }

  /** Returns a reader of these bytes, or {@code null} if they are not JSON. */
  static @Nullable MetadataReader of(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      return new MetadataReader(NOTHING);
    }
    FileProblems problems = new FileProblems(ArchiveMetadata.PATH);
    LocatedJson json = LocatedJson.read(bytes, problems);
    return json == null || !problems.isEmpty() ? null : new MetadataReader(json);
  }

  /** Returns the version of the layout, 0 if it is not said. */
  int format() {
    LocatedJson format = json.fields().get("format");
    return format == null || format.number() == null ? 0 : format.number().intValue();
  }

  /** Returns the release that the archive was made for, empty if it is not said. */
  String library() {
    return Objects.requireNonNullElse(optionalText(json, "library"), "");
  }

  ArchiveMetadata read() {
    return new ArchiveMetadata(
        number(json, "format"),
        text(json, "library"),
        text(json, "id"),
        text(json, "version"),
        number(json, "language"),
        text(json, "status"),
        text(json, "effectiveFrom"),
        text(json, "title"),
        texts(json, "changes"),
        text(json, "digest"),
        list(json, "sources", MetadataReader::source),
        list(json, "rules", MetadataReader::rule),
        isThere(json, "pregnancy") ? pregnancy(property(json, "pregnancy")) : null,
        isThere(json, "doses") ? doses(property(json, "doses")) : null,
        isThere(json, "idealWeight") ? idealWeight(property(json, "idealWeight")) : null,
        checklists(property(json, "checklists")),
        text(json, "model"),
        files(property(json, "files")));
  }

  private static Source source(LocatedJson each) {
    return new Source(
        text(each, "id"),
        text(each, "title"),
        text(each, "publisher"),
        text(each, "version"),
        optionalText(each, "url"),
        text(each, "read"),
        texts(each, "sections"),
        text(each, "tier"));
  }

  private static Rule rule(LocatedJson each) {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    texts(each, "stages").forEach(stage -> stages.add(Stage.valueOf(stage)));
    return new Rule(
        text(each, "id"),
        text(each, "title"),
        Severity.valueOf(text(each, "severity")),
        list(each, "applies", MetadataReader::applicability),
        stages,
        texts(each, "jurisdictions"),
        Basis.valueOf(text(each, "basis")),
        text(each, "because"),
        text(each, "action"),
        list(each, "sources", MetadataReader::citation),
        texts(each, "subsumes"),
        list(each, "when", line -> new Line(text(line, "text"), number(line, "number"))),
        isThere(each, "ask") ? ask(property(each, "ask")) : null,
        text(each, "file"),
        number(each, "line"));
  }

  private static Rule.Ask ask(LocatedJson each) {
    return new Rule.Ask(
        text(each, "observation"), optionalText(each, "within"), number(each, "line"));
  }

  private static Applicability applicability(LocatedJson each) {
    String route = optionalText(each, "route");
    return new Applicability(
        Agent.valueOf(text(each, "agent")), route == null ? null : Route.valueOf(route));
  }

  private static Citation citation(LocatedJson each) {
    return new Citation(text(each, "source"), text(each, "section"));
  }

  private static PregnancyDefinition pregnancy(LocatedJson each) {
    return new PregnancyDefinition(
        text(each, "conditions"),
        text(each, "status"),
        text(each, "pregnant"),
        text(each, "notPregnant"),
        text(each, "test"),
        text(each, "positive"),
        text(each, "negative"),
        text(each, "excludedBy"),
        number(each, "fromAge"),
        number(each, "toAge"),
        number(each, "lastsWeeks"),
        number(each, "answerGoodForDays"),
        isThere(each, "breastfeeding") ? breastfeeding(property(each, "breastfeeding")) : null,
        text(each, "because"),
        list(each, "sources", MetadataReader::citation));
  }

  private static PregnancyDefinition.Breastfeeding breastfeeding(LocatedJson each) {
    return new PregnancyDefinition.Breastfeeding(
        text(each, "conditions"),
        text(each, "status"),
        text(each, "yes"),
        text(each, "no"),
        number(each, "answerGoodForDays"));
  }

  private static DoseDefinition doses(LocatedJson each) {
    return new DoseDefinition(
        text(each, "medicines"),
        number(each, "restAfterHours"),
        text(each, "because"),
        list(each, "sources", MetadataReader::citation));
  }

  private static IdealWeightDefinition idealWeight(LocatedJson each) {
    return new IdealWeightDefinition(
        IdealWeightDefinition.Formula.valueOf(text(each, "formula")),
        text(each, "height"),
        text(each, "because"),
        list(each, "sources", MetadataReader::citation));
  }

  private static Map<Stage, List<String>> checklists(LocatedJson object) {
    Map<Stage, List<String>> checklists = new EnumMap<>(Stage.class);
    of(Kind.OBJECT, object)
        .fields()
        .keySet()
        .forEach(stage -> checklists.put(Stage.valueOf(stage), texts(object, stage)));
    return checklists;
  }

  private static Map<String, String> files(LocatedJson object) {
    Map<String, String> files = new HashMap<>();
    of(Kind.OBJECT, object).fields().keySet().forEach(path -> files.put(path, text(object, path)));
    return files;
  }

  private static boolean isThere(LocatedJson object, String name) {
    LocatedJson value = object.fields().get(name);
    return value != null && value.kind() != Kind.NULL;
  }

  private static LocatedJson property(LocatedJson object, String name) {
    return Objects.requireNonNull(object.fields().get(name), name);
  }

  private static LocatedJson of(Kind kind, LocatedJson value) {
    if (value.kind() != kind) {
      throw new IllegalArgumentException(value.kind() + " where there should be " + kind);
    }
    return value;
  }

  private static @Nullable String optionalText(LocatedJson object, String name) {
    LocatedJson value = object.fields().get(name);
    return value == null || value.kind() != Kind.STRING ? null : value.text();
  }

  private static String text(LocatedJson object, String name) {
    return text(property(object, name));
  }

  private static String text(LocatedJson value) {
    return Objects.requireNonNull(of(Kind.STRING, value).text(), "text");
  }

  private static int number(LocatedJson object, String name) {
    LocatedJson value = of(Kind.NUMBER, property(object, name));
    return Objects.requireNonNull(value.number(), name).intValueExact();
  }

  private static List<String> texts(LocatedJson object, String name) {
    return list(object, name, MetadataReader::text);
  }

  private static <T> List<T> list(
      LocatedJson object, String name, Function<LocatedJson, T> reader) {
    List<T> items = new ArrayList<>();
    of(Kind.ARRAY, property(object, name)).items().forEach(item -> items.add(reader.apply(item)));
    return items;
  }
}
