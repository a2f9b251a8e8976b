// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call from INVITE to BYE, from either end. */
class BasicCallTest {
  private final SipPair pair = new SipPair();
  private static final byte[] SDP = "v=0\r\n".getBytes(StandardCharsets.US_ASCII);

  private SipCall connect() {
    pair.centre.onIncoming = SipCall::ring;
    SipCall call = pair.callCentre();
    pair.settle();
    pair.centre.call.answer(Map.of(), "application/sdp", SDP);
    pair.settle();
    return call;
  }

  @Test
  void aCallRingsIsAnsweredAndAcknowledged() {
    SipCall call = connect();
    assertEquals(List.of("INVITE", "ACK"), pair.car.sentKinds());
    assertEquals(List.of("100", "180", "200"), pair.centre.sentKinds());
    assertEquals(List.of("ringing 180", "connected"), pair.car.events.log);
    assertEquals(List.of("connected"), pair.centre.events.log);
    assertEquals(SipCall.State.CONNECTED, call.state());
    assertEquals(SipCall.State.CONNECTED, pair.centre.call.state());
    assertEquals(call.id(), pair.centre.call.id());
  }

  @Test
  void theInviteCarriesWhatWasAsked() {
    connect();
    String invite = pair.car.sent.get(0);
    assertTrue(
        invite.startsWith("INVITE sip:+61800555911@assist.dcmrig.example;user=phone SIP/2.0\r\n"),
        invite);
    assertTrue(invite.contains("\r\nContact: <sip:car@10.64.0.2:5060;transport=tcp>\r\n"), invite);
    assertTrue(invite.contains("\r\nX-Test: 1\r\n"), invite);
    assertTrue(invite.contains(";branch=z9hG4bK"), invite);
    assertTrue(invite.endsWith("\r\nContent-Length: 5\r\n\r\nv=0\r\n"), invite);
    assertEquals("v=0\r\n", new String(pair.centre.lastInvite.body(), StandardCharsets.US_ASCII));
  }

  @Test
  void theCallerHangsUp() {
    SipCall call = connect();
    call.end();
    pair.settle();
    assertEquals(List.of("INVITE", "ACK", "BYE"), pair.car.sentKinds());
    assertEquals(List.of("100", "180", "200", "200"), pair.centre.sentKinds());
    assertEquals(List.of("connected", "ended REMOTE_BYE"), pair.centre.events.log);
    assertEquals(List.of("ringing 180", "connected"), pair.car.events.log);
    assertEquals(SipCall.State.ENDED, call.state());
  }

  @Test
  void theCalledHangsUp() {
    connect();
    pair.centre.call.end();
    pair.settle();
    assertEquals(List.of("INVITE", "ACK", "200"), pair.car.sentKinds());
    assertEquals(List.of("ringing 180", "connected", "ended REMOTE_BYE"), pair.car.events.log);
  }

  @Test
  void infoGoesBothWaysAndIsAnswered() {
    SipCall call = connect();
    call.info(
        Map.of("Info-Package", "EmergencyCallData.eCall.MSD"),
        "text/plain",
        "up".getBytes(StandardCharsets.US_ASCII));
    pair.settle();
    pair.car.events.infoStatus = 469;
    pair.centre.call.info(Map.of(), "text/plain", "down".getBytes(StandardCharsets.US_ASCII));
    pair.settle();
    assertEquals(List.of("connected", "info up", "infoAnswered 469"), pair.centre.events.log);
    assertEquals(
        List.of("ringing 180", "connected", "infoAnswered 200", "info down"), pair.car.events.log);
  }

  @Test
  void aRefusalIsAcknowledgedAndTold() {
    pair.centre.onIncoming = call -> call.reject(486, "Busy Here");
    SipCall call = pair.callCentre();
    pair.settle();
    assertEquals(List.of("INVITE", "ACK"), pair.car.sentKinds());
    assertEquals(List.of("100", "486"), pair.centre.sentKinds());
    assertEquals(List.of("failed 486"), pair.car.events.log);
    assertEquals(List.of(), pair.centre.events.log);
    assertEquals(SipCall.State.ENDED, call.state());
  }
}
