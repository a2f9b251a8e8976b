// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import java.util.Arrays;

/**
 * The bytes of a message as they come. It grows with what has come, not with what was announced:
 * whoever announces much and sends nothing costs little.
 */
final class MessageBuffer {
  private static final int FIRST_SIZE = 4096;
  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int length;
  private int received;

  void begin(int announced) {
    length = announced;
    received = 0;
    bytes = new byte[Math.min(announced, FIRST_SIZE)];
  }

  /** Takes what belongs to the message; the rest is padding. */
  void add(byte[] data) {
    int taken = Math.min(data.length, length - received);
    if (received + taken > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
    }
    System.arraycopy(data, 0, bytes, received, taken);
    received += taken;
  }

  int length() {
    return length;
  }

  int received() {
    return received;
  }

  boolean complete() {
    return received == length;
  }

  /** The whole message; the buffer keeps nothing. */
  byte[] take() {
    byte[] whole = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    clear();
    return whole;
  }

  void clear() {
    bytes = NONE;
    length = 0;
    received = 0;
  }

  /** Bytes that it holds memory for. */
  int capacity() {
    return bytes.length;
  }
}
