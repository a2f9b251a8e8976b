// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

/**
 * A second look at a chunked message (RFC 9112 7.1), once the codec has found its end. The codec
 * keeps a chunk's size in 32 bits and lets it run over: {@code 100000005} becomes 5 there, and a
 * server that counts further sees other messages in the same bytes.
 */
final class ChunkedBody {
  /** 2 to the power of 28 is more than any message here, leading zeros left out. */
  private static final int MAX_DIGITS = 7;

  private ChunkedBody() {}

  /**
   * Whether the chunks hold as many bytes as the codec has found, and end where the message does.
   *
   * @param raw the whole message
   * @param from where its chunks begin
   */
  static boolean agrees(byte[] raw, int from, int bodyLength) {
    int at = from;
    int sum = 0;
    while (at < raw.length) {
      int lineEnd = lineEnd(raw, at);
      int size = size(raw, at);
      if (lineEnd < 0 || size < 0) {
        return false;
      }
      at = lineEnd + 2;
      if (size == 0) {
        return sum == bodyLength && endsWithTrailers(raw, at);
      }
      sum += size;
      at += size + 2;
    }
    return false;
  }

  /** Trailer fields, each a line, and an empty line that is the message's last. */
  private static boolean endsWithTrailers(byte[] raw, int from) {
    int at = from;
    for (int end = lineEnd(raw, at); end >= 0; end = lineEnd(raw, at)) {
      if (end == at) {
        return end + 2 == raw.length;
      }
      at = end + 2;
    }
    return false;
  }

  private static int lineEnd(byte[] raw, int from) {
    for (int at = from; at + 1 < raw.length; at++) {
      if (raw[at] == '\r' && raw[at + 1] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The hexadecimal number at this place; -1 when there is none, or too large a one. */
  private static int size(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] == '0') {
      at++;
    }
    boolean zeros = at > from;
    int first = at;
    int value = 0;
    while (at < raw.length && Character.digit(raw[at], 16) >= 0 && at - first < MAX_DIGITS) {
      value = value * 16 + Character.digit(raw[at], 16);
      at++;
    }
    boolean more = at < raw.length && Character.digit(raw[at], 16) >= 0;
    return more || (at == first && !zeros) ? -1 : value;
  }
}
