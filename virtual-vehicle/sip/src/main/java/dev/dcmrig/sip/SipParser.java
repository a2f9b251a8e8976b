// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A framed message to {@link SipMessage}, strictly enough to trust what comes out. */
final class SipParser {
  /** More header fields in one message are refused. */
  static final int MAX_HEADERS = 128;

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Za-z0-9.!%*_+`'~-]+) (\\S+) (?i:SIP)/([0-9]+\\.[0-9]+)");
  private static final Pattern STATUS_LINE =
      Pattern.compile("(?i:SIP)/2\\.0 ([1-6][0-9]{2})(?: (.*))?");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");
  private static final int MAX_FORWARDS_LIMIT = 255;

  private SipParser() {}

  /**
   * @throws SipFormatException says what is wrong, and how a request is answered then
   */
  static SipMessage parse(SipFramer.Frame frame) throws SipFormatException {
    SipHeaders headers = headers(frame.head());
    SipMessage.StartLine start = startLine(firstLine(frame.head()));
    SipMessage message = new SipMessage(start, headers, frame.body(), frame.raw());
    for (String name : new String[] {HeaderNames.MAX_FORWARDS, HeaderNames.CONTENT_TYPE}) {
      if (headers.all(name).size() > 1) {
        throw new SipFormatException(400, "more than one " + name);
      }
    }
    String maxForwards = headers.first(HeaderNames.MAX_FORWARDS).orElse("70");
    // 1*DIGIT (RFC 3261 25.1): zeros in front are allowed, also in Via's and CSeq's numbers.
    if (!maxForwards.matches("0*[0-9]{1,3}")
        || Integer.parseInt(maxForwards) > MAX_FORWARDS_LIMIT) {
      throw new SipFormatException(400, "bad Max-Forwards: " + maxForwards);
    }
    for (String contact : headers.list(HeaderNames.CONTACT)) {
      if (!contact.equals("*")) {
        NameAddr.parse(HeaderNames.CONTACT, contact);
      }
    }
    if (frame.body().length > 0 && message.contentType().isEmpty()) {
      throw new SipFormatException(400, "a body without Content-Type");
    }
    return message;
  }

  static String firstLine(String head) {
    int end = head.indexOf("\r\n");
    return end < 0 ? head : head.substring(0, end);
  }

  /** Whether this first line is a request's, however wrong the rest of it is. */
  static boolean isRequestLine(String line) {
    return !line.regionMatches(true, 0, "SIP/", 0, 4);
  }

  private static SipMessage.StartLine startLine(String line) throws SipFormatException {
    Matcher status = STATUS_LINE.matcher(line);
    if (status.matches()) {
      return SipMessage.StartLine.response(
          Integer.parseInt(status.group(1)),
          status.group(2) == null ? "" : status.group(2).strip());
    }
    Matcher request = REQUEST_LINE.matcher(line);
    if (!request.matches()) {
      throw new SipFormatException(400, "bad first line");
    }
    if (!request.group(3).equals("2.0")) {
      throw new SipFormatException(505, "Version Not Supported");
    }
    if (!SipUris.isUri(request.group(2))) {
      throw new SipFormatException(400, "bad Request-URI");
    }
    if (SipUris.hasHeaders(request.group(2))) {
      throw new SipFormatException(400, "headers in the Request-URI (RFC 3261 19.1.1)");
    }
    return SipMessage.StartLine.request(request.group(1), request.group(2));
  }

  /** The header fields of a head, folded lines joined (RFC 3261 7.3.1). */
  static SipHeaders headers(String head) throws SipFormatException {
    List<SipHeader> fields = new ArrayList<>();
    String field = "";
    String[] lines = head.split("\r\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      boolean folded = line.startsWith(" ") || line.startsWith("\t");
      if (folded && !field.isEmpty()) {
        field = field + " " + line.strip();
      } else {
        add(fields, field);
        field = line;
      }
    }
    add(fields, field);
    return new SipHeaders(fields);
  }

  /** A quoted string may have NUL behind a backslash (RFC 3261 25.1), and nothing else may. */
  private static boolean hasBareNull(String value) {
    int at = value.indexOf('\0');
    while (at >= 0) {
      if (at == 0 || value.charAt(at - 1) != '\\') {
        return true;
      }
      at = value.indexOf('\0', at + 1);
    }
    return false;
  }

  private static void add(List<SipHeader> fields, String field) throws SipFormatException {
    if (field.isEmpty()) {
      return;
    }
    int colon = field.indexOf(':');
    String name = colon < 0 ? "" : field.substring(0, colon).strip();
    if (!TOKEN.matcher(name).matches()) {
      throw new SipFormatException(400, "bad header field");
    }
    String value = field.substring(colon + 1).strip();
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || hasBareNull(value)) {
      throw new SipFormatException(400, "bad character in " + name);
    }
    if (fields.size() == MAX_HEADERS) {
      throw new SipFormatException(400, "more than " + MAX_HEADERS + " header fields");
    }
    fields.add(new SipHeader(HeaderNames.canonical(name), value));
  }
}
