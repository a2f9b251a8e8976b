// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/**
 * The exact length of a frame on the wire in bits, stuff bits included, from the start of frame to
 * the end of its end-of-frame field; without the intermission (ISO 11898-1:2015, 10.4).
 *
 * <pre>
 * classic, base      SOF ID11 RTR IDE r0 DLC4            data CRC15        | CRCdel ACK ACKdel EOF7
 * classic, extended  SOF ID11 SRR IDE ID18 RTR r1 r0 DLC4 data CRC15       | CRCdel ACK ACKdel EOF7
 * FD, base           SOF ID11 RRS IDE FDF res BRS / ESI DLC4 data | SBC CRC / CRCdel ACK ACKdel EOF7
 * FD, extended       SOF ID11 SRR IDE ID18 RRS FDF res BRS / ...
 *                    |-------- stuffed as needed ---------------| |- fixed stuff bits -|
 * </pre>
 *
 * The bit rate changes at the slashes. It really changes at the sample points of BRS and of the CRC
 * delimiter; here BRS is counted at the nominal rate and the CRC delimiter at the data rate, which
 * is the same length for equal sample points.
 */
final class FrameBits {
  /** CRC delimiter, ACK slot, ACK delimiter, seven bits of end of frame. */
  private static final int CLASSIC_TAIL = 10;

  /** ACK slot, ACK delimiter, end of frame; the CRC delimiter of FD belongs to the data phase. */
  private static final int FD_TAIL = 9;

  /** Up to this many data bytes an FD frame has CRC-17, above it CRC-21. */
  private static final int CRC_17_LIMIT = 16;

  /** Stuff count and CRC-17 with the fixed stuff bit before every four of these 21 bits. */
  private static final int CRC_17_FIELD = 4 + 17 + 6;

  /** Stuff count and CRC-21: 25 bits, seven fixed stuff bits. */
  private static final int CRC_21_FIELD = 4 + 21 + 7;

  private static final int CRC_15_POLYNOMIAL = 0x4599;
  private static final short[] CRC_15 = new short[256];

  static {
    for (int value = 0; value < 256; value++) {
      int crc = value << 7;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x4000) != 0 ? crc << 1 ^ CRC_15_POLYNOMIAL : crc << 1;
      }
      CRC_15[value] = (short) (crc & 0x7FFF);
    }
  }

  private FrameBits() {}

  /**
   * @return {@code dataRateBits << 32 | nominalRateBits}
   */
  static long count(Frame frame) {
    return frame.isFd() ? countFd(frame) : countClassic(frame);
  }

  private static long countClassic(Frame frame) {
    int crc = 0;
    int state = BitStuffing.IDLE;
    int stuffed = 0;
    int bits;
    int rtr = frame.isRemote() ? 1 : 0;
    if (frame.isExtended()) {
      long header = extendedHeader(frame) << 7 | rtr << 6 | frame.dlc();
      bits = 39;
      int step = BitStuffing.bits(state, (int) (header >>> 32), 7);
      stuffed += step >>> 8;
      state = step & 0xFF;
      step = BitStuffing.bits(state, (int) header, 32);
      stuffed += step >>> 8;
      state = step & 0xFF;
      for (int shift = 32; shift >= 0; shift -= 8) {
        crc = crc15(crc, (int) (header >>> shift));
      }
    } else {
      int header = frame.id() << 7 | rtr << 6 | frame.dlc();
      bits = 19;
      int step = BitStuffing.bits(state, header, 19);
      stuffed += step >>> 8;
      state = step & 0xFF;
      crc = crc15(crc15(crc15(crc, header >>> 16), header >>> 8), header);
    }
    if (!frame.isRemote()) {
      int length = frame.length();
      for (int index = 0; index < length; index++) {
        int value = frame.at(index);
        crc = crc15(crc, value);
        int step = BitStuffing.octet(state, value);
        stuffed += step >>> 8;
        state = step & 0xFF;
      }
      bits += 8 * length;
    }
    int step = BitStuffing.bits(state, crc >>> 8, 7);
    stuffed += step >>> 8;
    step = BitStuffing.octet(step & 0xFF, crc);
    stuffed += step >>> 8;
    if (BitStuffing.isPending(step & 0xFF)) {
      stuffed++;
    }
    return (long) bits + 15 + stuffed + CLASSIC_TAIL;
  }

  private static long countFd(Frame frame) {
    int state = BitStuffing.IDLE;
    int brs = frame.isBrs() ? 1 : 0;
    int nominal;
    int step;
    if (frame.isExtended()) {
      // RRS FDF res BRS
      long header = extendedHeader(frame) << 4 | 0b0100 | brs;
      nominal = 36;
      step = BitStuffing.bits(state, (int) (header >>> 32), 4);
      int before = step >>> 8;
      step = BitStuffing.bits(step & 0xFF, (int) header, 32);
      nominal += before + (step >>> 8);
    } else {
      // RRS IDE FDF res BRS
      step = BitStuffing.bits(state, frame.id() << 5 | 0b00100 | brs, 17);
      nominal = 17 + (step >>> 8);
    }
    int data = 5 + 8 * frame.length();
    step = BitStuffing.bits(step & 0xFF, (frame.isEsi() ? 16 : 0) | frame.dlc(), 5);
    data += step >>> 8;
    for (int index = 0; index < frame.length(); index++) {
      step = BitStuffing.octet(step & 0xFF, frame.at(index));
      data += step >>> 8;
    }
    // The first fixed stuff bit stands where a dynamic one would; there are never both.
    data += frame.length() <= CRC_17_LIMIT ? CRC_17_FIELD : CRC_21_FIELD;
    data += 1;
    if (brs == 0) {
      return (long) nominal + data + FD_TAIL;
    }
    return (long) data << 32 | (nominal + FD_TAIL);
  }

  /** SOF, eleven high bits of the identifier, SRR, IDE, eighteen low bits: 32 bits. */
  private static long extendedHeader(Frame frame) {
    long high = (long) frame.id() >>> 18;
    long low = frame.id() & 0x3FFFF;
    return high << 20 | 0b11L << 18 | low;
  }

  private static int crc15(int crc, int value) {
    return (crc << 8 ^ CRC_15[(crc >>> 7 ^ value) & 0xFF]) & 0x7FFF;
  }
}
