// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

/** Requests that stand apart from a dialog's sequence: ACK of a refusal, and CANCEL. */
final class Requests {
  static final String MAX_FORWARDS = "70";

  private Requests() {}

  /** The ACK of a response of 300 to 699 (RFC 3261 17.1.1.3): same branch, the response's To. */
  static SipMessage ackOfRefusal(SipMessage invite, SipMessage response) {
    return like(invite, "ACK", response.headers().first(HeaderNames.TO).orElseThrow());
  }

  /** The CANCEL of an INVITE (RFC 3261 9.1). */
  static SipMessage cancel(SipMessage invite) {
    return like(invite, "CANCEL", invite.headers().first(HeaderNames.TO).orElseThrow());
  }

  private static SipMessage like(SipMessage invite, String method, String to) {
    return MessageDraft.request(method, invite.requestUri())
        .header(HeaderNames.VIA, invite.topVia().text())
        .header(HeaderNames.MAX_FORWARDS, MAX_FORWARDS)
        .headers(HeaderNames.ROUTE, invite.headers().all(HeaderNames.ROUTE))
        .header(HeaderNames.FROM, invite.headers().first(HeaderNames.FROM).orElseThrow())
        .header(HeaderNames.TO, to)
        .header(HeaderNames.CALL_ID, invite.callId())
        .header(HeaderNames.CSEQ, invite.cseq().number() + " " + method)
        .build();
  }
}
