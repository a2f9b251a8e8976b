// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * What one frame says (ISO 15765-2:2016, 9.4 and table 9), without its address byte.
 *
 * <pre>
 *   single frame       0L data         L 1-7; CAN_DL above 8: 00 LL data
 *   first frame        1L LL data      above 4095: 10 00 LL LL LL LL data
 *   consecutive frame  2N data         N 0-F, the first one after a first frame is 1
 *   flow control       3S BS ST        S 0 continue, 1 wait, 2 overflow
 * </pre>
 */
sealed interface NPdu {

  /** A whole message. */
  record SingleFrame(byte[] message) implements NPdu {}

  /**
   * @param length FF_DL: of the whole message, up to 4294967295
   * @param dataLength CAN_DL of the frame, which all but the last of the message must have
   * @param data the message's first bytes
   */
  record FirstFrame(long length, int dataLength, byte[] data) implements NPdu {}

  /**
   * @param sequence SN, 0 to 15
   * @param dataLength CAN_DL of the frame
   * @param data all that follows; the last frame of a message may have padding in it
   */
  record ConsecutiveFrame(int sequence, int dataLength, byte[] data) implements NPdu {}

  /**
   * @param status FS, 0 to 15; 3 and above are reserved
   */
  record FlowControl(int status, int blockSize, SeparationTime separation) implements NPdu {
    static final int CONTINUE = 0;
    static final int WAIT = 1;
    static final int OVERFLOW = 2;
  }
}
