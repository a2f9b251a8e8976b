// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Value of a Content-Type header (RFC 2045 5.1).
 *
 * @param type for instance {@code multipart/mixed}, as written; compared without case
 * @param parameters names in small letters, values without quotes, in their order
 */
public record ContentType(String type, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 16;

  public ContentType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * @throws MimeException when this is no {@code type/subtype} with parameters
   */
  public static ContentType parse(String value) throws MimeException {
    int end = ParameterScanner.endOfSegment(value, 0);
    String type = value.substring(0, end).strip();
    if (!type.matches("[A-Za-z0-9!#$&^_.+*'`|~%-]+/[A-Za-z0-9!#$&^_.+*'`|~%-]+")) {
      throw new MimeException("'" + value + "' is no content type: type/subtype expected");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    while (end < value.length()) {
      int start = end + 1;
      end = ParameterScanner.endOfSegment(value, start);
      String segment = value.substring(start, end);
      if (!segment.isBlank()) {
        ParameterScanner.put(parameters, segment);
      }
      if (parameters.size() > MAX_PARAMETERS) {
        throw new MimeException("a content type with more than " + MAX_PARAMETERS + " parameters");
      }
    }
    return new ContentType(type, parameters);
  }

  /** Whether this is the type given, parameters and case aside. */
  public boolean is(String otherType) {
    return type.equalsIgnoreCase(otherType);
  }

  public boolean isMultipart() {
    return type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }
}
