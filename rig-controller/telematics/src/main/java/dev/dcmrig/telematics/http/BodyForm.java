// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields that a request's body may have, and of which type each is. A form refuses what nobody
 * may send (400); whether the values make sense is its route's to say.
 */
final class BodyForm {
  /** No text of this API is longer. */
  static final int MAX_TEXT = 256;

  /** A form without fields. */
  static final BodyForm EMPTY = new BodyForm();

  /** The type of a field. */
  enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    /** A whole number, 0 to 2^53-1: what every reader of JSON keeps exactly (RFC 8259, 6). */
    COUNT,
    /** A time in UTC (RFC 3339), as the interface writes times; one that the calendar has. */
    INSTANT,
    /** Degrees north, -90 to 90. */
    LATITUDE,
    /** Degrees east, -180 to 180. */
    LONGITUDE,
    /** Where a vehicle was: an object of the interface's section 2.4, or null. */
    POSITION
  }

  private record Field(Kind kind, boolean required, Pattern pattern) {}

  private static final Pattern INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final long MAX_COUNT = (1L << 53) - 1;

  private static final BodyForm POSITION =
      new BodyForm()
          .required("latitude", Kind.LATITUDE)
          .required("longitude", Kind.LONGITUDE)
          .required("fixTime", Kind.INSTANT)
          .required("fresh", Kind.FLAG);

  private final Map<String, Field> fields = new LinkedHashMap<>();

  BodyForm required(String name, Kind kind) {
    fields.put(name, new Field(kind, true, ANY));
    return this;
  }

  /** A text that has to match. */
  BodyForm required(String name, Pattern pattern) {
    fields.put(name, new Field(Kind.TEXT, true, pattern));
    return this;
  }

  BodyForm optional(String name, Kind kind) {
    fields.put(name, new Field(kind, false, ANY));
    return this;
  }

  BodyForm optional(String name, Pattern pattern) {
    fields.put(name, new Field(Kind.TEXT, false, pattern));
    return this;
  }

  /** Fields that a body may have. */
  Set<String> names() {
    return Set.copyOf(fields.keySet());
  }

  /** Fields that it must have. */
  Set<String> requiredNames() {
    return fields.entrySet().stream()
        .filter(entry -> entry.getValue().required)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What is wrong with a body.
   *
   * @param body an object; a missing node is one without fields
   * @return a reason, or empty
   */
  String refusalOf(JsonNode body) {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      if (!fields.containsKey(names.next())) {
        return "field-unknown";
      }
    }
    for (Map.Entry<String, Field> entry : fields.entrySet()) {
      JsonNode value = body.path(entry.getKey());
      String refusal = value.isMissingNode() ? "" : refusalOf(entry.getValue(), value);
      if (!refusal.isEmpty()) {
        return refusal;
      }
    }
    for (Map.Entry<String, Field> entry : fields.entrySet()) {
      if (entry.getValue().required && body.path(entry.getKey()).isMissingNode()) {
        return "field-missing";
      }
    }
    return "";
  }

  private static String refusalOf(Field field, JsonNode value) {
    boolean typed =
        switch (field.kind) {
          case TEXT, INSTANT -> value.isTextual();
          case FLAG -> value.isBoolean();
          case NUMBER, LATITUDE, LONGITUDE -> value.isNumber();
          case COUNT -> value.canConvertToLong() && value.isIntegralNumber();
          case POSITION -> value.isNull() || value.isObject();
        };
    if (!typed) {
      return "field-of-wrong-type";
    }
    return switch (field.kind) {
      case TEXT -> refusalOf(field.pattern, value.asText());
      case COUNT -> value.asLong() < 0 || value.asLong() > MAX_COUNT ? "field-invalid" : "";
      case INSTANT -> refusalOfInstant(value.asText());
      case LATITUDE -> Math.abs(value.asDouble()) > MAX_LATITUDE ? "field-invalid" : "";
      case LONGITUDE -> Math.abs(value.asDouble()) > MAX_LONGITUDE ? "field-invalid" : "";
      case POSITION -> value.isNull() ? "" : POSITION.refusalOf(value);
      default -> "";
    };
  }

  private static String refusalOfInstant(String text) {
    String refusal = refusalOf(INSTANT, text);
    if (!refusal.isEmpty()) {
      return refusal;
    }
    try {
      Instant.parse(text);
      return "";
    } catch (DateTimeParseException e) {
      return "field-invalid";
    }
  }

  private static String refusalOf(Pattern pattern, String text) {
    if (text.length() > MAX_TEXT) {
      return "field-too-long";
    }
    // A line break in a name or an address would end a header of a mail.
    return text.chars().anyMatch(Character::isISOControl) || !pattern.matcher(text).matches()
        ? "field-invalid"
        : "";
  }
}
