// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages with what RFC 4475 tries parsers with, written anew: each valid one is taken, each
 * invalid one refused. What may be either there (a Date in another time zone) is not tried.
 */
class TortureTest {
  private final RawPeer peer = new RawPeer();

  private static String options(String... changes) {
    String message = RawPeer.message(RawPeer.request("OPTIONS", 1, "z9hG4bK-1", ""));
    for (String change : changes) {
      String[] parts = change.split(" => ", 2);
      assertTrue(message.contains(parts[0]), parts[0]);
      message = message.replace(parts[0], parts[1].replace("^", "\r\n"));
    }
    return message;
  }

  private void taken(String message) {
    peer.receiveRaw(message);
    assertEquals(List.of("200"), peer.kinds(), peer.sent.toString());
    assertFalse(peer.wire.closed, peer.log.toString());
  }

  /** 3.1.1.1: white space and folds wherever the grammar has them, and zeros before numbers. */
  @Test
  void aShortTortuousRequestIsTaken() {
    taken(
        "OPTIONS sip:agent@198.51.100.10;unknown=here SIP/2.0\r\n"
            + "TO :\r\n sip:agent@example.com ;   label =  x1\r\n"
            + "from   : \"A \\\\\\\"\"       <sip:a@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n"
            + "MaX-fOrWaRdS: 00000000070\r\n"
            + "Call-ID: odd.0ha0isndaksdj@192.0.2.1\r\n"
            + "Content-Length   : 0000\r\n"
            + "cseq: 00000000009\r\n  OPTIONS\r\n"
            + "Via  : SIP  /   2.0\r\n /TCP\r\n    192.0.2.2;branch=390skdjuw\r\n"
            + "s :\r\n"
            + "Something-New:   value\r\n continued\r\n"
            + "Something-Else: ;;,,;;,;\r\n"
            + "v:  SIP  / 2.0  / TCP     way.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
            + " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239\r\n"
            + "m:\"Quoted text \\\"\\\"\" <sip:a@example.com> ; newparam =\r\n      newvalue ;\r\n"
            + "  secondparam ; q = 0.33\r\n\r\n");
  }

