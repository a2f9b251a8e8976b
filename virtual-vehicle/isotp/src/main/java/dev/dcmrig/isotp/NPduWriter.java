// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.Frame;

/** Makes the frames of one direction of a connection (ISO 15765-2:2016, 9.5.2 and 9.6). */
final class NPduWriter {
  private static final int CLASSIC_LENGTH = 8;

  private final FrameFormat format;
  private final IsoTpAddress.Side side;
  private final int offset;
  private final int longestSingle;

  NPduWriter(FrameFormat format, AddressFormat addressFormat, IsoTpAddress.Side side) {
    this.format = format;
    this.side = side;
    this.offset = addressFormat.bytes();
    this.longestSingle = format.longestSingle(addressFormat);
  }

  int longestSingle() {
    return longestSingle;
  }

  /** Bytes of a message that a consecutive frame carries at most. */
  int consecutiveSize() {
    return format.dataLength() - offset - 1;
  }

  /** Bytes of a message of that length that its first frame carries. */
  int firstSize(long announced) {
    return format.dataLength() - offset - (announced > IsoTpOptions.MAX_SHORT_FORM ? 6 : 2);
  }

  /**
   * @param announced SF_DL that the frame says; the message's length, but for a fault on demand
   */
  Frame single(byte[] message, int announced) {
    byte[] bytes = head();
    int at = offset;
    if (message.length <= CLASSIC_LENGTH - 1 - offset) {
      bytes[at++] = (byte) (announced & 0xF);
    } else {
      bytes[at++] = 0;
      bytes[at++] = (byte) announced;
    }
    System.arraycopy(message, 0, bytes, at, message.length);
    return format.frame(side, bytes, at + message.length);
  }

  /**
   * @param announced FF_DL that the frame says; the message's length, but for a fault on demand
   */
  Frame first(byte[] message, long announced) {
    byte[] bytes = head();
    int at = offset;
    if (announced > IsoTpOptions.MAX_SHORT_FORM) {
      bytes[at++] = 0x10;
      bytes[at++] = 0;
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes[at++] = (byte) (announced >>> shift);
      }
    } else {
      bytes[at++] = (byte) (0x10 | announced >> 8);
      bytes[at++] = (byte) announced;
    }
    System.arraycopy(message, 0, bytes, at, format.dataLength() - at);
    return format.frame(side, bytes, format.dataLength());
  }

  Frame consecutive(int sequence, byte[] message, int from, int size) {
    byte[] bytes = head();
    bytes[offset] = (byte) (0x20 | (sequence & 0xF));
    System.arraycopy(message, from, bytes, offset + 1, size);
    return format.frame(side, bytes, offset + 1 + size);
  }

  Frame flowControl(int status, int blockSize, SeparationTime separation) {
    byte[] bytes = head();
    bytes[offset] = (byte) (0x30 | (status & 0xF));
    bytes[offset + 1] = (byte) blockSize;
    bytes[offset + 2] = (byte) separation.code();
    return format.frame(side, bytes, offset + 3);
  }

  private byte[] head() {
    byte[] bytes = new byte[format.dataLength()];
    if (offset == 1) {
      bytes[0] = (byte) side.addressByte();
    }
    return bytes;
  }
}
