// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Messages that a kernel has sent, and messages made by hand for what it could not be made to. */
final class Captured {
  private Captured() {}

  static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The answer of that name in {@code links.hex}. */
  static NetlinkMessage message(String name) {
    Map<String, StringBuilder> all = new HashMap<>();
    StringBuilder current = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Captured.class.getResourceAsStream("/netlink/links.hex")),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("  ")) {
          current.append(line.strip());
        } else if (!line.startsWith("#")) {
          current = new StringBuilder();
          all.put(line, current);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer bytes = bytes(all.get(name).toString());
    return NetlinkMessage.split(bytes, bytes.capacity()).get(0);
  }

  static CanLink link(String name) {
    return CanLink.of(message(name).payload()).orElseThrow();
  }

  static byte[] numbers(int... u32) {
    ByteBuffer all = ByteBuffer.allocate(4 * u32.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int each : u32) {
      all.putInt(each);
    }
    return all.array();
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static byte[] attribute(int type, byte... value) {
    ByteBuffer all =
        ByteBuffer.allocate(Attributes.aligned(4 + value.length)).order(ByteOrder.LITTLE_ENDIAN);
    all.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    return all.array();
  }

  /** A controller with these attributes within IFLA_INFO_DATA. */
  static CanLink controller(byte[]... data) {
    byte[] info = join(attribute(1, (byte) 'c', (byte) 'a', (byte) 'n'), attribute(2, join(data)));
    byte[] all = join(numbers(280 << 16, 5, 1, 0), attribute(18, info));
    return CanLink.of(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)).orElseThrow();
  }
}
