// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

/**
 * A fixed transport address, {@code 10.64.0.2:5060}; a name without one gets 192.0.2.1
 * (TEST-NET-1).
 */
record Address(int ip, int port) {
  private static final int UNKNOWN = 0xC000_0201;

  static Address of(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
      String[] parts = (colon < 0 ? text : text.substring(0, colon)).split("\\.");
      int ip = 0;
      for (String part : parts) {
        ip = (ip << 8) | (Integer.parseInt(part) & 0xFF);
      }
      return new Address(parts.length == 4 ? ip : UNKNOWN, port & 0xFFFF);
    } catch (NumberFormatException e) {
      return new Address(UNKNOWN, 0);
    }
  }
}
