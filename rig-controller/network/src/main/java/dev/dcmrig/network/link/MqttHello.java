// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What somebody says who wants to be taken for a client (MQTT 3.1.1, 3.1): CONNECT with its
 * identifier, and a PINGREQ to know when it was heard.
 */
final class MqttHello {
  private static final int KEEP_ALIVE_SECONDS = 60;

  private MqttHello() {}

  static byte[] connectAndPing(String identifier) {
    byte[] name = identifier.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x10);
    out.write(10 + 2 + name.length);
    out.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 0, 0, KEEP_ALIVE_SECONDS});
    out.write(0);
    out.write(name.length);
    out.writeBytes(name);
    out.writeBytes(new byte[] {(byte) 0xC0, 0});
    return out.toByteArray();
  }
}
