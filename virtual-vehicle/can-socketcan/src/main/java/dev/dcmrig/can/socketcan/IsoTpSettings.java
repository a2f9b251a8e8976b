// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a kernel's ISO-TP socket talks (ISO 15765-2; linux/can/isotp.h). Immutable; made by {@link
 * #between} and changed by the {@code with} methods.
 *
 * <pre>
 *   struct can_isotp_options      struct can_isotp_fc_options   struct can_isotp_ll_options
 *   0  u32 flags                  0  u8 bs                      0  u8 mtu       16 or 72
 *   4  u32 frame_txtime, ns       1  u8 stmin                   1  u8 tx_dl     8 to 64
 *   8  u8 ext_address             2  u8 wftmax                  2  u8 tx_flags  1: BRS
 *   9  u8 txpad_content
 *  10  u8 rxpad_content
 *  11  u8 rx_ext_address
 * </pre>
 *
 * @param txRawId identifier that is sent, with bit 31 for 29 bits
 * @param rxRawId identifier that is received, with bit 31 for 29 bits
 * @param txAddress extended address that is sent, 0 to 255; {@link #NONE}: normal addressing
 * @param rxAddress extended address that is received, 0 to 255; {@link #NONE}: the one that is sent
 * @param paddingByte fills frames up to their length, 0 to 255; {@link #NONE}: they stay short
 * @param checkPadding refuses what is not padded with that byte
 * @param blockSize consecutive frames that the other side may send at a time; 0: all
 * @param separationTime between them, as ISO 15765-2 codes it: 0 to 0x7F milliseconds, 0xF1 to 0xF9
 *     100 to 900 microseconds
 * @param maxWaitFrames flow-control frames "wait" that the kernel may send
 * @param dataLength longest frame that is sent: 8, or an FD length up to 64
 * @param fd whether frames are FD
 * @param brs whether FD frames switch the bit rate
 */
public record IsoTpSettings(
    int txRawId,
    int rxRawId,
    int txAddress,
    int rxAddress,
    int paddingByte,
    boolean checkPadding,
    int blockSize,
    int separationTime,
    int maxWaitFrames,
    int dataLength,
    boolean fd,
    boolean brs) {

  /** Not used. */
  public static final int NONE = -1;

  private static final int CLASSIC_LENGTH = 8;

  /** N_As/N_Ar: 0 leaves the kernel's own. */
  private static final int FRAME_TIME = 0;

  private static final int CANFD_BRS = 1;

  public IsoTpSettings {
    if (txRawId == rxRawId) {
      throw new IllegalArgumentException(
          "ISO-TP sends and receives 0x"
              + Integer.toHexString(txRawId & Frame.MAX_EXTENDED_ID)
              + ": each direction needs an identifier of its own");
    }
    byteOrNone("transmitted extended address", txAddress);
    byteOrNone("received extended address", rxAddress);
    byteOrNone("padding byte", paddingByte);
    if (rxAddress != NONE && txAddress == NONE) {
      throw new IllegalArgumentException("a received extended address needs a transmitted one");
    }
    if (checkPadding && paddingByte == NONE) {
      throw new IllegalArgumentException("padding can't be checked without a padding byte");
    }
    byteOrNone("block size", blockSize);
    boolean known = separationTime >= 0 && separationTime <= 0x7F;
    if (!known && !(separationTime >= 0xF1 && separationTime <= 0xF9)) {
      throw new IllegalArgumentException(
          String.format(
              "separation time 0x%X: 0 to 0x7F (ms) and 0xF1 to 0xF9 (100 us each) are defined",
              separationTime));
    }
    byteOrNone("number of wait frames", maxWaitFrames);
    int longest = fd ? 64 : CLASSIC_LENGTH;
    if (dataLength < CLASSIC_LENGTH
        || dataLength > longest
        || Frame.fdLength(Frame.fdCode(dataLength)) != dataLength) {
      throw new IllegalArgumentException(
          "frames of "
              + dataLength
              + " bytes: "
              + (fd ? "FD has 8, 12, 16, 20, 24, 32, 48 or 64" : "classic frames have 8"));
    }
    if (brs && !fd) {
      throw new IllegalArgumentException("only FD frames switch the bit rate");
    }
  }

  private static void byteOrNone(String what, int value) {
    if (value < NONE || value > 0xFF) {
      throw new IllegalArgumentException(what + " " + value + ": 0 to 255");
    }
  }

  /**
   * Normal addressing on classic frames, without padding, no limits of flow control. An identifier
   * above 0x7FF has 29 bits.
   */
  public static IsoTpSettings between(int txId, int rxId) {
    return between(txId, txId > Frame.MAX_BASE_ID, rxId, rxId > Frame.MAX_BASE_ID);
  }

  /** The same, with the lengths of the identifiers. */
  public static IsoTpSettings between(int txId, boolean txExtended, int rxId, boolean rxExtended) {
    return new IsoTpSettings(
        raw(txId, txExtended),
        raw(rxId, rxExtended),
        NONE,
        NONE,
        NONE,
        false,
        0,
        0,
        0,
        CLASSIC_LENGTH,
        false,
        false);
  }

  private static int raw(int id, boolean extended) {
    // A frame knows which identifiers there are.
    return BcmCodec.rawId(extended ? Frame.extended(id) : Frame.classic(id));
  }

  /** Extended addressing: one more byte at the head of each frame. */
  public IsoTpSettings withExtendedAddress(int sent, int received) {
    return new IsoTpSettings(
        txRawId,
        rxRawId,
        sent,
        received,
        paddingByte,
        checkPadding,
        blockSize,
        separationTime,
        maxWaitFrames,
        dataLength,
        fd,
        brs);
  }

  /** Fills frames up; with {@code check} what comes must be filled in the same way. */
  public IsoTpSettings withPadding(int fill, boolean check) {
    return new IsoTpSettings(
        txRawId,
        rxRawId,
        txAddress,
        rxAddress,
        fill,
        check,
        blockSize,
        separationTime,
        maxWaitFrames,
        dataLength,
        fd,
        brs);
  }

  /** What the other side is told about the pace at which it may send. */
  public IsoTpSettings withFlowControl(int block, int separation, int waits) {
    return new IsoTpSettings(
        txRawId,
        rxRawId,
        txAddress,
        rxAddress,
        paddingByte,
        checkPadding,
        block,
        separation,
        waits,
        dataLength,
        fd,
        brs);
  }

  /** FD frames of at most that many bytes. */
  public IsoTpSettings withFd(int longestFrame, boolean switchRate) {
    return new IsoTpSettings(
        txRawId,
        rxRawId,
        txAddress,
        rxAddress,
        paddingByte,
        checkPadding,
        blockSize,
        separationTime,
        maxWaitFrames,
        longestFrame,
        true,
        switchRate);
  }

  /** {@code struct can_isotp_options}, in the machine's byte order. */
  byte[] options() {
    int flags = 0;
    if (txAddress != NONE) {
      flags |= LibC.CAN_ISOTP_EXTEND_ADDR;
      flags |= rxAddress == NONE ? 0 : LibC.CAN_ISOTP_RX_EXT_ADDR;
    }
    if (paddingByte != NONE) {
      flags |= LibC.CAN_ISOTP_TX_PADDING;
    }
    if (checkPadding) {
      flags |= LibC.CAN_ISOTP_RX_PADDING | LibC.CAN_ISOTP_CHK_PAD_LEN | LibC.CAN_ISOTP_CHK_PAD_DATA;
    }
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
    bytes.putInt(flags).putInt(FRAME_TIME);
    bytes.put(orZero(txAddress)).put(orZero(paddingByte)).put(orZero(paddingByte));
    return bytes.put(orZero(rxAddress)).array();
  }

  private static byte orZero(int value) {
    return (byte) (value == NONE ? 0 : value);
  }

  /** {@code struct can_isotp_fc_options}. */
  byte[] flowControl() {
    return new byte[] {(byte) blockSize, (byte) separationTime, (byte) maxWaitFrames};
  }

  /** {@code struct can_isotp_ll_options}. */
  byte[] linkLayer() {
    int mtu = fd ? FrameCodec.FD_SIZE : FrameCodec.CLASSIC_SIZE;
    return new byte[] {(byte) mtu, (byte) dataLength, (byte) (brs ? CANFD_BRS : 0)};
  }
}
