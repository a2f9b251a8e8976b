// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the agent does when it calls (RFC 3261 8.1, 9.1, 12.2.1, 13.2, 17.1). */
class UserAgentClientTest {
  private final RawPeer peer = new RawPeer();
  private static final String CONTACT = "Contact: <sip:centre@198.51.100.99:5070;transport=tcp>";

  @Test
  void anInviteWithoutAnyResponseFailsAfter64T1() {
    peer.place();
    peer.runMillis(31_999);
    assertEquals(List.of(), peer.log);
    peer.runMillis(1);
    assertEquals(List.of("failed 408"), peer.log);
    assertEquals(List.of("INVITE"), peer.kinds(), "a reliable transport repeats nothing");
    assertEquals(SipCall.State.ENDED, peer.call.state());
  }

  @Test
  void aProvisionalResponseStopsThatTimer() {
    peer.place();
    peer.respond(peer.sent.get(0), 100, "");
    peer.run(Duration.ofHours(1));
    assertEquals(List.of(), peer.log);
    assertEquals(SipCall.State.INVITING, peer.call.state());
  }

  @Test
  void ringingIsToldFor180And183Only() {
    peer.place();
    for (int status : new int[] {100, 180, 181, 182, 183}) {
      peer.respond(peer.sent.get(0), status, "peer");
    }
    assertEquals(List.of("ringing 180", "ringing 183"), peer.log);
    assertEquals(SipCall.State.RINGING, peer.call.state());
  }

  @Test
  void aRefusalIsAcknowledgedInItsTransaction() {
    peer.place();
    peer.respond(peer.sent.get(0), 503, "peer");
    String ack = peer.last();
    assertTrue(ack.startsWith("ACK urn:service:sos.ecall.automatic SIP/2.0\r\n"), ack);
    assertEquals(RawPeer.branch(peer.sent.get(0)), RawPeer.branch(ack));
    assertEquals("1 ACK", RawPeer.header(ack, "CSeq"));
    assertTrue(RawPeer.header(ack, "To").endsWith(";tag=peer"));
    assertEquals(List.of("failed 503"), peer.log);
  }

  @Test
  void everyClassOfRefusalFailsTheCall() {
    for (int status : new int[] {302, 404, 486, 500, 603}) {
      RawPeer each = new RawPeer();
      each.place();
      each.respond(each.sent.get(0), status, "peer");
      assertEquals(List.of("failed " + status), each.log);
      assertEquals(List.of("INVITE", "ACK"), each.kinds());
    }
  }

  @Test
  void anAnswerIsAcknowledgedInTheDialog() {
    peer.place();
    peer.respond(
        peer.sent.get(0),
        200,
        "peer",
        CONTACT,
        "Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>");
    String ack = peer.last();
    assertTrue(ack.startsWith("ACK sip:centre@198.51.100.99:5070;transport=tcp SIP/2.0\r\n"), ack);
    assertNotEquals(RawPeer.branch(peer.sent.get(0)), RawPeer.branch(ack));
    assertTrue(
        ack.contains("Route: <sip:p1.example.com;lr>\r\nRoute: <sip:p2.example.com;lr>\r\n"), ack);
    assertEquals(List.of("connected"), peer.log);
  }

  @Test
  void aStrictRouterGetsItselfAsRequestUri() {
    peer.place();
    peer.respond(
        peer.sent.get(0), 200, "peer", CONTACT, "Record-Route: <sip:p2;lr>, <sip:p1.example.com>");
    String ack = peer.last();
    assertTrue(ack.startsWith("ACK sip:p1.example.com SIP/2.0\r\n"), ack);
    assertTrue(
        ack.contains(
            "Route: <sip:p2;lr>\r\nRoute: <sip:centre@198.51.100.99:5070;transport=tcp>\r\n"),
        ack);
  }

