// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** What the service answers; a refusal says why in {@code {"reason":"..."}}. */
public record ApiAnswer(int status, @Nullable JsonNode body) {

  public static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body);
  }

  public static ApiAnswer created(JsonNode body) {
    return new ApiAnswer(201, body);
  }

  public static ApiAnswer done() {
    return new ApiAnswer(204, null);
  }

  /**
   * A refusal.
   *
   * @param reason fixed words with hyphens, for instance {@code subscription-inactive}
   */
  public static ApiAnswer refused(int status, String reason) {
    return new ApiAnswer(status, JsonNodeFactory.instance.objectNode().put("reason", reason));
  }
}
