// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a multipart body.
 *
 * @param headers in their order; looked up without case by {@link #header}
 * @param body its bytes, decoded
 */
public record MimePart(Map<String, String> headers, byte[] body) {

  public MimePart {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    body = body.clone();
  }

  /** A part with a content type and nothing else. */
  public static MimePart of(String contentType, byte[] body) {
    return new MimePart(Map.of("Content-Type", contentType), body);
  }

  /** This part with one more header, behind the others. */
  public MimePart with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new MimePart(more, body);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Content-Type with parameters; {@code text/plain} when there is none (RFC 2045 5.2). */
  public String contentType() {
    return header("Content-Type").orElse("text/plain");
  }

  /** Whether its content type is the one given, parameters and case aside. */
  public boolean is(String type) {
    try {
      return ContentType.parse(contentType()).is(type);
    } catch (MimeException e) {
      return false;
    }
  }

  /** Content-ID without its angle brackets, as a {@code cid:} URL and {@code ref} name it. */
  public Optional<String> contentId() {
    return header("Content-ID")
        .map(id -> id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id);
  }

  /**
   * Whether a receiver that does not know this part may pass it over: {@code handling=optional}
   * (RFC 3204 5, RFC 3261 20.11; without it a part is required).
   */
  public boolean isOptional() {
    String value = header("Content-Disposition").orElse("");
    try {
      return !value.isEmpty()
          && ContentType.disposition(value)
              .parameter("handling")
              .filter("optional"::equalsIgnoreCase)
              .isPresent();
    } catch (MimeException e) {
      return false;
    }
  }
}
