// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the link lets through of a request, and what it adds. */
class RequestHeadTest {
  private static final String LINE = "POST /v1/vehicles/VIN/positions HTTP/1.1\r\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static RequestHead head(String text) {
    RequestHead head = RequestHead.of(bytes(text));
    assertNotNull(head, text);
    return head;
  }

  private static String forService(String text, String fault) {
    return new String(head(text).forService("VIN1", "T", fault), StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatOnlyTheLinkMaySayComesFirstAndOnce() {
    assertEquals(
        LINE
            + "X-Dcm-Vin: VIN1\r\nX-Edge-Token: T\r\nHost: telematics\r\nContent-Length: 4\r\n\r\n"
            + "\r\n\u00e9\n",
        forService(
            LINE
                + "Host: telematics\r\nx-dcm-vin: VIN2\r\nX-EDGE-TOKEN: X\r\nConnection: close\r\n"
                + "X-Rig-Fault: STATUS_500\r\nContent-Length: 4\r\n\r\n\r\n\u00e9\n",
            ""));
  }

  @Test
  void aFaultIsNamedToTheMappings() {
    assertEquals(
        LINE + "X-Dcm-Vin: VIN1\r\nX-Edge-Token: T\r\nX-Rig-Fault: STATUS_503\r\n\r\n",
        forService(LINE + "\r\n", "STATUS_503"));
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "POST /v1/a HTTP/1.1\r\nA: b\nX-Dcm-Vin: VIN2\r\n\r\n",
        "POST /v1/a HTTP/1.1\r\nA: b\rX-Dcm-Vin: VIN2\r\n\r\n",
        "POST /v1/a HTTP/1.1\nX-Dcm-Vin: VIN2\r\n\r\n",
        "POST /v1/a HTTP/1.1\r\nA: b\r\r\n\r\n",
        "POST /v1/a HTTP/1.1\r\nA: b\r\n",
        ""
      })
  void aHeadThatServersReadInTwoWaysIsNone(String text) {
    assertNull(RequestHead.of(bytes(text)));
  }

  @Test
  void lineEndsBeforeARequestMeanNothing() {
    assertTrue(RequestHead.isLineEnds(bytes("\r\n\r\n")));
    assertFalse(RequestHead.isLineEnds(bytes("\r\nA")));
  }

  @Test
  void theExchangeIsTheLastPartOfThePath() {
    assertEquals(Exchange.POSITION, head(LINE + "\r\n").exchange());
    assertEquals(Exchange.ORDER, head("GET /v1/x/tracking-order HTTP/1.1\r\n\r\n").exchange());
    assertNull(head("GET /v1/x/else HTTP/1.1\r\n\r\n").exchange());
    assertNull(head("GET\r\nA: /v1/positions x\r\n\r\n").exchange());
  }

  @Test
  void closeIsAskedForInAHeader() {
    assertTrue(head(LINE + "Host: a\r\nconnection:  Close \r\n\r\n").closes());
    assertFalse(head(LINE + "Host: a\r\nconnection: keep-alive\r\n\r\n").closes());
    assertFalse(head(LINE + "\r\nconnection: close\r\n\r\n").closes());
  }
}
