package dev.dcmrig.can.bits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The length of frames, against published figures and against a count written bit by bit. */
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

  @Test
  void fdFramesOf64BytesLastAsPublished() {
    byte[] alternating = new byte[64];
    java.util.Arrays.fill(alternating, (byte) 0x55);
    // Without stuff bits: 333 microseconds with the intermission, 3,003 frames a second.
    long bits = FrameBits.count(Frame.fd(0x555, alternating));
    long nanos = BitRates.DEFAULT.nanos((bits & 0xFFFF_FFFFL) + INTERMISSION, bits >>> 32);
    assertEquals(3003, 1_000_000_000L / nanos);
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
