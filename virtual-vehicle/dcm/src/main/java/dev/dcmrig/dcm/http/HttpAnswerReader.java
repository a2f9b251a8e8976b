// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) from bytes that arrive in pieces. How they are cut never
 * changes what is read.
 */
final class HttpAnswerReader {
  /** Interim answers, status line and headers together. */
  static final int MAX_HEAD_BYTES = 16 * 1024;

  /** A longer body is none of this service. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  /** A line that gives the size of a chunk, or one of the trailer. */
  private static final int MAX_CHUNK_LINE_BYTES = 1024;

  private static final int MAX_TRAILER_LINES = 32;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9][0-9])( .*)?");
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,8}");

  private enum Step {
    HEAD,
    COUNTED_BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    BODY_TO_THE_END,
    DONE
  }

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Step step = Step.HEAD;
  private int headBytes;
  private int minor;
  private int status;
  private long missing;
  private int trailerLines;

  /**
   * Takes what has arrived.
   *
   * @return the answer, once it is whole
   * @throws MalformedAnswerException when it can't become one; the connection is of no use then
   */
  @Nullable HttpAnswer take(byte[] bytes) throws MalformedAnswerException {
    int at = 0;
    while (at < bytes.length && step != Step.DONE) {
      if (step == Step.COUNTED_BODY || step == Step.CHUNK || step == Step.BODY_TO_THE_END) {
        at += takeBody(bytes, at);
      } else {
        takeLine(bytes[at++]);
      }
    }
    return step == Step.DONE ? answer() : null;
  }

  /** The other side has properly ended the stream: a body without a length ends with it. */
  @Nullable HttpAnswer end() {
    return step == Step.BODY_TO_THE_END ? answer() : null;
  }

  private HttpAnswer answer() {
    return new HttpAnswer(minor, status, Map.copyOf(headers), body.toByteArray());
  }

  private int takeBody(byte[] bytes, int at) throws MalformedAnswerException {
    int count = bytes.length - at;
    if (step != Step.BODY_TO_THE_END) {
      count = (int) Math.min(count, missing);
      missing -= count;
    }
    if (body.size() + (long) count > MAX_BODY_BYTES) {
      throw new MalformedAnswerException("a body of more than " + MAX_BODY_BYTES + " bytes");
    }
    body.write(bytes, at, count);
    if (missing == 0 && step == Step.COUNTED_BODY) {
      step = Step.DONE;
    } else if (missing == 0 && step == Step.CHUNK) {
      step = Step.CHUNK_END;
    }
    return count;
  }

  private void takeLine(byte next) throws MalformedAnswerException {
    int limit = step == Step.HEAD ? MAX_HEAD_BYTES - headBytes : MAX_CHUNK_LINE_BYTES;
    if (line.size() >= limit) {
      throw new MalformedAnswerException("a line, or all of them, longer than " + limit + " bytes");
    }
    if (next != '\n') {
      line.write(next);
      return;
    }
    headBytes += line.size() + 1;
    String text = line.toString(StandardCharsets.ISO_8859_1);
    line.reset();
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    switch (step) {
      case HEAD -> takeHead(text);
      case CHUNK_SIZE -> takeChunkSize(text);
      case CHUNK_END -> {
        expect(text.isEmpty(), "a chunk is longer than it says");
        step = Step.CHUNK_SIZE;
      }
      default -> {
        trailerLines++;
        expect(trailerLines <= MAX_TRAILER_LINES, "more trailer lines than " + MAX_TRAILER_LINES);
        step = text.isEmpty() ? Step.DONE : Step.TRAILER;
      }
    }
  }

  private void takeHead(String text) throws MalformedAnswerException {
    if (status == 0) {
      var matcher = STATUS_LINE.matcher(text);
      expect(matcher.matches(), "the first line is no status line of HTTP/1.1");
      minor = Integer.parseInt(matcher.group(1));
      status = Integer.parseInt(matcher.group(2));
      // Nobody has asked for another protocol.
      expect(status != 101, "it switches protocols");
    } else if (!text.isEmpty()) {
      int colon = text.indexOf(':');
      expect(
          colon > 0 && HEADER_NAME.matcher(text.substring(0, colon)).matches(),
          "a line of the head is no header");
      headers.merge(
          text.substring(0, colon).toLowerCase(Locale.ROOT),
          text.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    } else if (status < 200) {
      // An interim answer stands before the one that counts (RFC 9110, 15.2).
      status = 0;
      headers.clear();
    } else {
      chooseBody();
    }
  }

  /** RFC 9112, 6.3. */
  private void chooseBody() throws MalformedAnswerException {
    String length = headers.get("content-length");
    String coding = headers.get("transfer-encoding");
    if (status == 204 || status == 304) {
      step = Step.DONE;
    } else if (coding != null) {
      expect(length == null, "both Content-Length and Transfer-Encoding");
      expect(coding.equalsIgnoreCase("chunked"), "a transfer coding other than chunked");
      step = Step.CHUNK_SIZE;
    } else if (length != null) {
      expect(LENGTH.matcher(length).matches(), "a Content-Length that is no number");
      missing = Long.parseLong(length);
      expect(missing <= MAX_BODY_BYTES, "a body of more than " + MAX_BODY_BYTES + " bytes");
      step = missing == 0 ? Step.DONE : Step.COUNTED_BODY;
    } else {
      step = Step.BODY_TO_THE_END;
    }
  }

  private void takeChunkSize(String text) throws MalformedAnswerException {
    String size = text.split(";", 2)[0].strip();
    expect(CHUNK_SIZE.matcher(size).matches(), "the size of a chunk is no number");
    missing = Long.parseLong(size, 16);
    step = missing == 0 ? Step.TRAILER : Step.CHUNK;
  }

  private static void expect(boolean holds, String otherwise) throws MalformedAnswerException {
    if (!holds) {
      throw new MalformedAnswerException(otherwise);
    }
  }
}
