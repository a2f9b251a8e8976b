// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document into maps, lists, texts, whole numbers, truth values and null.
 *
 * <p>What canonical JSON can't say is refused: fractions, numbers beyond 64 bits, half of a
 * surrogate pair. So is what two readers could take differently: a key that stands twice, anything
 * after the document. Memory is bounded by the bytes given, the stack by {@link #DEEPEST}.
 */
public final class JsonText {
  /** How deep objects and lists may lie in each other. Metadata needs 9. */
  public static final int DEEPEST = 32;

  /** Digits of a number; 2^63 has 19. */
  private static final int LONGEST_NUMBER = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonText() {}

  /**
   * The object that the bytes hold, as UTF-8.
   *
   * @param what names the document in errors, for instance {@code timestamp.json}
   * @throws MalformedJson if they don't hold exactly one object within the bounds
   */
  public static JsonObject object(String what, byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJson(what + ": a JSON object is wanted; check the file's start");
      }
      Map<String, @Nullable Object> fields = fields(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJson(what + ": there is more after the object's end; remove it");
      }
      return new JsonObject(what, fields);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new MalformedJson(what + ": " + firstLine(unreadable), unreadable);
    }
  }

  private static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = whole(parser.currentName());
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> elements(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default ->
          throw new IllegalArgumentException(
              "line "
                  + parser.currentLocation().getLineNr()
                  + ": canonical JSON has no fractions, but here is "
                  + parser.getText());
    };
  }

  /** Half of a surrogate pair has no UTF-8: two texts would get the same bytes. */
  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("a text has half of a surrogate pair");
      }
    }
    return text;
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
