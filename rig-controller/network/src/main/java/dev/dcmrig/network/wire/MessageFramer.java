// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a byte stream of SIP (RFC 3261 18.3) or HTTP/1.1 (RFC 9112 6) into messages. What can't be
 * framed passes on as it is: the link carries bytes, it doesn't judge them.
 */
public final class MessageFramer {
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  /** A response without a length ends with its connection (RFC 9112 6.3). */
  private static final int UNTIL_THE_END = -1;

  private static final String LINE_END = "\r\n";
  private static final String RESPONSE = "HTTP/";

  private final Consumer<byte[]> messages;
  private byte[] pending = {};

  public MessageFramer(Consumer<byte[]> messages) {
    this.messages = messages;
  }

  /** The next bytes of the stream. */
  public void read(byte[] bytes) {
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + bytes.length);
    System.arraycopy(bytes, 0, pending, before, bytes.length);
    int length = messageLength();
    while (length > 0 && length <= pending.length) {
      messages.accept(Arrays.copyOf(pending, length));
      pending = Arrays.copyOfRange(pending, length, pending.length);
      length = messageLength();
    }
    if (pending.length > MAX_MESSAGE_BYTES) {
      flush();
    }
  }

  /** The stream has ended, or what is left makes no message: passes it on. */
  public void flush() {
    if (pending.length > 0) {
      byte[] rest = pending;
      pending = new byte[0];
      messages.accept(rest);
    }
  }

  /** Length of the first message; 0 while its header is not whole. */
  private int messageLength() {
    int start = 0;
    // Keep-alive line ends between SIP messages (RFC 5626 3.5.1) are messages of their own.
    while (start + 1 < pending.length && pending[start] == '\r' && pending[start + 1] == '\n') {
      start += 2;
    }
    if (start > 0) {
      return start;
    }
    int headEnd = headerEnd();
    if (headEnd < 0) {
      return 0;
    }
    String head = new String(pending, 0, headEnd, StandardCharsets.ISO_8859_1);
    int contentLength =
        head.regionMatches(true, 0, RESPONSE, 0, RESPONSE.length()) && !hasNoContent(head)
            ? UNTIL_THE_END
            : 0;
    for (int end = head.indexOf(LINE_END); end >= 0; end = head.indexOf(LINE_END, end + 2)) {
      int line = end + 2;
      if (starts(head, line, "transfer-encoding: chunked")) {
        return chunkedLength(headEnd + 4);
      }
      if (starts(head, line, "content-length:") || starts(head, line, "l:")) {
        contentLength = number(head, head.indexOf(':', line) + 1);
      }
    }
    if (contentLength == UNTIL_THE_END) {
      return 0;
    }
    return headEnd + 4 + contentLength;
  }

  private static boolean starts(String head, int at, String name) {
    return head.regionMatches(true, at, name, 0, name.length());
  }

  /** The number that a line ends with, of up to six digits; 0 when it is none. */
  private static int number(String head, int from) {
    int end = head.indexOf(LINE_END, from);
    String value = head.substring(from, end < 0 ? head.length() : end).strip();
    boolean digits = value.chars().allMatch(each -> each >= '0' && each <= '9');
    return digits && !value.isEmpty() && value.length() <= 6 ? Integer.parseInt(value) : 0;
  }

  /** Responses that never have content (RFC 9110 6.4.1): 1xx, 204 and 304. */
  private static boolean hasNoContent(String head) {
    int at = RESPONSE.length() + "1.1 ".length();
    return head.startsWith("1", at) || head.startsWith("204", at) || head.startsWith("304", at);
  }

  private int headerEnd() {
    for (int index = 0; index + 3 < pending.length; index++) {
      if (pending[index] == '\r'
          && pending[index + 1] == '\n'
          && pending[index + 2] == '\r'
          && pending[index + 3] == '\n') {
        return index;
      }
    }
    return -1;
  }

  private int chunkedLength(int bodyStart) {
    int at = bodyStart;
    while (true) {
      int lineEnd = at;
      while (lineEnd + 1 < pending.length
          && !(pending[lineEnd] == '\r' && pending[lineEnd + 1] == '\n')) {
        lineEnd++;
      }
      if (lineEnd + 1 >= pending.length) {
        return 0;
      }
      String size =
          new String(pending, at, lineEnd - at, StandardCharsets.ISO_8859_1).split(";", 2)[0];
      if (!size.strip().matches("[0-9A-Fa-f]{1,6}")) {
        return pending.length;
      }
      int count = Integer.parseInt(size.strip(), 16);
      at = lineEnd + 2 + count + 2;
      if (at > pending.length) {
        return 0;
      }
      if (count == 0) {
        return at;
      }
    }
  }
}
