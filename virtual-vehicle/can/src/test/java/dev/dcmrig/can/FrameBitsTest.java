// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.emulated.BitRates;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The length of frames, against published figures, against what another program counts, and against
 * a count written bit by bit.
 */
class FrameBitsTest {
  private static final int INTERMISSION = 3;

  @Test
  void aFrameOfEightBytesNeverLeavesThePublishedBounds() {
    SplittableRandom random = new SplittableRandom(20260601);
    for (int n = 0; n < 20_000; n++) {
      byte[] data = new byte[8];
      random.nextBytes(data);
      long bits = FrameBits.count(Frame.classic(random.nextInt(0x800), data)) + INTERMISSION;
      assertTrue(bits >= 111 && bits <= 135, "111 to 135 bits are possible, got " + bits);
    }
  }

  @Test
  void classicFramesHaveTheLengthOfTheBitByBitReference() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 20_000; n++) {
      boolean extended = random.nextBoolean();
      boolean remote = random.nextInt(8) == 0;
      byte[] data = new byte[random.nextInt(9)];
      if (random.nextInt(3) > 0) {
        random.nextBytes(data);
      }
      int id = random.nextInt(extended ? 1 << 29 : 1 << 11);
      Frame frame =
          Frame.of(
              id, (extended ? Frame.EXTENDED : 0) | (remote ? Frame.REMOTE : 0), data.length, data);
      assertEquals(ClassicReference.bits(frame), FrameBits.count(frame), frame::toString);
    }
  }

  /** What {@code canbusload -e} of Debian's can-utils 2020.11 counts, intermission included. */
  @ParameterizedTest
  @CsvSource({
    "555, 5555555555555555, 112",
    "078, 3C3C3C3C3C3C3C3C, 131",
    "000, 0000000000000000, 127",
    "7FF, FFFFFFFFFFFFFFFF, 126",
    "01F, 1F1F1F1F1F1F1F1F, 122",
    "123, R, 48",
    "7FF, '', 50",
    "000, '', 53",
    "100, 00, 58",
    "00000000, 0000000000000000, 150",
    "1FFFFFFF, FFFFFFFF, 112",
    "0F0F0F0F, 0F0F0F0F0F0F0F, 124",
    "18DB33F1, 02010C, 95",
    "0AAAAAAA, 55, 77",
    "050, 1101020304, 93"
  })
  void classicFramesHaveTheLengthThatAnotherProgramCounts(String id, String data, int bits) {
    boolean remote = data.equals("R");
    byte[] bytes = HexFormat.of().parseHex(remote ? "" : data);
    int flags = (id.length() == 8 ? Frame.EXTENDED : 0) | (remote ? Frame.REMOTE : 0);
    Frame frame = Frame.of(Integer.parseInt(id, 16), flags, bytes.length, bytes);
    assertEquals(bits, FrameBits.count(frame) + INTERMISSION);
  }

  @Test
  void fdFramesHaveTheLengthOfTheBitByBitReference() {
    SplittableRandom random = new SplittableRandom(11);
    int[] lengths = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};
    byte[] runs = {0, -1, 0x0F, (byte) 0xF0, 0x1F, (byte) 0xE0, 0x55};
    for (int n = 0; n < 20_000; n++) {
      boolean extended = random.nextBoolean();
      byte[] data = new byte[lengths[random.nextInt(lengths.length)]];
      for (int i = 0; i < data.length; i++) {
        data[i] = runs[random.nextInt(runs.length)];
      }
      int id = random.nextInt(4) == 0 ? 0 : random.nextInt(extended ? 1 << 29 : 1 << 11);
      int flags =
          Frame.FD
              | (extended ? Frame.EXTENDED : 0)
              | (random.nextBoolean() ? Frame.BRS : 0)
              | (random.nextBoolean() ? Frame.ESI : 0);
      Frame frame = Frame.of(id, flags, data.length, data);
      assertEquals(FdReference.bits(frame), FrameBits.count(frame), frame::toString);
    }
  }

  @Test
  void aFrameKeepsTheLengthThatItsContentHas() {
    SplittableRandom random = new SplittableRandom(13);
    for (int n = 0; n < 20_000; n++) {
      boolean fd = random.nextBoolean();
      byte[] data = new byte[fd ? Frame.fdLength(random.nextInt(16)) : random.nextInt(9)];
      random.nextBytes(data);
      int flags =
          (random.nextBoolean() ? Frame.EXTENDED : 0)
              | (fd ? Frame.FD | random.nextInt(4) * Frame.BRS : random.nextInt(2) * Frame.REMOTE);
      Frame frame = Frame.of(random.nextInt(1 << 11), flags, data.length, data);
      long counted = fd ? FdReference.bits(frame) : ClassicReference.bits(frame);
      assertEquals(counted, frame.wireBits(), frame::toString);
      assertEquals(counted, frame.wireBits(), () -> "asked again: " + frame);
      if (!frame.isRemote() && data.length > 0) {
        data[random.nextInt(data.length)] ^= (byte) 0xFF;
        Frame other = frame.withData(data);
        long otherwise = fd ? FdReference.bits(other) : ClassicReference.bits(other);
        assertEquals(otherwise, other.wireBits(), other::toString);
      }
    }
  }

  @Test
  void fdFramesOf64BytesLastAsPublished() {
    byte[] alternating = new byte[64];
    java.util.Arrays.fill(alternating, (byte) 0x55);
    // Without stuff bits: 333 microseconds with the intermission, 3,003 frames a second.
    long bits = FrameBits.count(Frame.fd(0x555, alternating));
    long nanos = BitRates.DEFAULT.nanos((bits & 0xFFFF_FFFFL) + INTERMISSION, bits >>> 32);
    assertEquals(3003, 1_000_000_000L / nanos);
  }

  /** The same for FD: what is sent at either rate, and a fixed stuff bit before every four bits. */
  private static final class FdReference {
    static long bits(Frame frame) {
      StringBuilder head = new StringBuilder("0");
      String brs = frame.isBrs() ? "1" : "0";
      if (frame.isExtended()) {
        String id = ClassicReference.binary(frame.id(), 29);
        head.append(id, 0, 11).append("11").append(id.substring(11)).append("010").append(brs);
      } else {
        head.append(ClassicReference.binary(frame.id(), 11)).append("0010").append(brs);
      }
      StringBuilder wire = new StringBuilder(head).append(frame.isEsi() ? "1" : "0");
      wire.append(ClassicReference.binary(frame.dlc(), 4));
      for (byte b : frame.data()) {
        wire.append(ClassicReference.binary(b & 0xFF, 8));
      }
      long slow = head.length() + 9;
      int crc = frame.length() <= 16 ? 17 : 21;
      long fast = wire.length() - head.length() + 4 + crc + (4 + crc + 3) / 4 + 1;
      char last = 'x';
      int run = 0;
      for (int index = 0; index < wire.length() - 1; index++) {
        char bit = wire.charAt(index);
        run = bit == last ? run + 1 : 1;
        last = bit;
        if (run == 5) {
          if (index >= head.length() - 1) {
            fast++;
          } else {
            slow++;
          }
          last = bit == '0' ? '1' : '0';
          run = 1;
        }
      }
      return frame.isBrs() ? fast << 32 | slow : fast + slow;
    }
  }

  /** ISO 11898-1 written down as a string of bits, slowly and apart from the fast count. */
  private static final class ClassicReference {
    static int bits(Frame frame) {
      StringBuilder wire = new StringBuilder("0");
      String rtr = frame.isRemote() ? "1" : "0";
      if (frame.isExtended()) {
        String id = binary(frame.id(), 29);
        wire.append(id, 0, 11).append("11").append(id.substring(11)).append(rtr).append("00");
      } else {
        wire.append(binary(frame.id(), 11)).append(rtr).append("00");
      }
      wire.append(binary(frame.dlc(), 4));
      if (!frame.isRemote()) {
        for (byte b : frame.data()) {
          wire.append(binary(b & 0xFF, 8));
        }
      }
      wire.append(binary(crc15(wire), 15));
      int stuffed = 0;
      char last = 'x';
      int run = 0;
      for (int index = 0; index < wire.length(); index++) {
        char bit = wire.charAt(index);
        run = bit == last ? run + 1 : 1;
        last = bit;
        if (run == 5) {
          stuffed++;
          last = bit == '0' ? '1' : '0';
          run = 1;
        }
      }
      return wire.length() + stuffed + 10;
    }

    private static int crc15(CharSequence bits) {
      int crc = 0;
      for (int index = 0; index < bits.length(); index++) {
        boolean invert = bits.charAt(index) == '1' ^ (crc & 0x4000) != 0;
        crc = crc << 1 & 0x7FFF;
        if (invert) {
          crc ^= 0x4599;
        }
      }
      return crc;
    }

    private static String binary(int value, int width) {
      String digits = Integer.toBinaryString(value);
      return "0".repeat(width - digits.length()) + digits;
    }
  }
}
