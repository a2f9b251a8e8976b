package dev.dcmrig.dcm.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One response of HTTP/1.1 (RFC 9112): Content-Length, chunked, without content, or up to the end
 * of the connection.
 *
 * @param status 100 to 599; interim responses (1xx) are skipped
 * @param headers names in lower case
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
  /** A longer answer is no answer of this service. */
  static final int MAX_BYTES = 64 * 1024;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final int SWITCHING_PROTOCOLS = 101;

  /** What could be made of the bytes so far. */
  enum State {
    INCOMPLETE,
    WHOLE,
    /** Not HTTP, or longer than {@link #MAX_BYTES}. */
    WRONG
  }

  /** Outcome of reading. */
  record Reading(State state, @Nullable HttpAnswer answer) {
    private static final Reading INCOMPLETE = new Reading(State.INCOMPLETE, null);
    private static final Reading WRONG = new Reading(State.WRONG, null);
  }

  /**
   * Reads from the beginning.
   *
   * @param ended whether the connection has ended, so that no more comes
   */
  static Reading read(byte[] bytes, boolean ended) {
    if (bytes.length > MAX_BYTES) {
      return Reading.WRONG;
    }
    int start = 0;
    int headEnd = indexOf(bytes, HEAD_END, start);
    while (headEnd >= 0) {
      String[] head =
          new String(bytes, start, headEnd - start, StandardCharsets.ISO_8859_1).split("\r\n", -1);
      int status = status(head[0]);
      start = headEnd + HEAD_END.length;
      if (status == 0 || status == SWITCHING_PROTOCOLS) {
        return Reading.WRONG;
      }
      if (status >= 200) {
        return body(status, headers(head), Arrays.copyOfRange(bytes, start, bytes.length), ended);
      }
      headEnd = indexOf(bytes, HEAD_END, start);
    }
    return Reading.INCOMPLETE;
  }

  private static Reading body(int status, Map<String, String> headers, byte[] rest, boolean ended) {
    String length = headers.getOrDefault("content-length", "");
    byte[] body = null;
    if (status == 204 || status == 304) {
      body = new byte[0];
    } else if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      body = dechunk(rest);
    } else if (length.matches("[0-9]{1,6}")) {
      int count = Integer.parseInt(length);
      body = rest.length >= count ? Arrays.copyOf(rest, count) : null;
    } else if (ended) {
      body = rest;
    }
    return body == null
        ? Reading.INCOMPLETE
        : new Reading(State.WHOLE, new HttpAnswer(status, headers, body));
  }

  private static int status(String line) {
    return line.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")
        ? Integer.parseInt(line.substring(9, 12))
        : 0;
  }

  private static Map<String, String> headers(String[] head) {
    Map<String, String> headers = new TreeMap<>();
    for (int index = 1; index < head.length; index++) {
      int colon = head[index].indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            head[index].substring(0, colon).toLowerCase(Locale.ROOT),
            head[index].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** The content, or null while chunks are missing (RFC 9112 7.1). */
  private static byte @Nullable [] dechunk(byte[] body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int at = 0;
    int lineEnd = indexOf(body, LINE_END, at);
    while (lineEnd >= 0) {
      String line = new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1);
      String size = line.split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,6}")) {
        return null;
      }
      int count = Integer.parseInt(size, 16);
      at = lineEnd + LINE_END.length;
      if (at + count + LINE_END.length > body.length) {
        return null;
      }
      if (count == 0) {
        return whole.toByteArray();
      }
      whole.write(body, at, count);
      at += count + LINE_END.length;
      lineEnd = indexOf(body, LINE_END, at);
    }
    return null;
  }

  private static int indexOf(byte[] bytes, byte[] pattern, int from) {
    for (int start = from; start + pattern.length <= bytes.length; start++) {
      int match = 0;
      while (match < pattern.length && bytes[start + match] == pattern[match]) {
        match++;
      }
      if (match == pattern.length) {
        return start;
      }
    }
    return -1;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the server will close the connection (RFC 9112 9.6). */
  boolean closes() {
    return header("connection").equalsIgnoreCase("close");
  }

  /** Whether it says that it is JSON. */
  boolean isJson() {
    return header("content-type").toLowerCase(Locale.ROOT).startsWith("application/json");
  }
}
