// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Several parts in one body (RFC 2046 5.1).
 *
 * <pre>
 *   --boundary CRLF
 *   Header: value CRLF
 *   CRLF
 *   bytes of the part
 *   CRLF --boundary CRLF
 *   ...
 *   CRLF --boundary-- CRLF
 * </pre>
 *
 * Parts are written as they are (8-bit clean). Read are they by {@link PartReader}: a part that
 * comes as base64 or quoted-printable is decoded, and parts inside of parts stand in their place.
 *
 * @param parts at least one
 */
public record Multipart(List<MimePart> parts) {
  /** More parts than this are refused. */
  public static final int MAX_PARTS = 32;

  /** More headers than this in one part are refused. */
  public static final int MAX_PART_HEADERS = 32;

  /** Longest boundary (RFC 2046 5.1.1). */
  private static final int MAX_BOUNDARY = 70;

  private static final byte[] CRLF = {'\r', '\n'};

  public Multipart {
    parts = List.copyOf(parts);
  }

  /** Value of the Content-Type header that belongs to {@link #write}. */
  public static String contentType(String boundary) {
    return "multipart/mixed;boundary=\"" + boundary + "\"";
  }

  /** The first part of a content type. */
  public Optional<MimePart> part(String type) {
    return parts.stream().filter(part -> part.is(type)).findFirst();
  }

  /**
   * @param boundary 1 to 70 characters that occur in no part
   * @throws IllegalArgumentException when the boundary is bad or stands in a part
   */
  public byte[] write(String boundary) {
    if (!boundary.matches("[0-9A-Za-z'()+_,./:=?-]{1,70}")) {
      throw new IllegalArgumentException("'" + boundary + "' is no boundary (RFC 2046 5.1.1)");
    }
    byte[] delimiter = ascii("--" + boundary);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (MimePart part : parts) {
      byte[] body = part.body();
      if (ByteSearch.indexOf(body, delimiter, 0) >= 0) {
        throw new IllegalArgumentException(
            "the boundary '" + boundary + "' stands in a part; choose another");
      }
      out.writeBytes(delimiter);
      out.writeBytes(CRLF);
      part.headers().forEach((name, value) -> out.writeBytes(ascii(name + ": " + value + "\r\n")));
      out.writeBytes(CRLF);
      out.writeBytes(body);
      out.writeBytes(CRLF);
    }
    out.writeBytes(delimiter);
    out.writeBytes(ascii("--\r\n"));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The parts of a body. A body that is not multipart is one part of its own.
   *
   * @throws MimeException when the boundary is missing, or the body doesn't hold to it
   */
  public static Multipart parse(String contentType, byte[] body) throws MimeException {
    ContentType type = ContentType.parse(contentType);
    if (!type.isMultipart()) {
      return new Multipart(List.of(MimePart.of(contentType, body)));
    }
    String boundary =
        type.parameter("boundary")
            .filter(value -> !value.isEmpty())
            .orElseThrow(
                () -> new MimeException("the content type '" + contentType + "' has no boundary"));
    if (boundary.length() > MAX_BOUNDARY) {
      // Searching a long one in a body made for it would take long.
      throw new MimeException(
          "a boundary of " + boundary.length() + " characters; " + MAX_BOUNDARY + " are allowed");
    }
    return new Multipart(PartReader.read(contentType, body));
  }
}
