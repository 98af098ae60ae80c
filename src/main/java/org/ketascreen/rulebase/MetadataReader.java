package org.ketascreen.rulebase;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.LocatedJson.Kind;

/**
 * Reads what an archive says of itself. Whatever is missing or of another kind is a {@link
 * RuntimeException}.
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
    LocatedJson library = json.fields().get("library");
    return library == null || library.text() == null ? "" : library.text();
  }

  ArchiveMetadata read() {
    return new ArchiveMetadata(
        number("format"),
        text("library"),
        text("id"),
        text("version"),
        number("language"),
        text("digest"),
        files(of(Kind.OBJECT, property("files"))));
  }

  private static Map<String, String> files(LocatedJson object) {
    Map<String, String> files = new HashMap<>();
    object.fields().forEach((path, digest) -> files.put(path, text(digest)));
    return files;
  }

  private LocatedJson property(String name) {
    return Objects.requireNonNull(json.fields().get(name), name);
  }

  private String text(String name) {
    return text(property(name));
  }

  private static String text(LocatedJson value) {
    return Objects.requireNonNull(of(Kind.STRING, value).text(), "text");
  }

  private int number(String name) {
    LocatedJson value = of(Kind.NUMBER, property(name));
    return Objects.requireNonNull(value.number(), name).intValueExact();
  }

  private static LocatedJson of(Kind kind, LocatedJson value) {
    if (value.kind() != kind) {
      throw new IllegalArgumentException(value.kind() + " where there should be " + kind);
    }
    return value;
  }
}
