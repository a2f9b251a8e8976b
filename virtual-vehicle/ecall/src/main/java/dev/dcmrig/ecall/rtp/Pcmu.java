// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/**
 * Mu-law companding (ITU-T G.711): 16-bit linear samples to bytes and back.
 *
 * <pre>
 *   bit  7   6 5 4     3 2 1 0          all of them inverted on the line
 *        S   segment   step
 * </pre>
 *
 * The law has 14 bits of range; a 16-bit sample is used by its upper 14.
 */
public final class Pcmu {
  /** Samples a second, and bytes a second. */
  public static final int SAMPLE_RATE_HZ = 8_000;

  /** Byte for no sound: positive zero. */
  public static final byte SILENCE = (byte) 0xFF;

  /** Added before the segment is looked for, so that segment boundaries are powers of two. */
  private static final int BIAS = 33;

  /** Largest magnitude of 14 bits that can be told apart. */
  private static final int CLIP = 8_158;

  private static final short[] DECODED = new short[256];

  static {
    for (int code = 0; code < DECODED.length; code++) {
      int bits = ~code & 0xFF;
      int segment = bits >> 4 & 7;
      int magnitude = (((bits & 0x0F) * 2 + BIAS) << segment) - BIAS;
      DECODED[code] = (short) ((bits & 0x80) != 0 ? -magnitude * 4 : magnitude * 4);
    }
  }

  private Pcmu() {}

  public static byte encode(short sample) {
    // The sign is taken off first, so that equal loudness up and down gives equal codes.
    boolean negative = sample < 0;
    int magnitude = Math.min((negative ? -(int) sample : sample) >> 2, CLIP) + BIAS;
    int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
    int step = magnitude >> (segment + 1) & 0x0F;
    return (byte) ~((negative ? 0x80 : 0) | segment << 4 | step);
  }

  public static short decode(byte code) {
    return DECODED[code & 0xFF];
  }

  public static byte[] encode(short[] samples) {
    byte[] codes = new byte[samples.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = encode(samples[i]);
    }
    return codes;
  }

  public static short[] decode(byte[] codes) {
    short[] samples = new short[codes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = decode(codes[i]);
    }
    return samples;
  }
}
