package org.ketascreen.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.rulebase.Rulebases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every request and every text. */
class RequestLawsTest {

  private static final String MARKER = "~ a marker, planted ~";

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScreeningRequest.jsonSchema());

  @Provide
  Arbitrary<ScreeningRequest> requests() {
    return Requests.any();
  }

  @Example
  void everyKindOfEntryIsTried() {
    assertThat(Requests.knowsEveryKind()).isTrue();
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("requests") ScreeningRequest request) {
    String json = RequestWriter.write(request);

    assertThat(RequestReader.v1().read(json)).isEqualTo(Requests.byKind(request));
  }

  @Property
  void whatIsReadBackIsWrittenTheSame(@ForAll("requests") ScreeningRequest request) {
    String json = RequestWriter.write(request);

    assertThat(RequestWriter.write(RequestReader.v1().read(json))).isEqualTo(json);
  }

  @Property(tries = 300)
  void whatIsWrittenFitsTheSchema(@ForAll("requests") ScreeningRequest request) {
    assertThat(SCHEMA.validate(RequestWriter.write(request), InputFormat.JSON)).isEmpty();
  }

  @Property(tries = 2_000)
  void whatIsAcceptedFitsTheSchema(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(RequestWriter.write(request));
    change(json, random);
    String changed = json.toString();

    if (isAccepted(changed)) {
      assertThat(SCHEMA.validate(changed, InputFormat.JSON)).as(changed).isEmpty();
    }
  }

  @Property(tries = 2_000)
  void nothingOfThePatientIsInAMessage(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(RequestWriter.write(request));
    change(json, random);

    assertThat(said(json.toString())).doesNotContain("marker");
  }

  @Property(tries = 10_000)
  void anyBytesAreARequestOrARefusal(@ForAll byte[] bytes) {
    assertThat(said(bytes)).hasSizeLessThan(20_000);
  }

  @Property(tries = 10_000)
  void cutAndSpoiltRequestsAreRequestsOrRefusals(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    byte[] bytes = RequestWriter.write(request).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    byte[] cut = new byte[random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length];
    System.arraycopy(bytes, 0, cut, 0, cut.length);

    assertThat(said(cut)).hasSizeLessThan(20_000);
  }

  /** As for FHIR: what is accepted gives a report whose numbers add up, and logs nothing. */
  @Property(tries = 1_500)
  void whatIsAcceptedGivesAReport(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(RequestWriter.write(request));
    json.put("jurisdiction", "any");
    for (int i = random.nextInt(3); i > 0; i--) {
      change(json, random);
    }
    String changed = json.toString();

    if (isAccepted(changed)) {
      ScreeningRequest accepted = RequestReader.v1().read(changed);
      Assume.that(SCREENER.rulebase().jurisdictions().contains(accepted.jurisdiction()));

      ScreeningReport.EntryCounts n = SCREENER.screen(accepted).entries();

      assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened()).isEqualTo(n.read());
    }
  }

  private static boolean isAccepted(String json) {
    try {
      RequestReader.v1().read(json);
      return true;
    } catch (InvalidRequestException | UnreadableInputException e) {
      return false;
    }
  }

  private static String said(String json) {
    return said(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String said(byte[] json) {
    try {
      RequestReader.v1().read(json);
      return "";
    } catch (InvalidRequestException e) {
      return String.valueOf(e.getMessage());
    } catch (UnreadableInputException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
      return String.valueOf(e.getMessage());
    }
  }

  /** Changes one value or name somewhere in the tree. */
  private static void change(ObjectNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode chosen = containers.get(random.nextInt(containers.size()));
    JsonNode value = other(random);
    if (chosen instanceof ObjectNode object) {
      List<String> names = List.copyOf(object.propertyNames());
      int way = names.isEmpty() ? 2 : random.nextInt(3);
      switch (way) {
        case 0 -> object.remove(names.get(random.nextInt(names.size())));
        case 1 -> object.set(names.get(random.nextInt(names.size())), value);
        default ->
            object.set(
                random.nextBoolean()
                    ? MARKER
                    : List.of("text", "when", "low").get(random.nextInt(3)),
                value);
      }
    } else if (chosen instanceof ArrayNode array) {
      array.add(value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(each -> collect(each, containers));
    }
  }

  private static JsonNode other(Random random) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(true);
      case 2 -> nodes.numberNode(random.nextInt(5) - 1);
      case 3 -> nodes.stringNode("");
      case 4 -> nodes.stringNode(MARKER);
      case 5 -> nodes.stringNode(MARKER + "|" + MARKER);
      case 6 -> nodes.stringNode("2026-06-15");
      case 7 -> nodes.objectNode();
      case 8 -> nodes.arrayNode();
      default -> nodes.stringNode("5 mg");
    };
  }
}
