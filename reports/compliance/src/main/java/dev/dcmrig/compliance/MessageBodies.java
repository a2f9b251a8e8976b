// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.evidence.network.MessageParts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The bodies of SIP messages of a journal, part by part. */
final class MessageBodies {
  private MessageBodies() {}

  /**
   * A part each, as {@code type, text} or {@code type, hex, fields, faults}; none without a body.
   */
  static List<Object> of(JsonNode line) {
    return MessageParts.of(bytes(line));
  }

  private static byte[] bytes(JsonNode line) {
    if (!line.has("base64")) {
      return line.path("text").asText().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(line.path("base64").asText());
    } catch (IllegalArgumentException e) {
      // A journal that was edited: its own verification says so.
      return new byte[0];
    }
  }
}
