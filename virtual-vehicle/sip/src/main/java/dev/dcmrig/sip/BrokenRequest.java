// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a malformed request an answer can be made from, each line by itself. */
record BrokenRequest(List<String> vias, String from, String to, String callId, String cseq) {

  static Optional<BrokenRequest> of(String head) {
    String line = SipParser.firstLine(head);
    // An ACK is never answered (RFC 3261 17.1.1.3).
    if (!SipParser.isRequestLine(line) || line.startsWith("ACK ")) {
      return Optional.empty();
    }
    List<SipHeader> fields = new ArrayList<>();
    for (String each : head.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
      int colon = each.indexOf(':');
      String name = colon <= 0 ? "" : each.substring(0, colon).strip();
      String value = each.substring(colon + 1).strip();
      if (!name.isEmpty() && value.indexOf('\r') < 0 && value.indexOf('\n') < 0) {
        fields.add(new SipHeader(HeaderNames.canonical(name), value));
      }
      if (fields.size() > SipParser.MAX_HEADERS) {
        return Optional.empty();
      }
    }
    SipHeaders headers = new SipHeaders(fields);
    List<String> vias = headers.list(HeaderNames.VIA);
    Optional<String> from = headers.first(HeaderNames.FROM);
    Optional<String> to = headers.first(HeaderNames.TO);
    Optional<String> callId = headers.first(HeaderNames.CALL_ID);
    Optional<String> cseq = headers.first(HeaderNames.CSEQ);
    if (vias.isEmpty() || from.isEmpty() || to.isEmpty() || callId.isEmpty() || cseq.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new BrokenRequest(vias, from.get(), to.get(), callId.get(), cseq.get()));
  }

  /** The bytes of an answer; they copy what may itself be wrong, so no message is made of them. */
  byte[] answer(SipSettings settings, String tag, int status, String reason) {
    StringBuilder text = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
    vias.forEach(via -> text.append("Via: ").append(via).append("\r\n"));
    text.append("From: ").append(from).append("\r\n");
    text.append("To: ").append(to).append(to.contains("tag=") ? "" : ";tag=" + tag).append("\r\n");
    text.append("Call-ID: ").append(callId).append("\r\n");
    text.append("CSeq: ").append(cseq).append("\r\n");
    text.append("Server: ").append(settings.userAgent()).append("\r\n");
    text.append("Content-Length: 0\r\n\r\n");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
