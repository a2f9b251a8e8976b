// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import dev.dcmrig.evidence.requirement.RequirementSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads requirement sets from ReqIF, also of other tools. A document type, and with it every
 * entity, is refused; nothing outside of the text is opened. What a tool calls its attributes is
 * matched by name: the rig's own, and those of the ReqIF implementation guide.
 */
public final class ReqIfReader {
  /** A file of requirements; more is refused, not loaded. */
  private static final int MAX_BYTES = 64 << 20;

  /** Elements in one another; a walk through more would need too much of a stack. */
  private static final String MAX_ELEMENT_DEPTH = "500";

  /** Nested headings of a specification. */
  private static final int MAX_DEPTH = 64;

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Map<String, String>> objects = new LinkedHashMap<>();

  private ReqIfReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a sentence when it is no ReqIF, or not to be trusted
   */
  public static List<RequirementSet> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("is larger than " + (MAX_BYTES >> 20) + " MB");
    }
    Element root = root(bytes);
    if (!root.getLocalName().equals("REQ-IF")) {
      throw new IllegalArgumentException(
          "is no ReqIF: its outermost element is " + root.getLocalName());
    }
    return new ReqIfReader().sets(root);
  }

  private static Element root(byte[] bytes) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute("jdk.xml.maxElementDepth", MAX_ELEMENT_DEPTH);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    } catch (SAXException e) {
      String why = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          why.contains("DOCTYPE")
              ? "has a document type: entities are not read"
              : "is no XML: " + why,
          e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("can't be read: " + e.getMessage(), e);
    }
  }

  private List<RequirementSet> sets(Element root) {
    NodeList all = root.getElementsByTagNameNS("*", "*");
    for (int index = 0; index < all.getLength(); index++) {
      Element element = (Element) all.item(index);
      if (element.getLocalName().startsWith("ATTRIBUTE-DEFINITION-")
          && element.hasAttribute("IDENTIFIER")) {
        names.put(element.getAttribute("IDENTIFIER"), named(element.getAttribute("LONG-NAME")));
      }
    }
    List<Element> specifications = new ArrayList<>();
    for (int index = 0; index < all.getLength(); index++) {
      Element element = (Element) all.item(index);
      if (element.getLocalName().equals("SPEC-OBJECT")) {
        objects.put(element.getAttribute("IDENTIFIER"), values(element));
      } else if (element.getLocalName().equals("SPECIFICATION")) {
        specifications.add(element);
      }
    }
    List<RequirementSet> sets = new ArrayList<>();
    for (Element specification : specifications) {
      Map<String, String> set = new LinkedHashMap<>(values(specification));
      set.putIfAbsent("set", specification.getAttribute("IDENTIFIER"));
      set.putIfAbsent("setTitle", specification.getAttribute("LONG-NAME"));
      List<Map<String, String>> rows = new ArrayList<>();
      children(specification, rows, 0);
      sets.add(Fields.set(set, rows));
    }
    return sets;
  }

  /** Our name of an attribute that another tool names. */
  private static String named(String longName) {
    return ReqIf.NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(longName))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(longName);
  }

  private void children(Element parent, List<Map<String, String>> rows, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("is nested more than " + MAX_DEPTH + " levels deep");
    }
    for (Element children : below(parent, "CHILDREN")) {
      for (Element hierarchy : below(children, "SPEC-HIERARCHY")) {
        for (Element object : below(hierarchy, "OBJECT")) {
          String reference = object.getTextContent().strip();
          Map<String, String> found = objects.get(reference);
          if (found == null) {
            throw new IllegalArgumentException("the object '" + reference + "' is missing");
          }
          Map<String, String> row = new LinkedHashMap<>(found);
          row.putIfAbsent("id", reference);
          rows.add(row);
        }
        children(hierarchy, rows, depth + 1);
      }
    }
  }

  private Map<String, String> values(Element of) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Element list : below(of, "VALUES")) {
      for (Element value : below(list, "")) {
        String definition = "";
        String text = value.getAttribute("THE-VALUE");
        for (Element part : below(value, "")) {
          if (part.getLocalName().equals("DEFINITION")) {
            definition = part.getTextContent().strip();
          } else if (part.getLocalName().equals("THE-VALUE")) {
            // Formatted text: what it says is kept, how it looks is not.
            text = part.getTextContent().replaceAll("\\s+", " ").strip();
          }
        }
        values.put(names.getOrDefault(definition, definition), text);
      }
    }
    return values;
  }

  /** Child elements of a name; of any where it is empty. */
  private static List<Element> below(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (name.isEmpty() || element.getLocalName().equals(name))) {
        found.add(element);
      }
    }
    return found;
  }
}
