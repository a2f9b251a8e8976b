// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames as ISO 15765-2:2016 says, and ignores what it says to ignore (null):
 *
 * <ul>
 *   <li>9.5.3: remote and error frames; a reserved type of N_PDU (9.4.6)
 *   <li>9.6.2.2: single frames with length 0, longer than their frame, or of a length that its
 *       sender would have put into another frame (tables 12 and 13)
 *   <li>9.6.3.2: first frames of fewer than 8 bytes, with a length below the least one (table 14),
 *       or with a 32-bit length of 4095 and less
 *   <li>flow controls and consecutive frames that are cut
 * </ul>
 */
final class NPduReader {
  private static final int CLASSIC_LENGTH = 8;
  private static final int FLOW_CONTROL_BYTES = 3;
  private static final int LONG_FORM_BYTES = 6;

  private final int offset;
  private final boolean expectsPadding;

  /**
   * @param expectsPadding single frames of fewer than 8 bytes are ignored
   */
  NPduReader(AddressFormat format, boolean expectsPadding) {
    this.offset = format.bytes();
    this.expectsPadding = expectsPadding;
  }

  /** What the frame says; null when it is to be ignored. */
  @Nullable NPdu read(Frame frame) {
    if (frame.isRemote() || frame.isError() || frame.length() <= offset) {
      return null;
    }
    int first = frame.at(offset) & 0xFF;
    int low = first & 0xF;
    return switch (first >> 4) {
      case 0 -> single(frame, low);
      case 1 -> first(frame, low);
      case 2 -> consecutive(frame, low);
      case 3 -> flowControl(frame, low);
      default -> null;
    };
  }

  private NPdu.@Nullable SingleFrame single(Frame frame, int low) {
    int dataLength = frame.length();
    if (dataLength > CLASSIC_LENGTH) {
      if (low != 0) {
        return null;
      }
      int length = frame.at(offset + 1) & 0xFF;
      int head = offset + 2;
      // Shorter ones fit into the next shorter frame, or into one with the length in 4 bits.
      int shorter = Frame.fdLength(Frame.fdCode(dataLength) - 1);
      int least = shorter == CLASSIC_LENGTH ? CLASSIC_LENGTH - offset : shorter - head + 1;
      boolean sound = length >= least && length <= dataLength - head;
      return sound ? new NPdu.SingleFrame(rest(frame, head, length)) : null;
    }
    int room = dataLength - offset - 1;
    boolean fits = dataLength == CLASSIC_LENGTH ? low <= room : low == room && !expectsPadding;
    return low != 0 && fits ? new NPdu.SingleFrame(rest(frame, offset + 1, low)) : null;
  }

  private NPdu.@Nullable FirstFrame first(Frame frame, int low) {
    int dataLength = frame.length();
    if (dataLength < CLASSIC_LENGTH) {
      return null;
    }
    long length = (long) low << 8 | (frame.at(offset + 1) & 0xFF);
    int head = offset + 2;
    if (length == 0) {
      for (int index = 0; index < 4; index++) {
        length = length << 8 | (frame.at(offset + 2 + index) & 0xFF);
      }
      if (length <= IsoTpOptions.MAX_SHORT_FORM) {
        return null;
      }
      head = offset + LONG_FORM_BYTES;
    }
    int least = dataLength - offset - (dataLength == CLASSIC_LENGTH ? 0 : 1);
    if (length < least) {
      return null;
    }
    return new NPdu.FirstFrame(length, dataLength, rest(frame, head, dataLength - head));
  }

  private NPdu.@Nullable ConsecutiveFrame consecutive(Frame frame, int low) {
    int size = frame.length() - offset - 1;
    return size < 1
        ? null
        : new NPdu.ConsecutiveFrame(low, frame.length(), rest(frame, offset + 1, size));
  }

  private NPdu.@Nullable FlowControl flowControl(Frame frame, int low) {
    if (frame.length() < offset + FLOW_CONTROL_BYTES) {
      return null;
    }
    return new NPdu.FlowControl(
        low, frame.at(offset + 1) & 0xFF, new SeparationTime(frame.at(offset + 2) & 0xFF));
  }

  private static byte[] rest(Frame frame, int from, int size) {
    return Arrays.copyOfRange(frame.data(), from, from + size);
  }
}
