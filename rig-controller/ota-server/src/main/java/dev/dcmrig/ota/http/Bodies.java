// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON bodies: read strictly and within bounds. */
public final class Bodies {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_NUMBER_LENGTH = 30;
  private static final int MAX_TEXT = 8_192;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_TEXT)
                          .maxNameLength(MAX_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Bodies() {}

  /**
   * Reads an object or a list.
   *
   * @throws HttpProblem 400 for anything else
   */
  public static JsonNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node == null || !node.isContainerNode()) {
        throw new HttpProblem(400, "the body is no JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new HttpProblem(
          400, "the body is not the JSON that is meant: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new HttpProblem(400, "the body can't be read: " + e.getMessage());
    }
  }

  /** An empty object to be filled. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An answer with a JSON body. */
  public static Answer json(int status, JsonNode node) {
    try {
      return Answer.of(status, "application/json", MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can't be written", e);
    }
  }

  /** A text of an object. */
  public static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new HttpProblem(400, "'" + name + "' is missing, or no text");
    }
    return value.textValue();
  }

  /** A text of an object that may be missing. */
  public static String textOr(JsonNode object, String name, String otherwise) {
    return object.path(name).isMissingNode() || object.path(name).isNull()
        ? otherwise
        : text(object, name);
  }

  /** A whole number of an object, from {@code least} to {@code most}. */
  public static long number(JsonNode object, String name, long least, long most) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw new HttpProblem(
          400, "'" + name + "' is missing, or no whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  /** A whole number that may be missing. */
  public static long numberOr(JsonNode object, String name, long least, long most, long otherwise) {
    return object.path(name).isMissingNode() || object.path(name).isNull()
        ? otherwise
        : number(object, name, least, most);
  }

  /** Yes or no, which may be missing. */
  public static boolean flagOr(JsonNode object, String name, boolean otherwise) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new HttpProblem(400, "'" + name + "' is neither true nor false");
    }
    return value.booleanValue();
  }
}
