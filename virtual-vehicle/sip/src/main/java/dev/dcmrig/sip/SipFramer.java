// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into messages (RFC 3261 18.3): a head that ends with an empty line, then as many
 * bytes as Content-Length says. Empty lines between messages are passed over (7.5). Once the stream
 * can't be framed any more, {@link #problem()} says why and nothing more comes out.
 */
final class SipFramer {
  /** Longest message, head and body. */
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** Longest head. */
  static final int MAX_HEAD_BYTES = 16 * 1024;

  /** Longest first line. */
  private static final int MAX_START_LINE_BYTES = 2 * 1024;

  private static final Pattern VERSION = Pattern.compile("(?i)SIP/[0-9.]+");
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\r\n(?:Content-Length|l)[ \t]*:[ \t]*(?:\r\n[ \t]+)?([^\r\n]*)");

  private byte[] buffer = new byte[4 * 1024];
  private int length;
  private @Nullable String problem;

  /** The head that waits for its body, so that a body in small pieces isn't paid for by each. */
  private @Nullable Head pending;

  /** Up to here no head has ended. */
  private int searched = 3;

  private record Head(String text, int end, int contentLength) {}

  /** One message as it stood in the stream. */
  record Frame(String head, byte[] body, byte[] raw) {}

  void append(byte[] bytes) {
    if (problem != null) {
      return;
    }
    int needed = length + bytes.length;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
    }
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length = needed;
  }

  /** Why this stream can't be read any further. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** What has come and is no whole message. */
  byte[] rest() {
    return Arrays.copyOf(buffer, length);
  }

  /** The head that the problem was found in, if there is a whole one. */
  Optional<String> brokenHead() {
    int end = headEnd();
    return end < 0 ? Optional.empty() : Optional.of(text(end));
  }

  /** The next whole message, if there is one. */
  Optional<Frame> next() {
    if (problem != null) {
      return Optional.empty();
    }
    Head head = pending == null ? nextHead() : pending;
    pending = head;
    if (head == null || length < head.end() + head.contentLength()) {
      return Optional.empty();
    }
    pending = null;
    return Optional.of(take(head));
  }

  private @Nullable Head nextHead() {
    dropEmptyLines();
    if (!startsLikeSip()) {
      return null;
    }
    int end = headEnd();
    if (end < 0) {
      if (length > MAX_HEAD_BYTES) {
        problem = "no end of the headers within " + MAX_HEAD_BYTES + " bytes";
      }
      return null;
    }
    String head = text(end);
    int contentLength = contentLength(head);
    return problem == null ? new Head(head, end, contentLength) : null;
  }

  private Frame take(Head head) {
    int end = head.end() + head.contentLength();
    byte[] raw = Arrays.copyOf(buffer, end);
    byte[] body = Arrays.copyOfRange(buffer, head.end(), end);
    System.arraycopy(buffer, end, buffer, 0, length - end);
    length -= end;
    searched = 3;
    return new Frame(head.text(), body, raw);
  }

  private void dropEmptyLines() {
    int start = 0;
    while (start < length && (buffer[start] == '\r' || buffer[start] == '\n')) {
      start++;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, length - start);
      length -= start;
    }
  }

  private String text(int end) {
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }

  /** Looks at the first line as soon as it is there, so that garbage isn't waited for. */
  private boolean startsLikeSip() {
    int lineEnd = 0;
    while (lineEnd < length && buffer[lineEnd] != '\r' && buffer[lineEnd] != '\n') {
      lineEnd++;
    }
    if (lineEnd == length) {
      if (length > MAX_START_LINE_BYTES) {
        problem = "no line end within " + MAX_START_LINE_BYTES + " bytes";
      } else if (length > 0 && (buffer[0] <= ' ' || buffer[0] == 0x7F)) {
        problem = "byte " + (buffer[0] & 0xFF) + " begins no SIP message";
      }
      return false;
    }
    String line = text(lineEnd);
    if (!isStartLine(line)) {
      problem = "'" + printable(line) + "' is no first line of a SIP message";
      return false;
    }
    return true;
  }

  /** {@code SIP/2.0 200 OK} or {@code METHOD something SIP/2.0}; the parser looks closer. */
  private static boolean isStartLine(String line) {
    String[] words = line.stripTrailing().split(" ");
    return words.length >= 2
        && (VERSION.matcher(words[0]).matches()
            || VERSION.matcher(words[words.length - 1]).matches());
  }

  private static String printable(String line) {
    String cut = line.length() > 80 ? line.substring(0, 80) + "..." : line;
    return cut.replaceAll("[^ -~]", "?");
  }

  /** Index behind the empty line, or -1. */
  private int headEnd() {
    for (int i = searched; i < length; i++) {
      searched = i;
      if (buffer[i] == '\n'
          && buffer[i - 1] == '\r'
          && buffer[i - 2] == '\n'
          && buffer[i - 3] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(String head) {
    Matcher matcher = CONTENT_LENGTH.matcher(head);
    int value = -1;
    while (matcher.find()) {
      String digits = matcher.group(1).strip();
      if (!digits.matches("[0-9]{1,9}")) {
        problem = "Content-Length is '" + printable(digits) + "'";
        return 0;
      }
      int each = Integer.parseInt(digits);
      if (value >= 0 && value != each) {
        problem = "Content-Length is " + value + " and " + each;
        return 0;
      }
      value = each;
    }
    if (value < 0) {
      problem = "no Content-Length, which a stream needs";
      return 0;
    }
    if (head.length() + value > MAX_MESSAGE_BYTES) {
      problem = "a message of more than " + MAX_MESSAGE_BYTES + " bytes";
      return 0;
    }
    return value;
  }
}
