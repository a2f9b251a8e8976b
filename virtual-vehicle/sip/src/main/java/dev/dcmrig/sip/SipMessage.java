// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.List;
import java.util.Optional;

/** A message that keeps to the grammar; received or made here. */
final class SipMessage implements SipMessageView {
  static final String VERSION = "SIP/2.0";

  private final StartLine start;
  private final SipHeaders headers;
  private final byte[] body;
  private final byte[] raw;
  private final CSeq cseq;
  private final Via topVia;
  private final NameAddr from;
  private final NameAddr to;
  private final String callId;

  SipMessage(StartLine start, SipHeaders headers, byte[] body, byte[] raw)
      throws SipFormatException {
    this.start = start;
    this.headers = headers;
    this.body = body;
    this.raw = raw;
    List<String> vias = headers.list(HeaderNames.VIA);
    if (vias.isEmpty()) {
      throw new SipFormatException(400, "no Via");
    }
    this.topVia = Via.parse(vias.get(0));
    this.from = NameAddr.parse(HeaderNames.FROM, required(HeaderNames.FROM));
    this.to = NameAddr.parse(HeaderNames.TO, required(HeaderNames.TO));
    this.callId = required(HeaderNames.CALL_ID);
    this.cseq = CSeq.parse(required(HeaderNames.CSEQ));
    if (start.isRequest() && !cseq.method().equals(start.method())) {
      throw new SipFormatException(
          400, "CSeq says " + cseq.method() + ", the request is " + start.method());
    }
  }

  private String required(String name) throws SipFormatException {
    List<String> values = headers.all(name);
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw new SipFormatException(400, (values.isEmpty() ? "no " : "not exactly one ") + name);
    }
    return values.get(0);
  }

  /** The first line. */
  record StartLine(String method, String uri, int status, String reason) {
    static StartLine request(String method, String uri) {
      return new StartLine(method, uri, 0, "");
    }

    static StartLine response(int status, String reason) {
      return new StartLine("", "", status, reason);
    }

    boolean isRequest() {
      return status == 0;
    }

    @Override
    public String toString() {
      return isRequest()
          ? method + " " + uri + " " + VERSION
          : VERSION + " " + status + " " + reason;
    }
  }

  @Override
  public boolean isRequest() {
    return start.isRequest();
  }

  @Override
  public String method() {
    return cseq.method();
  }

  @Override
  public String requestUri() {
    return start.uri();
  }

  @Override
  public int status() {
    return start.status();
  }

  @Override
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  @Override
  public List<String> headers(String name) {
    return headers.all(name);
  }

  @Override
  public String contentType() {
    return headers.first(HeaderNames.CONTENT_TYPE).orElse("");
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public byte[] raw() {
    return raw.clone();
  }

  String reason() {
    return start.reason();
  }

  SipHeaders headers() {
    return headers;
  }

  CSeq cseq() {
    return cseq;
  }

  Via topVia() {
    return topVia;
  }

  String callId() {
    return callId;
  }

  NameAddr from() {
    return from;
  }

  NameAddr to() {
    return to;
  }

  /** Tag of From; empty text from a sender of before RFC 3261. */
  String fromTag() {
    return from.tag().orElse("");
  }

  /** Tag of To; empty text outside of a dialog. */
  String toTag() {
    return to.tag().orElse("");
  }

  boolean isMethod(String method) {
    return cseq.method().equals(method);
  }

  boolean isProvisional() {
    return status() >= 100 && status() < 200;
  }

  boolean isSuccess() {
    return status() >= 200 && status() < 300;
  }

  @Override
  public String toString() {
    return start.toString();
  }
}
