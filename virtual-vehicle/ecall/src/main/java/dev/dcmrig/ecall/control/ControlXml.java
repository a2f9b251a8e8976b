// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.control;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * {@link Control} as XML. A document with a document type declaration is refused, so that nothing
 * outside of it is ever read; unknown elements are passed over (RFC 8147 9.1).
 */
public final class ControlXml {
  /** Longer documents are refused. */
  public static final int MAX_BYTES = 16 * 1024;

  /** Deeper documents, and such with more elements of a kind, are refused. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_ELEMENTS = 64;
  private static final String ROOT = "EmergencyCallData.Control";

  private ControlXml() {}

  /** The document as UTF-8. */
  public static byte[] write(Control control) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n");
    xml.append('<').append(ROOT).append(" xmlns=\"").append(Control.NAMESPACE).append("\">\r\n");
    for (Control.Ack ack : control.acks()) {
      xml.append("  <ack received=\"").append(ack.received());
      xml.append("\" ref=\"").append(escape(ack.ref())).append("\"/>\r\n");
    }
    for (Control.Request request : control.requests()) {
      xml.append("  <request action=\"").append(escape(request.action())).append('"');
      request
          .datatype()
          .ifPresent(type -> xml.append(" datatype=\"").append(escape(type)).append('"'));
      xml.append("/>\r\n");
    }
    xml.append("</").append(ROOT).append(">\r\n");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * @throws ControlException when this is no such document
   */
  public static Control parse(byte[] xml) throws ControlException {
    if (xml.length > MAX_BYTES) {
      throw new ControlException(
          "a control document of " + xml.length + " bytes; " + MAX_BYTES + " are allowed");
    }
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new ControlException("no control document: " + e.getMessage());
    } catch (RuntimeException e) {
      // The reader of the JDK leaves some bad encodings as unchecked exceptions.
      throw new ControlException("no control document: " + e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private static Control read(XMLStreamReader reader) throws XMLStreamException, ControlException {
    List<Control.Ack> acks = new ArrayList<>();
    List<Control.Request> requests = new ArrayList<>();
    int depth = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new ControlException("a control document has no document type declaration");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (depth == 1) {
          checkRoot(reader);
        } else if (depth == 2 && Control.NAMESPACE.equals(reader.getNamespaceURI())) {
          readElement(reader, acks, requests);
        }
      }
      if (depth > MAX_DEPTH || acks.size() > MAX_ELEMENTS || requests.size() > MAX_ELEMENTS) {
        throw new ControlException("a control document that is too deep or has too many elements");
      }
    }
    return new Control(acks, requests);
  }

  private static void checkRoot(XMLStreamReader reader) throws ControlException {
    boolean ours =
        ROOT.equals(reader.getLocalName()) && Control.NAMESPACE.equals(reader.getNamespaceURI());
    if (!ours) {
      throw new ControlException(
          "the root element is {"
              + reader.getNamespaceURI()
              + "}"
              + reader.getLocalName()
              + ", not {"
              + Control.NAMESPACE
              + "}"
              + ROOT);
    }
  }

  private static void readElement(
      XMLStreamReader reader, List<Control.Ack> acks, List<Control.Request> requests)
      throws ControlException {
    switch (reader.getLocalName()) {
      case "ack" -> {
        // RFC 8147 9.1.1: without the attribute the acknowledgement is about actions only.
        String received = reader.getAttributeValue(null, "received");
        acks.add(
            new Control.Ack(
                required(reader, "ref"), "true".equals(received) || "1".equals(received)));
      }
      case "request" ->
          requests.add(
              new Control.Request(
                  required(reader, "action"),
                  Optional.ofNullable(reader.getAttributeValue(null, "datatype"))));
      default -> {}
    }
  }

  private static String required(XMLStreamReader reader, String attribute) throws ControlException {
    String value = reader.getAttributeValue(null, attribute);
    if (value == null) {
      throw new ControlException("<" + reader.getLocalName() + "> has no '" + attribute + "'");
    }
    return value;
  }
}
