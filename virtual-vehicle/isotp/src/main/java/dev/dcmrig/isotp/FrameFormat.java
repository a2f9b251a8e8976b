// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.Frame;
import java.util.Arrays;

/**
 * The frames that an end sends (ISO 15765-2:2016, 9.5 and 10.4.2).
 *
 * @param dataLength TX_DL: 8, or an FD length up to 64; only the last frames of a message are
 *     shorter
 * @param fd whether frames are FD
 * @param brs whether FD frames switch the bit rate
 * @param padding byte that fills classic frames, and FD frames of 8 and fewer, up to 8 bytes; -1:
 *     they stay short. Longer FD frames are always filled up to the next length there is
 */
public record FrameFormat(int dataLength, boolean fd, boolean brs, int padding) {
  /** Frames stay as short as they are. */
  public static final int NO_PADDING = -1;

  /** What FD frames are filled with where nothing else is said: few stuff bits (10.4.2.1). */
  public static final int DEFAULT_PADDING = 0xCC;

  /** Classic frames without padding. */
  public static final FrameFormat CLASSIC = new FrameFormat(8, false, false, NO_PADDING);

  private static final int CLASSIC_LENGTH = 8;

  public FrameFormat {
    boolean known = dataLength >= CLASSIC_LENGTH && dataLength <= (fd ? 64 : CLASSIC_LENGTH);
    if (!known || Frame.fdLength(Frame.fdCode(dataLength)) != dataLength) {
      throw new IllegalArgumentException(
          "ISO-TP frames of "
              + dataLength
              + " bytes: "
              + (fd ? "FD has 8, 12, 16, 20, 24, 32, 48 or 64" : "classic frames have 8"));
    }
    if (brs && !fd) {
      throw new IllegalArgumentException("only FD frames switch the bit rate");
    }
    if (padding < NO_PADDING || padding > 0xFF) {
      throw new IllegalArgumentException("padding byte " + padding + ": 0 to 255, or -1 for none");
    }
  }

  /** FD frames of at most that many bytes, with bit-rate switch. */
  public static FrameFormat fd(int dataLength) {
    return new FrameFormat(dataLength, true, true, NO_PADDING);
  }

  /** The same, filled up with a byte, 0 to 255. */
  public FrameFormat withPadding(int fill) {
    return new FrameFormat(dataLength, fd, brs, fill);
  }

  /** Most bytes of a message that go into one single frame. */
  int longestSingle(AddressFormat address) {
    // Longer single frames have their length in a byte of its own.
    return dataLength - address.bytes() - (dataLength > CLASSIC_LENGTH ? 2 : 1);
  }

  /** A frame of the first {@code used} bytes, filled up as this format says. */
  Frame frame(IsoTpAddress.Side side, byte[] bytes, int used) {
    int length = used;
    if (used > CLASSIC_LENGTH) {
      length = Frame.fdLength(Frame.fdCode(used));
    } else if (padding != NO_PADDING) {
      length = CLASSIC_LENGTH;
    }
    byte[] data = bytes;
    if (length > used) {
      data = Arrays.copyOf(bytes, length);
      Arrays.fill(data, used, length, (byte) (padding == NO_PADDING ? DEFAULT_PADDING : padding));
    }
    int flags = (side.extendedId() ? Frame.EXTENDED : 0) | (fd ? Frame.FD : 0);
    return Frame.of(side.id(), flags | (brs ? Frame.BRS : 0), length, data);
  }
}
