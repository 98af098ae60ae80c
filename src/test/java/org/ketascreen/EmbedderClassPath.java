package org.ketascreen;

import static java.util.stream.Collectors.toMap;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an embedder gets along with this library: the compile and runtime dependencies that are not
 * optional, and theirs. Immutable and thread-safe.
 *
 * <p>Read from the dependency tree that the build writes before the tests. A dependency that occurs
 * more than once has its own dependencies only where it is nearest to the root; elsewhere it is
 * looked up there.
 */
final class EmbedderClassPath {
  private static final Path TREE = Path.of("target", "embedder-dependencies.json");

  private final List<Artifact> artifacts;

  private EmbedderClassPath(List<Artifact> artifacts) {
    this.artifacts = List.copyOf(artifacts);
  }

  /** One jar, by its Maven coordinates. */
  record Artifact(String groupId, String artifactId, String version, String classifier) {
    static Artifact of(JsonNode node) {
      return new Artifact(
          node.get("groupId").asString(),
          node.get("artifactId").asString(),
          node.get("version").asString(),
          node.get("classifier").asString());
    }

    String fileName() {
      return artifactId + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }
  }

  /** Reads what the build has written. */
  static EmbedderClassPath read() {
    JsonNode root = JsonMapper.shared().readTree(TREE.toFile());
    Map<Artifact, JsonNode> expanded = new HashMap<>();
    expand(root, expanded);

    Set<Artifact> found = new LinkedHashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>();
    root.path("children").forEach(child -> add(child, open));
    while (!open.isEmpty()) {
      Artifact artifact = Artifact.of(open.remove());
      if (found.add(artifact)) {
        // Below the root the optional flag tells of the nearest path, which may be another one.
        expanded.get(artifact).path("children").forEach(open::add);
      }
    }
    return new EmbedderClassPath(new ArrayList<>(found));
  }

  private static void expand(JsonNode node, Map<Artifact, JsonNode> expanded) {
    expanded.merge(Artifact.of(node), node, EmbedderClassPath::withMoreChildren);
    node.path("children").forEach(child -> expand(child, expanded));
  }

  private static JsonNode withMoreChildren(JsonNode one, JsonNode other) {
    return other.path("children").size() > one.path("children").size() ? other : one;
  }

  private static void add(JsonNode direct, Deque<JsonNode> open) {
    boolean passedOn = Set.of("compile", "runtime").contains(direct.get("scope").asString());
    if (passedOn && !Boolean.parseBoolean(direct.get("optional").asString())) {
      open.add(direct);
    }
  }

  /** The jars' coordinates, the library's own left out. */
  List<Artifact> artifacts() {
    return artifacts;
  }

  /** The jars' paths on this machine, the library's own left out. */
  List<Path> jars() {
    Map<String, Path> byName =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .collect(toMap(path -> path.getFileName().toString(), path -> path, (a, b) -> a));
    return artifacts.stream().map(artifact -> jar(artifact, byName)).toList();
  }

  private static Path jar(Artifact artifact, Map<String, Path> byName) {
    Path jar = byName.get(artifact.fileName());
    if (jar == null) {
      throw new NoSuchElementException(artifact + " is not on the class path of the tests");
    }
    return jar;
  }

  /** The jars and the library's classes, as the argument of {@code java -cp}. */
  String withLibrary() {
    List<String> entries = new ArrayList<>();
    entries.add(Path.of("target", "classes").toAbsolutePath().toString());
    jars().forEach(jar -> entries.add(jar.toString()));
    return String.join(File.pathSeparator, entries);
  }
}
