// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into socketcand's {@code < ... >}; what stands between them is skipped.
 */
final class SocketcandWords {

  /** socketcand itself allows twice as many, for a filter of 257 frames, which is not done here. */
  private static final int MAX_BYTES = 4096;

  private final StringBuilder element = new StringBuilder();
  private boolean inside;

  /**
   * Takes bytes.
   *
   * @param sink gets the words of each element
   * @throws IllegalArgumentException for an element without an end
   */
  void take(byte[] bytes, int length, Consumer<List<String>> sink) {
    for (char each : new String(bytes, 0, length, StandardCharsets.US_ASCII).toCharArray()) {
      if (each == '<') {
        inside = true;
        element.setLength(0);
      } else if (inside && each == '>') {
        inside = false;
        String text = element.toString().strip();
        sink.accept(text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1)));
      } else if (inside) {
        if (element.length() == MAX_BYTES) {
          throw new IllegalArgumentException("no '>' within " + MAX_BYTES + " bytes");
        }
        element.append(each);
      }
    }
  }
}
