// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a multipart body at its delimiter lines; what stands before and behind them is ignored. */
final class PartCutter {
  private PartCutter() {}

  static List<byte[]> cut(byte[] body, String boundary) throws MimeException {
    byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
    List<byte[]> parts = new ArrayList<>();
    int line = nextDelimiter(body, delimiter, 0);
    if (line < 0) {
      throw new MimeException("the boundary '" + boundary + "' doesn't occur in the body");
    }
    while (!isClosing(body, line + delimiter.length)) {
      int start = ByteSearch.indexOf(body, new byte[] {'\r', '\n'}, line + delimiter.length) + 2;
      int next = nextDelimiter(body, delimiter, start);
      if (next < 0) {
        throw new MimeException("the body ends without '--" + boundary + "--': it was cut");
      }
      // The CRLF before a delimiter belongs to the delimiter; an empty part may have none.
      parts.add(Arrays.copyOfRange(body, start, Math.max(start, next - 2)));
      if (parts.size() > Multipart.MAX_PARTS) {
        throw new MimeException("more than " + Multipart.MAX_PARTS + " parts");
      }
      line = next;
    }
    if (parts.isEmpty()) {
      throw new MimeException("a multipart body without parts");
    }
    return parts;
  }

  /** The next delimiter that stands at the beginning of a line and ends its line. */
  private static int nextDelimiter(byte[] body, byte[] delimiter, int from) {
    int at = ByteSearch.indexOf(body, delimiter, from);
    while (at >= 0) {
      boolean startsLine = at == 0 || (at >= 2 && body[at - 2] == '\r' && body[at - 1] == '\n');
      if (startsLine && endsLine(body, at + delimiter.length)) {
        return at;
      }
      at = ByteSearch.indexOf(body, delimiter, at + 1);
    }
    return -1;
  }

  private static boolean endsLine(byte[] body, int at) {
    if (isClosing(body, at)) {
      return true;
    }
    int i = at;
    while (i < body.length && (body[i] == ' ' || body[i] == '\t')) {
      i++;
    }
    return i + 1 < body.length && body[i] == '\r' && body[i + 1] == '\n';
  }

  private static boolean isClosing(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }
}
