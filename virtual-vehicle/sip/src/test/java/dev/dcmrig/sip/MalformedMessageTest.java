// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages that are wrong in the ways RFC 4475 tells of: those that can be answered are, the others
 * are dropped, and the connection and the agent go on.
 */
class MalformedMessageTest {
  private final RawPeer peer = new RawPeer();

  private static String valid() {
    return RawPeer.message(RawPeer.request("INVITE", 1, "z9hG4bK-1", ""));
  }

  private void assertStillAlive() {
    assertFalse(peer.wire.closed, peer.log.toString());
    peer.sent.clear();
    peer.receive(RawPeer.request("OPTIONS", 7, "z9hG4bK-alive", ""));
    assertEquals(List.of("200"), peer.kinds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What is replaced | by what | the status that it is answered with
        "CSeq: 1 INVITE | CSeq: 1 BYE | 400",
        "CSeq: 1 INVITE | CSeq: 36893488147419103232 INVITE | 400",
        "CSeq: 1 INVITE | CSeq: 2147483648 INVITE | 400",
        "CSeq: 1 INVITE | CSeq: one INVITE | 400",
        "CSeq: 1 INVITE | CSeq: 1 | 400",
        "CSeq: 1 INVITE | CSeq: 1 INVITE~CSeq: 2 INVITE | 400",
        "Via: SIP/2.0/TCP 10.64.0.2:5060 | Via: SIP/2.0/TCP | 400",
        "Via: SIP/2.0/TCP 10.64.0.2:5060 | Via: 10.64.0.2:5060 | 400",
        "Via: SIP/2.0/TCP 10.64.0.2:5060 | Via: SIP/7.0/TCP 10.64.0.2:5060 | 400",
        "Max-Forwards: 70 | Max-Forwards: 256 | 400",
        "Max-Forwards: 70 | Max-Forwards: many | 400",
        "Max-Forwards: 70 | Max-Forwards | 400",
        "From: \"A, B\" <sip:a@example.com> | From: \"A, B <sip:a@example.com> | 400",
        "From: \"A, B\" <sip:a@example.com> | From: <sip:a@example.com | 400",
        "From: \"A, B\" <sip:a@example.com> | From: a@example.com | 400",
        "From: \"A, B\" <sip:a@example.com> | From: <sip:a@example.com>~From: <sip:b@example.com> |"
            + " 400",
        "To: <sip:agent@example.com> | To: <> | 400",
        "To: <sip:agent@example.com> | To: <sip:agent@example.com> what | 400",
        "To: <sip:agent@example.com> | To: <sip:agent@example.com>~t: <sip:b@example.com> | 400",
        "Call-ID: c1@peer | Call-ID: c1@peer~i: c2@peer | 400",
        "Call-ID: c1@peer | Call-ID: | 400",
        "Contact: <sip:a@10.64.0.2:5060;transport=tcp> | X-Nothing: here | 400",
        "Contact: <sip:a@10.64.0.2:5060;transport=tcp> | Contact: <sip:a | 400",
        "Contact: <sip:a@10.64.0.2:5060;transport=tcp> | Bad Header: x | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE sip:agent@198.51.100.10 SIP/7.0 | 505",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE <sip:agent@198.51.100.10> SIP/2.0 | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE sip:agent@198.51.100.10  SIP/2.0 | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE  sip:agent@198.51.100.10 SIP/2.0 | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE sip:agent@198.51.100.10; lr SIP/2.0 | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE name SIP/2.0 | 400",
        "INVITE sip:agent@198.51.100.10 SIP/2.0 | INVITE nobodyKnowsThis:abc SIP/2.0 | 416",
      })
  void aRequestThatIsWrongAndCanBeAnsweredIs(String what, String by, int status) {
    String message = valid();
    String broken = message.replace(what, by.replace("~", "\r\n"));
    assertFalse(broken.equals(message), "the message has no '" + what + "'");
    peer.receiveRaw(broken);
    assertEquals(List.of(Integer.toString(status)), peer.kinds());
    assertTrue(RawPeer.header(peer.last(), "To").contains(";tag="), peer.last());
    assertEquals(List.of(), peer.log);
    assertStillAlive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Via: | X-Via:",
        "From: | X-From:",
        "To: | X-To:",
        "Call-ID: | X-Id:",
        "CSeq: | X-Seq:"
      })
  void aRequestWithoutWhatAnAnswerNeedsIsDropped(String what, String by) {
    peer.receiveRaw(valid().replace(what, by));
    assertEquals(List.of(), peer.sent);
    assertEquals(List.of(), peer.log);
    assertStillAlive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIP/2.0 4294967301 better not break the receiver",
        "SIP/2.0 099 Under",
        "SIP/2.0 700 Over",
        "SIP/2.0 2xx OK",
        "SIP/3.0 200 OK",
        "SIP/2.0 200OK"
      })
  void aResponseWithAWrongFirstLineIsDropped(String line) {
    peer.place();
    String invite = peer.sent.get(0);
    String response =
        RawPeer.message(
            line,
            "Via: " + RawPeer.header(invite, "Via"),
            "From: " + RawPeer.header(invite, "From"),
            "To: " + RawPeer.header(invite, "To") + ";tag=x",
            "Call-ID: " + RawPeer.header(invite, "Call-ID"),
            "CSeq: 1 INVITE",
            "Contact: <sip:x@y>");
    peer.receiveRaw(response);
    assertEquals(List.of("INVITE"), peer.kinds());
    assertEquals(List.of(), peer.log);
    assertStillAlive();
    assertEquals(SipCall.State.INVITING, peer.call.state());
  }

  @Test
  void anAckThatIsWrongIsDropped() {
    String ack = RawPeer.message(RawPeer.request("ACK", 1, "z9hG4bK-1", "x"));
    peer.receiveRaw(ack.replace("CSeq: 1 ACK", "CSeq: x"));
    assertEquals(List.of(), peer.sent);
    assertStillAlive();
  }

  @Test
  void theAnswerToAStrangeRequestCopiesItsLinesAndNoMore() {
    peer.receiveRaw(valid().replace("CSeq: 1 INVITE", "CSeq: 1\u00e9\u0007 INVITE"));
    assertEquals("1\u00e9\u0007 INVITE", RawPeer.header(peer.last(), "CSeq"));
    assertStillAlive();
  }

  @Test
  void valuesOfHeadersThatDontMatterMayBeAnything() {
    peer.invite(
        "Date: Fri, 01 Jan 2010 16:00:00 EST",
        "Warning: 1812 overture \"In Progress\"",
        "Accept: ",
        "Subject: \u2603 \"unbalanced",
        "X-Comma: a,,,b");
    assertEquals(List.of("100"), peer.kinds());
    assertEquals("\u2603 \"unbalanced", peer.invite.header("subject").orElseThrow());
    assertEquals("\u2603 \"unbalanced", peer.invite.header("s").orElseThrow());
  }

  @Test
  void urisWithEscapesAndParametersArePassedOnAsTheyCame() {
    String[] invite = RawPeer.request("INVITE", 1, "z9hG4bK-1", "");
    invite[0] = "INVITE sip:sips%3Auser%40example.com@example.net;unknownparam=%7E SIP/2.0";
    peer.receive(invite);
    assertEquals(
        "sip:sips%3Auser%40example.com@example.net;unknownparam=%7E", peer.invite.requestUri());
  }
}
