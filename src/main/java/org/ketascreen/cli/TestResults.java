package org.ketascreen.cli;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.VignetteResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes how vignettes fared for other programs. */
final class TestResults {

  private static final JsonMapper JSON = JsonMapper.shared();

  private TestResults() {}

  /** Returns one JSON object. */
  static String json(String rulebase, List<VignetteResult> results) {
    ObjectNode root = JSON.createObjectNode();
    root.put("rulebase", rulebase);
    root.put("vignettes", results.size());
    root.put("failed", failed(results));
    ArrayNode array = root.putArray("results");
    for (VignetteResult result : results) {
      Vignette vignette = result.vignette();
      ObjectNode node = array.addObject();
      node.put("file", vignette.file());
      node.put("line", vignette.line());
      node.put("name", vignette.name());
      vignette.tags().forEach(node.putArray("tags")::add);
      node.put("asExpected", result.isAsExpected());
      if (!result.isAsExpected()) {
        result.differences().forEach(node.putArray("differences")::add);
        result.deciding().forEach(node.putArray("deciding")::add);
        node.put("smallestChange", result.change());
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static int failed(List<VignetteResult> results) {
    return (int) results.stream().filter(each -> !each.isAsExpected()).count();
  }

  /** Returns the XML that build servers read: a suite for each file, a case for each vignette. */
  static String junit(String rulebase, List<VignetteResult> results) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", rulebase);
      counts(xml, results);
      Map<String, List<VignetteResult>> files =
          results.stream()
              .collect(
                  Collectors.groupingBy(
                      each -> each.vignette().file(), LinkedHashMap::new, Collectors.toList()));
      for (Map.Entry<String, List<VignetteResult>> file : files.entrySet()) {
        suite(xml, file.getKey(), file.getValue());
      }
      line(xml, "");
      xml.writeEndElement();
      line(xml, "");
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written into a text", e);
    }
    return text.toString();
  }

  private static void suite(XMLStreamWriter xml, String file, List<VignetteResult> results)
      throws XMLStreamException {
    line(xml, "  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", allowed(file));
    counts(xml, results);
    for (VignetteResult result : results) {
      line(xml, "    ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", allowed(file.replaceFirst("[.]vignettes[.]yaml$", "")));
      xml.writeAttribute("name", allowed(result.vignette().name()));
      xml.writeAttribute("file", allowed(file));
      xml.writeAttribute("line", Integer.toString(result.vignette().line()));
      if (!result.isAsExpected()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", allowed(String.join("; ", result.differences())));
        xml.writeCharacters(allowed(result.toText()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    line(xml, "  ");
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<VignetteResult> results)
      throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(results.size()));
    xml.writeAttribute("failures", Integer.toString(failed(results)));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
  }

  private static void line(XMLStreamWriter xml, String indent) throws XMLStreamException {
    xml.writeCharacters("\n" + indent);
  }

  /** Returns a text without the characters that XML has no way to write. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(each -> isAllowed(each) ? each : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
