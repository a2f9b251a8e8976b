// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How cannelloni writes frames (its documents {@code udp_format.md}, version 2, and {@code
 * tcp_protocol.md}, version 1). Everything is big-endian:
 *
 * <pre>
 *   frame      can_id 4   as in linux/can.h: bit 31 extended, 30 remote, 29 error
 *              len    1   bytes of data; its highest bit says that the frame is FD
 *              flags  1   FD only: 1 BRS, 2 ESI
 *              data       none of a remote frame
 *   datagram   version 1 (2), op code 1 (0: data), sequence number 1, number of frames 2, frames
 *   stream     "CANNELLONIv1" once from either side, then frames without anything between
 * </pre>
 *
 * A data length code above 8 of a classic frame is not carried: it arrives as 8.
 */
final class CannelloniFormat {

  /** What each side of a TCP connection says first. */
  static final byte[] GREETING = "CANNELLONIv1".getBytes(StandardCharsets.US_ASCII);

  /** Version, op code, sequence number, number of frames. */
  static final int HEADER_BYTES = 5;

  /** An FD frame of 64 bytes. */
  static final int MAX_FRAME_BYTES = 4 + 1 + 1 + 64;

  /** A frame without flags and data. */
  private static final int MIN_FRAME_BYTES = 4 + 1;

  private static final byte VERSION = 2;
  private static final byte DATA = 0;
  private static final int SEQUENCE_AT = 2;
  private static final int COUNT_AT = 3;

  private static final int EXTENDED = 0x8000_0000;
  private static final int REMOTE = 0x4000_0000;
  private static final int ERROR = 0x2000_0000;
  private static final int FD = 0x80;
  private static final int BRS = 1;
  private static final int ESI = 2;
  private static final int MAX_DATA = 64;

  /**
   * What a datagram says.
   *
   * @param sequence 0 to 255
   */
  record Datagram(int sequence, List<Frame> frames) {
    Datagram {
      frames = List.copyOf(frames);
    }
  }

  private CannelloniFormat() {}

  /** Bytes of a frame on the wire. */
  static int size(Frame frame) {
    int data = frame.isRemote() ? 0 : frame.length();
    return MIN_FRAME_BYTES + (frame.isFd() ? 1 : 0) + data;
  }

  /** Writes a frame where the buffer stands. */
  static void put(ByteBuffer buffer, Frame frame) {
    int id = frame.id();
    id |= frame.isExtended() ? EXTENDED : 0;
    id |= frame.isRemote() ? REMOTE : 0;
    id |= frame.isError() ? ERROR : 0;
    buffer.putInt(id);
    buffer.put((byte) (frame.length() | (frame.isFd() ? FD : 0)));
    if (frame.isFd()) {
      buffer.put((byte) ((frame.isBrs() ? BRS : 0) | (frame.isEsi() ? ESI : 0)));
    }
    if (!frame.isRemote()) {
      int at = buffer.position();
      frame.copyTo(buffer.array(), buffer.arrayOffset() + at);
      buffer.position(at + frame.length());
    }
  }

  /**
   * Reads a frame where the buffer stands.
   *
   * @return null, and the buffer stands where it stood, when the frame isn't all there yet
   * @throws IllegalArgumentException when what is there makes no frame
   */
  static @Nullable Frame take(ByteBuffer buffer) {
    int begin = buffer.position();
    if (buffer.remaining() < MIN_FRAME_BYTES) {
      return null;
    }
    int raw = buffer.getInt();
    int length = buffer.get() & 0xFF;
    boolean fd = (length & FD) != 0;
    length &= ~FD;
    int data = (raw & REMOTE) != 0 ? 0 : length;
    if (length > MAX_DATA) {
      throw new IllegalArgumentException("a frame of " + length + " bytes");
    }
    if (buffer.remaining() < data + (fd ? 1 : 0)) {
      buffer.position(begin);
      return null;
    }
    int bits = fd ? buffer.get() : 0;
    byte[] bytes = new byte[data];
    buffer.get(bytes);
    return frame(raw, length, fd, bits, bytes);
  }

  private static Frame frame(int raw, int length, boolean fd, int bits, byte[] bytes) {
    int flags = 0;
    int id = raw & Frame.MAX_EXTENDED_ID;
    if ((raw & ERROR) != 0) {
      flags |= Frame.ERROR;
    } else if ((raw & EXTENDED) != 0) {
      flags |= Frame.EXTENDED;
    }
    flags |= (raw & REMOTE) != 0 ? Frame.REMOTE : 0;
    if (fd) {
      flags |= Frame.FD;
      flags |= (bits & BRS) != 0 ? Frame.BRS : 0;
      flags |= (bits & ESI) != 0 ? Frame.ESI : 0;
    }
    return Frame.of(id, flags, length, bytes);
  }

  /** Begins a datagram: the number of its frames is 0. */
  static void begin(ByteBuffer buffer, int sequence) {
    buffer.clear();
    buffer.put(VERSION).put(DATA).put((byte) sequence).putShort((short) 0);
  }

  /** Says how many frames were put into a datagram. */
  static void end(ByteBuffer buffer, int frames) {
    buffer.putShort(COUNT_AT, (short) frames);
  }

  /** The sequence number of a datagram that may be cut off or wrong behind its header. */
  static OptionalInt sequence(ByteBuffer buffer) {
    return buffer.limit() >= HEADER_BYTES && buffer.get(0) == VERSION && buffer.get(1) == DATA
        ? OptionalInt.of(buffer.get(SEQUENCE_AT) & 0xFF)
        : OptionalInt.empty();
  }

  /**
   * Reads a datagram. Bytes behind the last frame are no part of it.
   *
   * @throws IllegalArgumentException when it is none, is cut off, or has what is no frame
   */
  static Datagram datagram(ByteBuffer buffer) {
    if (buffer.remaining() < HEADER_BYTES) {
      throw new IllegalArgumentException(buffer.remaining() + " bytes: a header has 5");
    }
    int begin = buffer.position();
    int version = buffer.get(begin);
    if (version != VERSION) {
      throw new IllegalArgumentException("version " + version + "; 2 is known");
    }
    if (buffer.get(begin + 1) != DATA) {
      throw new IllegalArgumentException("op code " + buffer.get(begin + 1) + "; 0 is known");
    }
    int sequence = buffer.get(begin + SEQUENCE_AT) & 0xFF;
    int count = buffer.getShort(begin + COUNT_AT) & 0xFFFF;
    buffer.position(begin + HEADER_BYTES);
    List<Frame> frames = new ArrayList<>(Math.min(count, buffer.remaining() / MIN_FRAME_BYTES));
    for (int number = 0; number < count; number++) {
      Frame frame = take(buffer);
      if (frame == null) {
        throw new IllegalArgumentException(
            count + " frames announced, " + number + " there: it is cut off");
      }
      frames.add(frame);
    }
    return new Datagram(sequence, frames);
  }
}
