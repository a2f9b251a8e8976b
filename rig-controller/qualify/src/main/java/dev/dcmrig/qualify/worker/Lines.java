// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The language between parent and worker: one JSON object a line. */
public final class Lines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  public static String of(Object message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of words and numbers can be written", e);
    }
  }

  /**
   * @throws IOException for a line that is not whole, or is another message
   */
  public static <T> T read(String line, Class<T> type) throws IOException {
    return JSON.readValue(line, type);
  }
}
