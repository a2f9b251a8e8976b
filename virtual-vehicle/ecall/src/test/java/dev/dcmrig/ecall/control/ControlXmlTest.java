// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ControlXmlTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final String OPEN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><EmergencyCallData.Control"
          + " xmlns=\"urn:ietf:params:xml:ns:EmergencyCallData:control\">";
  private static final String CLOSE = "</EmergencyCallData.Control>";

  @Test
  void anAcknowledgementIsReadAsRfc8147ShowsIt() throws ControlException {
    Control control =
        ControlXml.parse(
            bytes(
                OPEN + "<ack received=\"true\" ref=\"1234567890@atlanta.example.com\"/>" + CLOSE));
    assertTrue(control.acknowledges("1234567890@atlanta.example.com"));
    assertFalse(control.acknowledges("other"));
    assertFalse(control.asksForMsd());
  }

  @Test
  void aRequestIsReadAsRfc8147ShowsIt() throws ControlException {
    Control control =
        ControlXml.parse(
            bytes(OPEN + "<request action=\"send-data\" datatype=\"eCall.MSD\"/>" + CLOSE));
    assertTrue(control.asksForMsd());
  }

  @Test
  void anAcknowledgementThatDeniesIsNone() throws ControlException {
    Control control = ControlXml.parse(bytes(OPEN + "<ack received=\"false\" ref=\"a\"/>" + CLOSE));
    assertFalse(control.acknowledges("a"));
    assertEquals(1, control.acks().size());
  }

  @Test
  void capabilitiesAndOtherNameSpacesArePassedOver() throws ControlException {
    Control control =
        ControlXml.parse(
            bytes(
                OPEN
                    + "<capabilities><request action=\"send-data\"/></capabilities>"
                    + "<x:ack xmlns:x=\"urn:x\" ref=\"a\"/>"
                    + CLOSE));
    assertTrue(control.acks().isEmpty());
    assertTrue(control.requests().isEmpty());
  }

  @Test
  void whatIsWrittenIsReadAgain() throws ControlException {
    Control ack = Control.ack("a<b>&\"c\"@d", true);
    assertEquals(ack, ControlXml.parse(ControlXml.write(ack)));
    assertEquals(Control.requestMsd(), ControlXml.parse(ControlXml.write(Control.requestMsd())));
  }

  @Test
  void nothingOutsideOfTheDocumentIsEverRead() {
    for (String evil :
        new String[] {
          "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
          "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]>",
          "<!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\">"
        }) {
      assertThrows(
          ControlException.class,
          () ->
              ControlXml.parse(
                  bytes(
                      evil
                          + "<EmergencyCallData.Control"
                          + " xmlns=\"urn:ietf:params:xml:ns:EmergencyCallData:control\"><ack"
                          + " received=\"true\" ref=\"&x;\"/>"
                          + CLOSE)));
    }
  }

  @Test
  void brokenDocumentsAreNamed() {
    assertThrows(ControlException.class, () -> ControlXml.parse(new byte[0]));
    assertThrows(ControlException.class, () -> ControlXml.parse(bytes("<a/>")));
    assertThrows(ControlException.class, () -> ControlXml.parse(bytes(OPEN)));
    assertThrows(ControlException.class, () -> ControlXml.parse(bytes(OPEN + "<ack/>" + CLOSE)));
    assertThrows(
        ControlException.class,
        () -> ControlXml.parse(bytes(OPEN + "<a>".repeat(20) + "</a>".repeat(20) + CLOSE)));
    assertThrows(
        ControlException.class, () -> ControlXml.parse(new byte[ControlXml.MAX_BYTES + 1]));
  }

  @Property(seed = "8147", tries = 1000)
  void anyTextGivesADocumentOrAControlException(@ForAll String text) {
    for (String each : new String[] {text, OPEN + text + CLOSE}) {
      try {
        ControlXml.parse(bytes(each));
      } catch (ControlException e) {
        assertTrue(e.getMessage().length() > 0);
      }
    }
  }
}