  @Test
  void aRepeatedAnswerIsAcknowledgedAgainAndToldOnce() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 200, "peer", CONTACT);
    peer.respond(invite, 200, "peer", CONTACT);
    assertEquals(List.of("INVITE", "ACK", "ACK"), peer.kinds());
    assertEquals(peer.sent.get(1), peer.sent.get(2));
    assertEquals(List.of("connected"), peer.log);
  }

  @Test
  void aSecondAnswerOfAForkIsAcknowledgedAndEnded() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 200, "peer", CONTACT);
    peer.respond(invite, 200, "fork", "Contact: <sip:other@192.0.2.9>");
    assertEquals(List.of("INVITE", "ACK", "ACK", "BYE"), peer.kinds());
    assertTrue(peer.last().startsWith("BYE sip:other@192.0.2.9 SIP/2.0"), peer.last());
    assertTrue(RawPeer.header(peer.last(), "To").endsWith(";tag=fork"));
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void aCancelWaitsForAProvisionalResponse() {
    peer.place().end();
    peer.runMillis(5_000);
    assertEquals(List.of("INVITE"), peer.kinds());
    String invite = peer.sent.get(0);
    peer.respond(invite, 100, "");
    assertEquals(List.of("INVITE", "CANCEL"), peer.kinds());
    String cancel = peer.last();
    assertEquals(RawPeer.branch(invite), RawPeer.branch(cancel));
    assertEquals("1 CANCEL", RawPeer.header(cancel, "CSeq"));
    assertEquals(RawPeer.header(invite, "To"), RawPeer.header(cancel, "To"));
    peer.respond(cancel, 200, "peer");
    peer.respond(invite, 487, "peer");
    assertEquals(List.of("INVITE", "CANCEL", "ACK"), peer.kinds());
    assertEquals(List.of(), peer.log, "what this side did itself is not told");
  }

  @Test
  void anAnswerThatCrossesTheCancelIsAcknowledgedAndEnded() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 180, "peer");
    peer.call.end();
    peer.respond(invite, 200, "peer", CONTACT);
    assertEquals(List.of("INVITE", "CANCEL", "ACK", "BYE"), peer.kinds());
    assertEquals(List.of("ringing 180"), peer.log);
    assertEquals(SipCall.State.ENDED, peer.call.state());
  }

  @Test
  void aCancelledInviteThatIsNeverAnsweredIsGivenUp() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 180, "peer");
    peer.call.end();
    peer.respond(invite, 180, "peer");
    peer.runMillis(32_001);
    peer.respond(invite, 200, "peer", CONTACT);
    assertEquals(List.of("INVITE", "CANCEL"), peer.kinds());
    assertEquals(List.of("ringing 180"), peer.log);
  }

  @Test
  void responsesThatBelongToNothingAreDropped() {
    peer.place();
    String invite = peer.sent.get(0);
    String other = invite.replace(RawPeer.branch(invite), "z9hG4bKother");
    peer.respond(other, 200, "peer", CONTACT);
    peer.respond(invite, 200, "peer", CONTACT, "Via: SIP/2.0/TCP proxy;branch=z9hG4bKx");
    peer.respond(invite.replace("CSeq: 1 INVITE", "CSeq: 1 INFO"), 200, "peer", CONTACT);
    peer.respond(invite.replace("CSeq: 1 INVITE", "CSeq: ?"), 200, "peer", CONTACT);
    assertEquals(List.of("INVITE"), peer.kinds());
    assertEquals(List.of(), peer.log);
    assertFalse(peer.wire.closed);
  }

  @Test
  void aByeThatCrossesTheOwnIsAnswered() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 200, "peer", CONTACT);
    peer.call.end();
    peer.receive(peer.calleeRequest(invite, "BYE", 1, "z9hG4bK-glare"));
    assertEquals(List.of("INVITE", "ACK", "BYE", "200"), peer.kinds());
    peer.respond(peer.sent.get(2), 200, "peer");
    assertEquals(List.of("connected"), peer.log);
  }

  @Test
  void aByeAfterTheEndIsUnknown() {
    peer.place();
    String invite = peer.sent.get(0);
    peer.respond(invite, 200, "peer", CONTACT);
    peer.receive(peer.calleeRequest(invite, "BYE", 1, "z9hG4bK-1"));
    peer.receive(peer.calleeRequest(invite, "BYE", 2, "z9hG4bK-2"));
    assertEquals(List.of("INVITE", "ACK", "200", "481"), peer.kinds());
    assertEquals(List.of("connected", "ended REMOTE_BYE"), peer.log);
  }

  @Test
  void anInfoToADialogThatIsGoneEndsTheCall() {
    peer.connectOutgoing();
    peer.call.info(Map.of(), "text/plain", new byte[] {'x'});
    peer.respond(peer.sent.get(0), 481, "peer");
    assertEquals(List.of("INFO", "BYE"), peer.kinds());
    assertEquals(List.of("infoAnswered 481", "ended CONNECTION_LOST"), peer.log);
  }

  @Test
  void anInfoWithoutAnswerFailsAfter64T1AndEndsTheCall() {
    peer.connectOutgoing();
    peer.call.info(Map.of(), "text/plain", new byte[] {'x'});
    peer.runMillis(31_999);
    assertEquals(List.of(), peer.log);
    peer.runMillis(1);
    assertEquals(List.of("infoAnswered 408", "ended CONNECTION_LOST"), peer.log);
  }

  @Test
  void anInfoThatIsRefusedOtherwiseLeavesTheCall() {
    peer.connectOutgoing();
    peer.call.info(Map.of(), "text/plain", new byte[] {'x'});
    peer.respond(peer.sent.get(0), 100, "peer");
    peer.respond(peer.sent.get(0), 469, "peer");
    assertEquals(List.of("infoAnswered 469"), peer.log);
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void requestsInTheDialogCountUp() {
    peer.connectOutgoing();
    peer.call.info(Map.of("Info-Package", "x"), "text/plain", new byte[] {'x'});
    peer.call.info(Map.of(), "", new byte[0]);
    peer.call.end();
    assertEquals("2 INFO", RawPeer.header(peer.sent.get(0), "CSeq"));
    assertEquals("3 INFO", RawPeer.header(peer.sent.get(1), "CSeq"));
    assertEquals("4 BYE", RawPeer.header(peer.sent.get(2), "CSeq"));
    assertEquals("x", RawPeer.header(peer.sent.get(0), "Info-Package"));
    assertEquals("70", RawPeer.header(peer.sent.get(2), "Max-Forwards"));
  }

  @Test
  void anInfoAfterTheEndIsAnsweredLocally() {
    peer.connectOutgoing();
    peer.call.end();
    peer.call.info(Map.of(), "", new byte[0]);
    assertEquals(List.of(), peer.log);
    peer.runMillis(1);
    assertEquals(List.of("infoAnswered 481"), peer.log);
    assertEquals(List.of("BYE"), peer.kinds());
  }

  @Test
  void anInfoBeforeTheAnswerIsAMistake() {
    peer.place();
    assertThrows(IllegalStateException.class, () -> peer.call.info(Map.of(), "", new byte[0]));
    assertThrows(IllegalStateException.class, () -> peer.call.ring());
  }

  @Test
  void aLineEndInAHeaderIsAMistake() {
    peer.connectOutgoing();
    assertThrows(
        IllegalArgumentException.class,
        () -> peer.call.info(Map.of("X", "a\r\nEvil: b"), "", new byte[0]));
  }

  @Test
  void registrationsKeepTheirCallIdAndCountUp() {
    List<SipUserAgent.SipResult> results = new ArrayList<>();
    register(Duration.ofHours(1), results);
    register(Duration.ZERO, results);
    String first = peer.sent.get(0);
    String second = peer.sent.get(1);
    assertTrue(first.startsWith("REGISTER sip:assist.dcmrig.example SIP/2.0\r\n"), first);
    assertEquals("3600", RawPeer.header(first, "Expires"));
    assertEquals("0", RawPeer.header(second, "Expires"));
    assertEquals(RawPeer.header(first, "Call-ID"), RawPeer.header(second, "Call-ID"));
    assertEquals("1 REGISTER", RawPeer.header(first, "CSeq"));
    assertEquals("2 REGISTER", RawPeer.header(second, "CSeq"));
    peer.respond(second, 200, "x");
    peer.respond(second, 200, "x");
    assertEquals(List.of(200), results.stream().map(SipUserAgent.SipResult::status).toList());
    peer.runMillis(32_000);
    assertEquals(List.of(200, 408), results.stream().map(SipUserAgent.SipResult::status).toList());
  }

  private void register(Duration expires, List<SipUserAgent.SipResult> results) {
    peer.agent.register(
        peer.wire,
        "sip:assist.dcmrig.example",
        "sip:+61491570156@dcmrig.example",
        expires,
        results::add);
  }

  @Test
  void aCallOnAConnectionThatIsNotOpenFailsLater() {
    peer.agent.closed(peer.wire);
    peer.place();
    assertEquals(List.of(), peer.log);
    peer.runMillis(1);
    assertEquals(List.of("failed 503"), peer.log);
    List<SipUserAgent.SipResult> results = new ArrayList<>();
    register(Duration.ofHours(1), results);
    peer.runMillis(1);
    assertEquals(503, results.get(0).status());
  }

  @Test
  void callsAreBounded() {
    for (int i = 0; i < Core.MAX_CALLS; i++) {
      peer.place();
    }
    peer.place();
    peer.runMillis(1);
    assertEquals(Core.MAX_CALLS, peer.sent.size());
    assertEquals(List.of("failed 503"), peer.log);
    peer.runMillis(32_000);
    peer.sent.clear();
    peer.place();
    assertEquals(List.of("INVITE"), peer.kinds(), "timed out calls make room");
  }

  @Test
  void aConnectionThatBreaksFailsWhatItCarried() {
    peer.place();
    List<SipUserAgent.SipResult> results = new ArrayList<>();
    register(Duration.ofHours(1), results);
    peer.agent.closed(peer.wire);
    assertEquals(List.of("failed 503"), peer.log);
    assertEquals(503, results.get(0).status());
    peer.run(Duration.ofHours(1));
    assertEquals(List.of("failed 503"), peer.log);
  }

  @Test
  void aConnectionThatBreaksLosesTheCall() {
    peer.connectOutgoing();
    peer.call.info(Map.of(), "", new byte[0]);
    peer.agent.closed(peer.wire);
    peer.agent.closed(peer.wire);
    assertEquals(List.of("infoAnswered 503", "ended CONNECTION_LOST"), peer.log);
  }
}