  /** 3.1.1.2: each character that a token, a URI and a quoted string may have. */
  @Test
  void eachCharacterThatIsAllowedIsTaken() {
    taken(
        options(
            "sip:agent@198.51.100.10 =>"
                + " sip:1_odd.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(x)@example.com",
            "z9hG4bK-1 => z9hG4bK-.!%66*_+`'~",
            "c1@peer => word%ZK-!.*_+'@word`~)(><:\\/\"][?}{",
            "\"A, B\" => \"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f\"",
            "tag=peer => tag=_token~1'+`*%!-."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 3.1.1.3, 3.1.1.4, 3.1.1.9: escapes and strange user parts in URIs
        "sip:agent@198.51.100.10 => sip:sips%3Aagent%40example.com@example.net",
        "<sip:agent@example.com> => <sip:agent%00@example.com>",
        "<sip:a@10.64.0.2:5060;transport=tcp> =>"
            + " <sip:cal%6Cer@10.64.0.2;%6C%72;n%61me=v%61lue%25%34%31>",
        "sip:agent@198.51.100.10 => sip:agent;par=u%40example.net@example.com",
        // 3.1.1.6: no blank between name and address
        "\"A, B\" <sip:a@example.com> => caller<sip:a@example.com>",
        "\"A, B\" <sip:a@example.com> => One more %name%~ <sip:a@example.com>",
        // 3.1.1.7: long values
        "\"A, B\" => \"A name that is long, with commas; and more\"",
        // 3.1.1.10: other transports in the Via of somebody on the way
        "Max-Forwards: 70 => Max-Forwards: 70^Via: SIP/2.0/SCTP h3.example.com, SIP/2.0/UNKNOWN"
            + " h4.example.com",
        // Tokens compare without case (RFC 3261 7.3.1)
        "SIP/2.0 => sIp/2.0",
        "CSeq: 1 OPTIONS => cSeQ:1 OPTIONS",
        "Contact: <sip:a@10.64.0.2:5060;transport=tcp> => M: sip:a@10.64.0.2;EXPIRES=3",
        "Contact: <sip:a@10.64.0.2:5060;transport=tcp> => m: \"one, two\" <sip:a@10.64.0.2>,"
            + " <sip:b@10.64.0.3>;q=1.0",
        // 3.3: a Max-Forwards of zero is for who forwards; credentials nobody asked for
        "Max-Forwards: 70 => Max-Forwards: 0",
        "Max-Forwards: 70 => Max-Forwards: 70^Authorization: NoOneKnows opaque=\"x,y\"",
        "Max-Forwards: 70 => Max-Forwards: 70^Proxy-Require: nothing^Supported: timer, 100rel",
        "Content-Length: 0 => l:\t\t0\t",
        "Content-Length: 0 => CONTENT-LENGTH :^  0"
      })
  void aValidOneIsTaken(String change) {
    taken(options(change));
  }

  /** 3.1.1.5: an escape in a method's name does not make it another method. */
  @Test
  void anEscapedMethodIsAnotherMethod() {
    peer.receiveRaw(options("OPTIONS sip: => RE%47IST%45R sip:", "1 OPTIONS => 1 RE%47IST%45R"));
    assertEquals(List.of("501"), peer.kinds());
  }

  /** 3.1.1.12, 3.1.1.13: reasons in another language, and none. */
  @ParameterizedTest
  @ValueSource(
      strings = {"SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e", "SIP/2.0 200 "})
  void aReasonMayBeAnythingOrNothing(String line) {
    peer.place();
    String invite = peer.sent.get(0);
    peer.receive(
        line,
        "Via: " + RawPeer.header(invite, "Via"),
        "From: " + RawPeer.header(invite, "From"),
        "To: " + RawPeer.header(invite, "To") + ";tag=peer",
        "Call-ID: " + RawPeer.header(invite, "Call-ID"),
        "CSeq: 1 INVITE",
        "Contact: <sip:x@y>");
    assertEquals(List.of("connected"), peer.log);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 3.1.2.1: separators with nothing between
        "branch=z9hG4bK-1 | ;,;,, | 400",
        "<sip:a@10.64.0.2:5060;transport=tcp> | \"A\" <sip:a@example.com>;;;; | 400",
        // 3.1.2.4: numbers out of their ranges
        "CSeq: 1 | CSeq: 36893488147419103232 | 400",
        "Max-Forwards: 70 | Max-Forwards: 300 | 400",
        // 3.1.2.6, 3.1.2.7: quotes and brackets
        "<sip:agent@example.com> | \"Mr. J. User <sip:agent@example.com> | 400",
        "sip:agent@198.51.100.10 SIP | <sip:agent@198.51.100.10> SIP | 400",
        // 3.1.2.8 to 3.1.2.11: blanks and headers in the Request-URI
        "sip:agent@198.51.100.10 SIP | sip:agent@198.51.100.10; lr SIP | 400",
        "OPTIONS sip:agent@198.51.100.10 SIP/2.0 | OPTIONS  sip:agent@198.51.100.10  SIP/2.0 | 400",
        "198.51.100.10 SIP/2.0 | 198.51.100.10?Route=%3Csip:x.example.com%3E SIP/2.0 | 400",
        // 3.1.2.13: an address that needs brackets
        "<sip:a@10.64.0.2:5060;transport=tcp> | sip:a@10.64.0.2?Route=%3Csip:x%3E | 400",
        // 3.1.2.14, 3.1.2.15: blanks in the address, a name that is neither quoted nor words
        "<sip:agent@example.com> | \"Watson, T.\" < sip:agent@example.com > | 400",
        "\"A, B\" <sip:a@example.com> | Bell, Alexander <sip:a@example.com> | 400",
        // 3.1.2.16, 3.1.2.17: another version, another method
        "198.51.100.10 SIP/2.0 | 198.51.100.10 SIP/7.0 | 505",
        "CSeq: 1 OPTIONS | CSeq: 1 INVITE | 400",
        // 3.3: what is missing, not known or there too often
        "Max-Forwards: 70 | Require: nothingSupportsThis, nothingSupportsThisEither | 420",
        "sip:agent@198.51.100.10 SIP | name:agent SIP | 416",
        "sip:agent@198.51.100.10 SIP | soap.beep://192.0.2.103:3002 SIP | 416",
        "Call-ID: c1@peer | Call-ID: c1@peer^i: c2@peer | 400",
        "Max-Forwards: 70 | Max-Forwards: 70^Max-Forwards: 5 | 400",
        "From: \"A, B\" <sip:a@example.com> | From: <sip:a@example.com>;=x | 400"
      })
  void anInvalidOneIsRefused(String what, String by, int status) {
    peer.receiveRaw(options(what + " => " + by));
    assertEquals(List.of(String.valueOf(status)), peer.kinds(), peer.sent.toString());
    assertFalse(peer.wire.closed, peer.log.toString());
  }

  /** 3.1.2.3, 3.3.9: a length that frames nothing: the connection can't go on. */
  @ParameterizedTest
  @ValueSource(strings = {"-999", "1 2", "0^l: 7", "99999999999", "0x0"})
  void aLengthThatFramesNothingEndsTheConnection(String length) {
    peer.receiveRaw(options("Content-Length: 0 => Content-Length: " + length));
    assertEquals(List.of("400"), peer.kinds());
    assertTrue(peer.wire.closed);
  }

  /** 3.4.1: an INVITE of RFC 2543's time, without tag and branch. */
  @Test
  void anInviteOfAnOlderTimeIsTaken() {
    String invite = RawPeer.message(RawPeer.request("INVITE", 1, "z9hG4bK-1", ""));
    peer.receiveRaw(invite.replace(";tag=peer", "").replace(";branch=z9hG4bK-1", ""));
    assertEquals(List.of("100"), peer.kinds());
    assertEquals(List.of("incoming"), peer.log);
  }
}
