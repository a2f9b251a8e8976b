// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the agent does when it is called (RFC 3261 8.2, 9.2, 12.2.2, 13.3, 15.1.2, 17.2). */
class UserAgentServerTest extends UserAgentServerFixture {
  @Test
  void aCallIsTriedRungAndAnswered() {
    peer.invite("Record-Route: <sip:p1;lr>", "Record-Route: <sip:p2;lr>", "Timestamp: 54");
    String trying = peer.last();
    assertEquals("<sip:agent@example.com>", RawPeer.header(trying, "To"));
    assertEquals("54", RawPeer.header(trying, "Timestamp"));
    peer.call.ring();
    String ringing = peer.last();
    answer();
    String ok = peer.last();
    assertEquals(List.of("100", "180", "200"), peer.kinds());
    assertEquals(RawPeer.header(ringing, "To"), RawPeer.header(ok, "To"));
    for (String each : List.of(ringing, ok)) {
      assertTrue(
          each.contains("\r\nRecord-Route: <sip:p1;lr>\r\nRecord-Route: <sip:p2;lr>\r\n"), each);
      assertEquals("<sip:agent@198.51.100.10:5060;transport=tcp>", RawPeer.header(each, "Contact"));
      assertEquals("1 INVITE", RawPeer.header(each, "CSeq"));
    }
    assertEquals("1", RawPeer.header(ok, "X-Answer"));
    assertEquals(SipCall.State.RINGING, peer.call.state(), "until the ACK");
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", peer.localTag()));
    assertEquals(List.of("incoming", "connected"), peer.log);
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void aRepeatedInviteIsAnsweredAsBeforeAndToldOnce() {
    peer.invite();
    peer.invite();
    assertEquals(List.of("100", "100"), peer.kinds());
    peer.call.ring();
    peer.invite();
    answer();
    peer.invite();
    assertEquals(List.of("100", "100", "180", "180", "200", "200"), peer.kinds());
    assertEquals(peer.sent.get(4), peer.sent.get(5));
    assertEquals(List.of("incoming"), peer.log);
  }

  @Test
  void anAnswerIsRepeatedUntilTheAckComes() {
    peer.invite();
    answer();
    peer.sent.clear();
    long[] expectedMillis = {500, 1_500, 3_500, 7_500, 11_500};
    for (int i = 0; i < expectedMillis.length; i++) {
      peer.timeline.runUntil(Duration.ofMillis(expectedMillis[i]).toNanos() - 1);
      assertEquals(i, peer.sent.size());
      peer.timeline.runUntil(Duration.ofMillis(expectedMillis[i]).toNanos());
      assertEquals(i + 1, peer.sent.size());
    }
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", peer.localTag()));
    peer.run(Duration.ofHours(1));
    assertEquals(expectedMillis.length, peer.sent.size());
    assertEquals(List.of("incoming", "connected"), peer.log);
  }

  @Test
  void anAnswerWithoutAckEndsWithByeAfter64T1() {
    peer.invite();
    answer();
    peer.runMillis(31_999);
    assertFalse(peer.kinds().contains("BYE"));
    peer.runMillis(1);
    assertEquals("BYE", peer.kinds().get(peer.sent.size() - 1));
    assertTrue(peer.last().startsWith("BYE sip:a@10.64.0.2:5060;transport=tcp SIP/2.0"));
    assertEquals(List.of("incoming", "ended NO_ACK"), peer.log);
    peer.run(Duration.ofHours(1));
    assertEquals(1, peer.kinds().stream().filter("BYE"::equals).count());
  }

  @Test
  void anEndBeforeTheAckWaitsForIt() {
    peer.invite();
    answer();
    peer.call.end();
    assertEquals(List.of("100", "200"), peer.kinds());
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", peer.localTag()));
    assertEquals(List.of("100", "200", "BYE"), peer.kinds());
    assertEquals(List.of("incoming"), peer.log);
    peer.run(Duration.ofHours(1));
    assertEquals(List.of("100", "200", "BYE"), peer.kinds());
  }

  @Test
  void anEndBeforeAnAckThatNeverComesByesAfter64T1Silently() {
    peer.invite();
    answer();
    peer.call.end();
    peer.runMillis(32_000);
    assertEquals("BYE", peer.kinds().get(peer.sent.size() - 1));
    assertEquals(List.of("incoming"), peer.log);
  }

  @Test
  void anAckThatComesAfterTheTimeOutChangesNothing() {
    peer.invite();
    answer();
    String tag = peer.localTag();
    peer.call.end();
    peer.runMillis(32_000);
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", tag));
    assertEquals(1, peer.kinds().stream().filter("BYE"::equals).count());
    assertEquals(List.of("incoming"), peer.log);
  }

  @Test
  void aRefusalIsRepeatedForARepeatedInviteUntilItsAck() {
    peer.onIncoming = call -> call.reject(486, "Busy Here");
    peer.invite();
    peer.invite();
    assertEquals(List.of("100", "486", "486"), peer.kinds());
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-1", peer.localTag()));
    assertEquals(3, peer.sent.size());
    assertEquals(List.of("incoming"), peer.log);
    peer.run(Duration.ofHours(1));
    assertEquals(3, peer.sent.size());
  }

  @Test
  void aCancelEndsAnUnansweredCall() {
    peer.invite();
    peer.call.ring();
    String tag = peer.localTag();
    peer.receive(RawPeer.request("CANCEL", 1, "z9hG4bK-1", ""));
    assertEquals(List.of("100", "180", "200", "487"), peer.kinds());
    assertEquals("1 CANCEL", RawPeer.header(peer.sent.get(2), "CSeq"));
    assertTrue(RawPeer.header(peer.sent.get(2), "To").endsWith(";tag=" + tag));
    assertEquals("1 INVITE", RawPeer.header(peer.sent.get(3), "CSeq"));
    assertEquals(List.of("incoming", "ended REMOTE_CANCEL"), peer.log);
    answer();
    assertEquals(4, peer.sent.size(), "an answer that comes too late changes nothing");
    peer.receive(RawPeer.request("CANCEL", 1, "z9hG4bK-1", ""));
    assertEquals(List.of("incoming", "ended REMOTE_CANCEL"), peer.log);
  }

  @Test
  void aCancelAfterTheAnswerChangesNothing() {
    peer.invite();
    answer();
    String tag = peer.localTag();
    peer.receive(RawPeer.request("CANCEL", 1, "z9hG4bK-1", ""));
    assertEquals(List.of("100", "200", "200"), peer.kinds());
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", tag));
    assertEquals(List.of("incoming", "connected"), peer.log);
  }

  @Test
  void aCancelOfNothingIsUnknown() {
    peer.receive(RawPeer.request("CANCEL", 1, "z9hG4bK-9", ""));
    assertEquals(List.of("481"), peer.kinds());
  }

  @Test
  void anUnknownDialogIs481AndAnAckIsNeverAnswered() {
    peer.receive(RawPeer.request("BYE", 1, "z9hG4bK-1", "nobody"));
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-5", "nobody"));
    peer.receive(RawPeer.request("INVITE", 1, "z9hG4bK-3", "nobody"));
    assertEquals(List.of("481", "481"), peer.kinds());
  }

  @Test
  void aByeEndsTheCall() {
    String tag = connected();
    peer.receive(RawPeer.request("BYE", 2, "z9hG4bK-5", tag));
    peer.receive(RawPeer.request("BYE", 3, "z9hG4bK-6", tag));
    peer.receive(RawPeer.request("INFO", 4, "z9hG4bK-7", tag));
    assertEquals(List.of("200", "481", "481"), peer.kinds());
    assertEquals(List.of("ended REMOTE_BYE"), peer.log);
    peer.call.end();
    peer.call.reject(486, "late");
    peer.call.ring();
    assertEquals(3, peer.sent.size());
  }

  @Test
  void aByeBeforeTheAnswerEndsTheInviteToo() {
    peer.invite();
    peer.call.ring();
    String tag = peer.localTag();
    peer.receive(RawPeer.request("BYE", 2, "z9hG4bK-5", tag));
    assertEquals(List.of("100", "180", "200", "487"), peer.kinds());
    assertEquals(List.of("incoming", "ended REMOTE_BYE"), peer.log);
  }

  @Test
  void anInviteThatCameByTwoWaysIsMerged() {
    peer.invite();
    peer.receive(RawPeer.request("INVITE", 1, "z9hG4bK-other", ""));
    assertEquals(List.of("100", "482"), peer.kinds());
    answer();
    peer.receive(RawPeer.request("INVITE", 1, "z9hG4bK-third", ""));
    assertEquals(List.of("100", "482", "200", "482"), peer.kinds());
    assertEquals(List.of("incoming"), peer.log);
  }

  @Test
  void callsAreBounded() {
    for (int i = 0; i <= Core.MAX_CALLS; i++) {
      String[] invite = RawPeer.request("INVITE", 1, "z9hG4bK-" + i, "");
      invite[5] = "Call-ID: c" + i;
      peer.receive(invite);
    }
    assertEquals(Core.MAX_CALLS, peer.log.size());
    assertEquals("503", peer.kinds().get(peer.sent.size() - 1));
  }

  @Test
  void aRefusalThatIsNeverAcknowledgedIsForgottenAfter64T1() {
    peer.onIncoming = call -> call.reject(486, "Busy Here");
    peer.invite();
    peer.runMillis(31_999);
    peer.invite();
    assertEquals(List.of("incoming"), peer.log);
    peer.runMillis(1);
    peer.invite();
    assertEquals(List.of("incoming", "incoming"), peer.log);
  }

  @Test
  void transactionsAreBoundedAndMakeRoomAgain() {
    peer.onIncoming = call -> call.reject(486, "Busy Here");
    for (int i = 0; i <= Core.MAX_TRANSACTIONS; i++) {
      String[] invite = RawPeer.request("INVITE", 1, "z9hG4bK-" + i, "");
      invite[5] = "Call-ID: c" + i;
      peer.receive(invite);
    }
    assertEquals(Core.MAX_TRANSACTIONS, peer.log.size());
    assertEquals("503", peer.kinds().get(peer.sent.size() - 1));
    peer.runMillis(32_000);
    peer.invite();
    assertEquals(Core.MAX_TRANSACTIONS + 1, peer.log.size());
  }

  @Test
  void anInfoThatFindsNoDialogBeforeTheAckEndsTheCallOnce() {
    peer.invite();
    answer();
    peer.call.info(Map.of(), "", new byte[0]);
    peer.respond(peer.last(), 481, "");
    int sent = peer.sent.size();
    assertEquals("BYE", peer.kinds().get(sent - 1));
    peer.run(Duration.ofHours(1));
    assertEquals(sent, peer.sent.size());
    assertEquals(List.of("incoming", "infoAnswered 481", "ended CONNECTION_LOST"), peer.log);
  }

  @Test
  void aConnectionThatBreaksLosesTheCall() {
    peer.invite();
    peer.call.ring();
    peer.agent.closed(peer.wire);
    assertEquals(List.of("incoming", "ended CONNECTION_LOST"), peer.log);
    int sent = peer.sent.size();
    answer();
    peer.run(Duration.ofHours(1));
    assertEquals(sent, peer.sent.size());
  }

  @Test
  void mistakesOfTheApplicationAreNamed() {
    peer.invite();
    assertThrows(IllegalArgumentException.class, () -> peer.call.reject(200, "OK"));
    answer();
    assertThrows(IllegalStateException.class, () -> peer.call.ring());
    assertThrows(IllegalStateException.class, () -> peer.call.reject(486, "x"));
  }

  @Test
  void anEndBeforeTheAnswerIsARefusal() {
    peer.invite();
    peer.call.end();
    assertEquals(List.of("100", "480"), peer.kinds());
  }

  @Test
  void anInfoOfTheCalledGoesToTheContactOfTheCaller() {
    connected();
    peer.call.info(Map.of(), "text/plain", new byte[] {'x'});
    assertTrue(peer.last().startsWith("INFO sip:a@10.64.0.2:5060;transport=tcp SIP/2.0"));
    assertEquals("\"A, B\" <sip:a@example.com>;tag=peer", RawPeer.header(peer.last(), "To"));
    peer.respond(peer.last(), 200, "");
    assertEquals(List.of("infoAnswered 200"), peer.log);
  }
}
