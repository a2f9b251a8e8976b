// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in a stream (RFC 3261 7.5, 18.3) and the bounds of it. */
class FramingTest {
  private final RawPeer peer = new RawPeer();

  private static String options(int number, String... more) {
    return RawPeer.message(RawPeer.request("OPTIONS", number, "z9hG4bK-" + number, "", more));
  }

  private void assertGivenUp(String why) {
    assertEquals(1, peer.log.size(), peer.log.toString());
    assertTrue(peer.log.get(0).startsWith("malformed " + why), peer.log.get(0));
    assertTrue(peer.wire.closed);
  }

  @Test
  void aMessageMayComeByteByByte() {
    for (byte each : options(1, "", "body").getBytes(StandardCharsets.UTF_8)) {
      assertEquals(0, peer.sent.size());
      peer.agent.received(peer.wire, new byte[] {each});
    }
    assertEquals(List.of("400"), peer.kinds(), "a body needs a Content-Type");
  }

  @Test
  void messagesMayComeTogetherAndAcrossReads() {
    String both = options(1) + "\r\n\r\n" + options(2) + options(3);
    peer.receiveRaw(both.substring(0, both.length() - 7));
    assertEquals(List.of("200", "200"), peer.kinds());
    peer.receiveRaw(both.substring(both.length() - 7));
    assertEquals(List.of("200", "200", "200"), peer.kinds());
    assertEquals("3 OPTIONS", RawPeer.header(peer.last(), "CSeq"));
  }

  /** Only CRLF ends a line; to Java's regular expressions these end one, too. */
  @ParameterizedTest
  @ValueSource(ints = {0x85, 0x2028, 0x2029})
  void aLengthWithinAnotherHeaderIsNoLength(int separator) {
    String subject = "Subject: x" + Character.toString(separator) + "l: 7";
    peer.receiveRaw(options(1, subject) + options(2));
    assertEquals(List.of("200", "200"), peer.kinds(), peer.log.toString());
  }

  @Test
  void emptyLinesAreKeptAlive() {
    peer.receiveRaw("\r\n\r\n\r\n");
    peer.receiveRaw(options(1));
    assertEquals(List.of("200"), peer.kinds());
  }

  @Test
  void compactAndFoldedAndStrangelySpelledHeadersAreRead() {
    peer.receiveRaw(
        "OPTIONS sip:agent@198.51.100.10 SIP/2.0\r\n"
            + "v: SIP / 2.0 / TCP first.example.com: 4000;ttl=16\r\n"
            + "  ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1 (Acme server)\r\n"
            + "FROM    : I am A <sip:a@example.com>\r\n\t;tag=98asjd8\r\n"
            + "t:<sip:agent@example.com>\r\n"
            + "i  :    0ha0isndaksdj99sdfafnl3lk233412\r\n"
            + "cseq: 0009\r\n OPTIONS\r\n"
            + "L :  0\r\n"
            + "s:\r\n"
            + "NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n\r\n");
    assertEquals(List.of("200"), peer.kinds(), peer.log.toString());
    assertEquals("0ha0isndaksdj99sdfafnl3lk233412", RawPeer.header(peer.last(), "Call-ID"));
    assertEquals("9 OPTIONS", RawPeer.header(peer.last(), "CSeq"));
  }

  @Test
  void garbageClosesTheConnection() {
    peer.receiveRaw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assertGivenUp("'GET / HTTP/1.1' is no first line");
    assertEquals(List.of(), peer.sent);
    peer.receiveRaw(options(1));
    assertEquals(List.of(), peer.sent, "nothing is read any more");
  }

  @Test
  void binaryGarbageClosesTheConnectionAtOnce() {
    peer.agent.received(peer.wire, new byte[] {0x16, 0x03, 0x01, 0x02});
    assertGivenUp("byte 22 begins no SIP message");
  }

  @Test
  void aLineThatNeverEndsClosesTheConnection() {
    peer.receiveRaw("A".repeat(2 * 1024 + 1));
    assertGivenUp("no line end within 2048 bytes");
  }

  @Test
  void headersThatNeverEndCloseTheConnection() {
    String line = "X-Filler: " + "a".repeat(100) + "\r\n";
    peer.receiveRaw("OPTIONS sip:a@b SIP/2.0\r\n");
    for (int i = 0; i < 200 && !peer.wire.closed; i++) {
      peer.receiveRaw(line);
    }
    assertGivenUp("no end of the headers within 16384 bytes");
  }

  @Test
  void aMessageThatIsTooLongIsRefusedBeforeItComes() {
    peer.receiveRaw(options(1).replace("Content-Length: 0", "Content-Length: 65536"));
    assertGivenUp("a message of more than 65536 bytes");
    assertEquals(List.of("400"), peer.kinds());
  }

  @Test
  void theLongestMessageIsTaken() {
    String head =
        RawPeer.message(RawPeer.request("OPTIONS", 1, "z9hG4bK-1", "", "Content-Type: text/plain"));
    int room = SipFramer.MAX_MESSAGE_BYTES - head.length() - 4;
    peer.receiveRaw(
        head.replace("Content-Length: 0", "Content-Length: " + room) + "x".repeat(room));
    assertEquals(List.of("200"), peer.kinds(), peer.log.toString());
  }

  @Test
  void contentLengthMustBeThereAndBeOneNumber() {
    for (String bad :
        new String[] {
          "", "Content-Length: -1\r\n", "l: 1 1\r\n", "l: 0\r\nContent-Length: 1\r\n"
        }) {
      RawPeer each = new RawPeer();
      each.receiveRaw(options(1).replace("Content-Length: 0\r\n", bad));
      assertTrue(each.wire.closed, bad);
      assertEquals(List.of("400"), each.kinds());
    }
  }

  @Test
  void tooManyHeadersAreRefused() {
    String[] more = new String[SipParser.MAX_HEADERS];
    java.util.Arrays.fill(more, "X: y");
    peer.receiveRaw(options(1, more));
    assertEquals(List.of(), peer.sent, "and not answered: there is no end to what it says");
    assertFalse(peer.wire.closed);
    peer.receiveRaw(options(2));
    assertEquals(List.of("200"), peer.kinds());
  }

  @Test
  void aStreamThatBreaksLosesItsCalls() {
    peer.connectIncoming();
    peer.receiveRaw("garbage garbage garbage\r\n");
    assertEquals("ended CONNECTION_LOST", peer.log.get(1));
    assertEquals(SipCall.State.ENDED, peer.call.state());
  }

  @Test
  void connectionsAreBounded() {
    for (int i = 1; i < Agent.MAX_CONNECTIONS; i++) {
      RawPeer.Wire more = peer.new Wire();
      peer.agent.connected(more);
      assertFalse(more.closed);
    }
    RawPeer.Wire tooMany = peer.new Wire();
    peer.agent.connected(tooMany);
    assertTrue(tooMany.closed);
  }
}
