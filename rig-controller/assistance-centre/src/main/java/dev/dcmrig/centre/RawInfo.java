// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.control.ControlXml;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sip.SipMessageView;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An INFO that no user agent would send: it asks for the MSD, under a number that is used up. */
final class RawInfo {
  private RawInfo() {}

  /**
   * The bytes of the request; empty when the messages of the call don't name the dialog.
   *
   * @param invite the DCM's INVITE
   * @param ack its ACK, by which the centre's tag is known
   * @param token for the branch, which is new
   * @param cseq the number
   */
  static Optional<byte[]> of(SipMessageView invite, SipMessageView ack, String token, int cseq) {
    Optional<String> contact = invite.header("Contact");
    Optional<String> callId = invite.header("Call-ID");
    Optional<String> mine = ack.header("To");
    Optional<String> theirs = ack.header("From");
    if (contact.isEmpty() || callId.isEmpty() || mine.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    String uri = contact.get().replaceFirst("^[^<]*<([^>]*)>.*$", "$1");
    String body = new String(ControlXml.write(Control.requestMsd()), StandardCharsets.UTF_8);
    String head =
        String.join(
            "\r\n",
            "INFO " + uri + " SIP/2.0",
            "Via: SIP/2.0/TCP " + NetworkMap.CENTRE_ADDRESS + ":5060;branch=z9hG4bK" + token,
            "Max-Forwards: 70",
            "From: " + mine.get(),
            "To: " + theirs.get(),
            "Call-ID: " + callId.get(),
            "CSeq: " + cseq + " INFO",
            "User-Agent: Centre",
            "Info-Package: " + InfoHandler.PACKAGE,
            "Content-Type: " + Control.CONTENT_TYPE,
            "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
            "",
            body);
    return Optional.of(head.getBytes(StandardCharsets.UTF_8));
  }
}
