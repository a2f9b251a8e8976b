// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message while it is written; {@link #build} adds Content-Length and makes the bytes. */
final class MessageDraft {
  private static final byte[] NO_BODY = new byte[0];

  private final SipMessage.StartLine start;
  private final List<SipHeader> headers = new ArrayList<>();
  private byte[] body = NO_BODY;

  private MessageDraft(SipMessage.StartLine start) {
    this.start = start;
  }

  static MessageDraft request(String method, String uri) {
    return new MessageDraft(SipMessage.StartLine.request(method, uri));
  }

  static MessageDraft response(int status, String reason) {
    return new MessageDraft(SipMessage.StartLine.response(status, reason));
  }

  MessageDraft header(String name, String value) {
    headers.add(new SipHeader(name, value));
    return this;
  }

  MessageDraft headers(String name, List<String> values) {
    values.forEach(value -> header(name, value));
    return this;
  }

  MessageDraft headers(Map<String, String> more) {
    more.forEach(this::header);
    return this;
  }

  MessageDraft body(String contentType, byte[] content) {
    if (content.length > 0) {
      header(HeaderNames.CONTENT_TYPE, contentType);
      body = content.clone();
    }
    return this;
  }

  /**
   * @throws IllegalArgumentException when something that was given makes no message
   */
  SipMessage build() {
    header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    StringBuilder head = new StringBuilder(start.toString()).append("\r\n");
    headers.forEach(
        each -> head.append(each.name()).append(": ").append(each.value()).append("\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    raw.writeBytes(body);
    if (raw.size() > SipFramer.MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message of " + raw.size() + " bytes; " + SipFramer.MAX_MESSAGE_BYTES + " are allowed");
    }
    try {
      return new SipMessage(start, new SipHeaders(headers), body, raw.toByteArray());
    } catch (SipFormatException e) {
      throw new IllegalArgumentException("this makes no SIP message: " + e.getMessage(), e);
    }
  }
}
