// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Sends REGISTER (RFC 3261 10.2): one Call-ID for each address of record, numbers counting up. */
final class Registrations {
  /** Addresses of record that one agent may register. */
  private static final int MAX_ADDRESSES = 64;

  private final Core core;
  private final Map<String, Series> series = new LinkedHashMap<>();

  Registrations(Core core) {
    this.core = core;
  }

  private static final class Series {
    final String callId;
    long sequenceNumber;

    Series(String callId) {
      this.callId = callId;
    }
  }

  void register(
      SipConnection connection,
      String registrarUri,
      String addressOfRecord,
      Duration expires,
      Consumer<SipUserAgent.SipResult> result) {
    if (!series.containsKey(addressOfRecord) && series.size() >= MAX_ADDRESSES) {
      throw new IllegalStateException(
          "more than " + MAX_ADDRESSES + " addresses of record; the last was " + addressOfRecord);
    }
    Series mine =
        series.computeIfAbsent(
            addressOfRecord, aor -> new Series(core.token() + "@" + Agent.host(connection)));
    mine.sequenceNumber++;
    long seconds = expires.toSeconds();
    SipMessage request =
        MessageDraft.request("REGISTER", registrarUri)
            .header(HeaderNames.VIA, core.newVia(connection))
            .header(HeaderNames.MAX_FORWARDS, Requests.MAX_FORWARDS)
            .header(HeaderNames.FROM, "<" + addressOfRecord + ">;tag=" + core.token())
            .header(HeaderNames.TO, "<" + addressOfRecord + ">")
            .header(HeaderNames.CALL_ID, mine.callId)
            .header(HeaderNames.CSEQ, mine.sequenceNumber + " REGISTER")
            .header(HeaderNames.CONTACT, core.contact(connection))
            .header("Expires", Long.toString(seconds))
            .header("User-Agent", core.settings().userAgent())
            .build();
    core.request(connection, request, new User(result));
  }

  /** What one learns whose connection was gone before anything was sent. */
  static SipUserAgent.SipResult lost(String reason) {
    return new SipUserAgent.SipResult(503, reason, LocalResponse.of("REGISTER", 503));
  }

  private record User(Consumer<SipUserAgent.SipResult> result) implements ClientTransaction.User {
    @Override
    public void responded(SipMessage response) {
      if (!response.isProvisional()) {
        result.accept(new SipUserAgent.SipResult(response.status(), response.reason(), response));
      }
    }

    @Override
    public void failed(int status, String reason) {
      result.accept(
          new SipUserAgent.SipResult(status, reason, LocalResponse.of("REGISTER", status)));
    }
  }
}
