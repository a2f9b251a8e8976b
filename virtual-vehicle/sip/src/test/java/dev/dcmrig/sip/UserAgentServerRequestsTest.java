// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests within a dialog and outside of one, as a user agent serves them. */
class UserAgentServerRequestsTest extends UserAgentServerFixture {
  @Test
  void anotherSendersTagIsAnotherDialog() {
    peer.invite();
    answer();
    String tag = peer.localTag();
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-2", tag));
    String[] bye = RawPeer.request("BYE", 2, "z9hG4bK-3", tag);
    bye[3] = bye[3].replace("tag=peer", "tag=stranger");
    peer.receive(bye);
    assertEquals(List.of("100", "200", "481"), peer.kinds());
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void requestsOutOfOrderAreRefused() {
    String tag = connected();
    peer.receive(RawPeer.request("INFO", 5, "z9hG4bK-5", tag));
    peer.receive(RawPeer.request("INFO", 4, "z9hG4bK-4", tag));
    peer.receive(RawPeer.request("INFO", 9, "z9hG4bK-9", tag));
    assertEquals(List.of("200", "500", "200"), peer.kinds());
    assertEquals(List.of("info", "info"), peer.log);
  }

  @Test
  void aRepeatedRequestIsAnsweredAgainAndToldOnce() {
    String tag = connected();
    peer.infoStatus = 469;
    peer.receive(RawPeer.request("INFO", 2, "z9hG4bK-5", tag));
    peer.receive(RawPeer.request("INFO", 2, "z9hG4bK-5", tag));
    assertEquals(List.of("469", "469"), peer.kinds());
    assertEquals(peer.sent.get(0), peer.sent.get(1));
    assertEquals(List.of("info"), peer.log);
  }

  @Test
  void aReinviteIsRefusedAndTheCallGoesOn() {
    String tag = connected();
    peer.receive(RawPeer.request("INVITE", 2, "z9hG4bK-5", tag));
    peer.receive(RawPeer.request("INVITE", 2, "z9hG4bK-5", tag));
    peer.receive(RawPeer.request("ACK", 2, "z9hG4bK-5", tag));
    assertEquals(List.of("488", "488"), peer.kinds());
    assertEquals(List.of(), peer.log);
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void aMethodThatIsNotServedInTheDialogIsRefusedWithWhatIs() {
    String tag = connected();
    peer.receive(RawPeer.request("UPDATE", 2, "z9hG4bK-3", tag));
    assertEquals(List.of("405"), peer.kinds());
    assertTrue(RawPeer.header(peer.last(), "Allow").contains("INVITE, ACK, CANCEL, BYE"));
    assertEquals(SipCall.State.CONNECTED, peer.call.state());
  }

  @Test
  void knownMethodsAre405AndUnknownOnes501() {
    peer.receive(RawPeer.request("SUBSCRIBE", 1, "z9hG4bK-1", ""));
    peer.receive(RawPeer.request("FOO", 1, "z9hG4bK-2", ""));
    assertEquals(List.of("405", "501"), peer.kinds());
    assertTrue(RawPeer.header(peer.last(), "Allow").contains("INVITE"));
  }

  @Test
  void extensionsThatAreRequiredAreRefusedByName() {
    peer.invite("Require: 100rel, foo", "Require: bar");
    assertEquals(List.of("420"), peer.kinds());
    assertEquals("100rel, foo, bar", RawPeer.header(peer.last(), "Unsupported"));
    assertEquals(List.of(), peer.log);
  }

  @Test
  void anEncodedBodyIsRefused() {
    peer.invite("Content-Encoding: gzip");
    assertEquals(List.of("415"), peer.kinds());
  }

  @Test
  void anUnknownSchemeIsRefused() {
    String[] invite = RawPeer.request("INVITE", 1, "z9hG4bK-1", "");
    invite[0] = "INVITE soap.beep://192.0.2.103:3002 SIP/2.0";
    peer.receive(invite);
    assertEquals(List.of("416"), peer.kinds());
  }

  @Test
  void optionsAreAnsweredInAndOutOfDialogs() {
    peer.receive(RawPeer.request("OPTIONS", 1, "z9hG4bK-1", "", "Max-Forwards: 0"));
    assertEquals(List.of("400"), peer.kinds(), "two Max-Forwards");
    String[] options = RawPeer.request("OPTIONS", 1, "z9hG4bK-1", "");
    options[2] = "Max-Forwards: 0";
    peer.receive(options);
    assertEquals(List.of("400", "200"), peer.kinds());
    assertTrue(RawPeer.header(peer.last(), "Allow").contains("INFO"));
    String tag = connected();
    peer.receive(RawPeer.request("OPTIONS", 2, "z9hG4bK-2", tag));
    assertEquals(List.of("200"), peer.kinds());
  }

  @Test
  void aRegistrationIsAnsweredWithItsBinding() {
    peer.receive(RawPeer.request("REGISTER", 1, "z9hG4bK-1", "", "Expires: 3600"));
    assertEquals(List.of("200"), peer.kinds());
    assertEquals(
        "<sip:a@10.64.0.2:5060;transport=tcp>;expires=3600",
        RawPeer.header(peer.last(), "Contact"));
    peer.receive(RawPeer.request("REGISTER", 2, "z9hG4bK-2", "", "Expires: 0"));
    assertEquals("", RawPeer.header(peer.last(), "Contact"));
    peer.registerStatus = 405;
    peer.receive(RawPeer.request("REGISTER", 3, "z9hG4bK-3", "", "Expires: 0"));
    assertEquals(List.of("200", "200", "405"), peer.kinds());
    assertTrue(peer.last().contains("\r\nAllow: "));
  }

  @Test
  void viaSaysWhereTheRequestReallyCameFrom() {
    peer.receive(RawPeer.request("OPTIONS", 1, "z9hG4bK-1;rport", ""));
    assertEquals(
        "SIP/2.0/TCP 10.64.0.2:5060;branch=z9hG4bK-1;rport=49152;received=10.64.0.2",
        RawPeer.header(peer.last(), "Via"));
    String[] other = RawPeer.request("OPTIONS", 1, "z9hG4bK-2", "");
    other[1] = "Via: SIP/2.0/TCP car.example;branch=z9hG4bK-2, SIP/2.0/TCP x;branch=z9hG4bK-3";
    peer.receive(other);
    assertTrue(
        peer.last()
            .contains(
                "\r\nVia: SIP/2.0/TCP car.example;branch=z9hG4bK-2;received=10.64.0.2\r\n"
                    + "Via: SIP/2.0/TCP x;branch=z9hG4bK-3\r\n"),
        peer.last());
  }

  @Test
  void aSenderOfBeforeTheMagicCookieIsUnderstood() {
    String[] invite = RawPeer.request("INVITE", 1, "1", "");
    peer.receive(invite);
    peer.receive(invite);
    assertEquals(List.of("100", "100"), peer.kinds());
    peer.call.reject(486, "Busy Here");
    peer.receive(RawPeer.request("ACK", 1, "1", peer.localTag()));
    assertEquals(List.of("incoming"), peer.log);
  }
}
