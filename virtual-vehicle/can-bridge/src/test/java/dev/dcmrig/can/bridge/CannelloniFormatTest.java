// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Byte by byte. The bytes were written by cannelloni's own encoder (revision a7776f8, run outside
 * of this project) from the same frames.
 */
class CannelloniFormatTest {
  private static final Map<String, Frame> FRAMES = new LinkedHashMap<>();

  static {
    put("0000012303101112", Frame.classic(0x123, bytes(0x10, 3)));
    put("000007ff00", Frame.classic(0x7FF));
    put("9234567808a0a1a2a3a4a5a6a7", Frame.extended(0x12345678, bytes(0xA0, 8)));
    put("800000010155", Frame.extended(1, (byte) 0x55));
    put("4000010004", Frame.of(0x100, Frame.REMOTE, 4, new byte[0]));
    put("000003218c01202122232425262728292a2b", Frame.fd(0x321, bytes(0x20, 12)));
    put("000003228000", Frame.of(0x322, Frame.FD, 0, new byte[0]));
    put(
        "9fffffffc003" + HexFormat.of().formatHex(bytes(0, 64)),
        Frame.of(0x1FFFFFFF, Frame.EXTENDED | Frame.FD | Frame.BRS | Frame.ESI, 64, bytes(0, 64)));
    put("0000032388028081828384858687", Frame.of(0x323, Frame.FD | Frame.ESI, 8, bytes(0x80, 8)));
    put("20000020080001020304050607", Frame.of(0x20, Frame.ERROR, 8, bytes(0, 8)));
  }

  private static void put(String hex, Frame frame) {
    FRAMES.put(hex, frame);
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    for (int index = 0; index < count; index++) {
      bytes[index] = (byte) (first + index);
    }
    return bytes;
  }

  private static ByteBuffer of(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @Test
  void eachFrameIsWrittenAsCannelloniWritesIt() {
    FRAMES.forEach(
        (hex, frame) -> {
          ByteBuffer buffer = ByteBuffer.allocate(CannelloniFormat.MAX_FRAME_BYTES);
          CannelloniFormat.put(buffer, frame);
          byte[] written = new byte[buffer.position()];
          buffer.flip().get(written);
          assertEquals(hex, HexFormat.of().formatHex(written));
          assertEquals(hex.length() / 2, CannelloniFormat.size(frame));
        });
  }

  @Test
  void eachFrameIsReadAndNothingBehindIt() {
    FRAMES.forEach(
        (hex, frame) -> {
          ByteBuffer buffer = of(hex + "00");
          assertEquals(frame, CannelloniFormat.take(buffer));
          assertEquals(1, buffer.remaining());
        });
  }

  @Test
  void aFrameThatIsNotAllThereYetStays() {
    FRAMES.forEach(
        (hex, frame) -> {
          for (int cut = 0; cut < hex.length(); cut += 2) {
            ByteBuffer buffer = of(hex.substring(0, cut));
            assertNull(CannelloniFormat.take(buffer), () -> frame + " cut off");
            assertEquals(0, buffer.position());
          }
        });
  }

  @Test
  void aDatagramIsThatOfCannelloni() {
    String packet = "0200fe000a" + String.join("", FRAMES.keySet());
    CannelloniFormat.Datagram read = CannelloniFormat.datagram(of(packet));
    assertEquals(0xFE, read.sequence());
    assertEquals(List.copyOf(FRAMES.values()), read.frames());

    ByteBuffer buffer = ByteBuffer.allocate(1472);
    CannelloniFormat.begin(buffer, 0xFE);
    FRAMES.values().forEach(frame -> CannelloniFormat.put(buffer, frame));
    CannelloniFormat.end(buffer, FRAMES.size());
    byte[] written = new byte[buffer.position()];
    buffer.flip().get(written);
    assertEquals(packet, HexFormat.of().formatHex(written));
  }

  @Test
  void whatMakesNoDatagramSaysWhy() {
    refused("0200", "a header has 5");
    refused("0100000000", "version 1");
    refused("0201000000", "op code 1");
    refused("0200000002" + "0000012303101112", "2 frames announced, 1 there");
    refused("0200000001" + "00000123031011", "1 frames announced, 0 there");
    refused("0200000001" + "00000123" + "09" + "00".repeat(9), "0 to 8");
    refused("0200000001" + "00000123" + "89" + "00" + "00".repeat(9), "0-8, 12");
    refused("0200000001" + "00000123" + "7f" + "00".repeat(127), "127 bytes");
    refused("0200000001" + "00000800" + "00", "does not fit in 11 bits");
    refused("0200000001" + "40000100" + "8000", "no remote frames");
    refused("02000000ff", "255 frames announced, 0 there");
  }

  private static void refused(String hex, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> CannelloniFormat.datagram(of(hex)), hex)
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  /** Seeded: whatever comes is either frames or a refusal, and nothing else is thrown. */
  @Test
  void noiseIsRefusedOrRead() {
    Random random = new Random(20261130);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      if (noise.length > 5) {
        noise[0] = 2;
        noise[1] = 0;
        noise[3] = 0;
        noise[4] = (byte) random.nextInt(3);
      }
      List<Frame> frames = new ArrayList<>();
      try {
        frames.addAll(CannelloniFormat.datagram(ByteBuffer.wrap(noise)).frames());
      } catch (IllegalArgumentException e) {
        continue;
      }
      read += frames.size();
    }
    assertTrue(read > 100, "some noise makes frames: " + read);
  }
}
