// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One message of HTTP/1.1 without its framing (RFC 9112): whoever gets it sees the content, however
 * it was cut on the wire.
 *
 * @param startLine request line or status line, without its end
 * @param fields header fields in their order; those of a trailer section are not among them
 * @param body the content, decoded
 * @param raw the bytes that it came as
 */
public record HttpMessage(String startLine, List<Field> fields, byte[] body, byte[] raw) {
  private static final String LINE_END = "\r\n";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String CLOSE = "close";

  /** Fields that belong to one connection (RFC 9110 7.6.1); Connection may name more. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect");

  /** Fields that a message keeps, whatever its Connection says: without them it is another one. */
  private static final Set<String> ALWAYS_KEPT = Set.of("host", "content-length", "content-type");

  /** One header field. */
  public record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  public HttpMessage {
    fields = List.copyOf(fields);
  }

  /** A word of the start line, from 0; empty when there are fewer. */
  private String word(int index) {
    String[] words = startLine.split(" ", 3);
    return index < words.length ? words[index] : "";
  }

  public String method() {
    return word(0);
  }

  /** The request's target as it stands in its first line. */
  public String target() {
    return word(1);
  }

  /** An answer's status; 0 for a request. */
  public int status() {
    String digits = word(1);
    return digits.matches("[0-9]{3}") ? Integer.parseInt(digits) : 0;
  }

  /** First value of a field; empty without one. */
  public String field(String name) {
    for (Field field : fields) {
      if (field.is(name)) {
        return field.value();
      }
    }
    return "";
  }

  /** The members of a field that is a list (RFC 9110 5.6.1), in small letters. */
  public Set<String> list(String name) {
    Set<String> members = new TreeSet<>();
    for (Field field : fields) {
      if (field.is(name)) {
        for (String member : field.value().split(",")) {
          if (!member.isBlank()) {
            members.add(member.strip().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return members;
  }

  /** Whether its sender ends the connection after this exchange (RFC 9112 9.3). */
  public boolean closes() {
    Set<String> options = list("Connection");
    return options.contains(CLOSE)
        || (startLine.endsWith("HTTP/1.0") && !options.contains("keep-alive"));
  }

  /** Whether it came in chunks. */
  public boolean isChunked() {
    return !field("Transfer-Encoding").isEmpty();
  }

  /**
   * The message in the one framing that everybody reads alike: with a Content-Length. What came so
   * already stays as it came, byte for byte.
   */
  public byte[] plain() {
    if (!isChunked()) {
      return raw;
    }
    List<Field> kept = new ArrayList<>();
    for (Field field : fields) {
      if (!field.is("Transfer-Encoding") && !field.is("Trailer")) {
        kept.add(field);
      }
    }
    kept.add(new Field(CONTENT_LENGTH, Integer.toString(body.length)));
    return bytes(startLine, kept, body);
  }

  /**
   * The request as it goes on to the next server: without what was between the last two, framed by
   * Content-Length.
   *
   * @param own fields that come first; no others of their names are left
   * @param never names, in small letters, that only the link may use
   */
  public byte[] forwarded(List<Field> own, Set<String> never) {
    Set<String> left = new TreeSet<>(list("Connection"));
    left.removeAll(ALWAYS_KEPT);
    left.addAll(HOP_BY_HOP);
    left.addAll(never);
    List<Field> all = new ArrayList<>(own);
    boolean hasLength = false;
    for (Field field : fields) {
      if (field.is(CONTENT_LENGTH)) {
        hasLength = true;
      } else if (!left.contains(field.name().toLowerCase(Locale.ROOT))) {
        all.add(field);
      }
    }
    if (hasLength || body.length > 0 || isChunked()) {
      all.add(new Field(CONTENT_LENGTH, Integer.toString(body.length)));
    }
    return bytes(method() + " " + target() + " HTTP/1.1", all, body);
  }

  /**
   * Another message in place of this one, framed by Content-Length.
   *
   * @param newFields all of them; a length among them is left out
   */
  public byte[] changed(String newStartLine, List<Field> newFields, byte[] content) {
    List<Field> all = new ArrayList<>();
    for (Field field : newFields) {
      if (!field.is(CONTENT_LENGTH) && !field.is("Transfer-Encoding") && !field.is("Trailer")) {
        all.add(field);
      }
    }
    all.add(new Field(CONTENT_LENGTH, Integer.toString(content.length)));
    return bytes(newStartLine, all, content);
  }

  private static byte[] bytes(String startLine, List<Field> fields, byte[] body) {
    StringBuilder head = new StringBuilder(startLine).append(LINE_END);
    for (Field field : fields) {
      head.append(field.name()).append(": ").append(field.value()).append(LINE_END);
    }
    byte[] start = head.append(LINE_END).toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
