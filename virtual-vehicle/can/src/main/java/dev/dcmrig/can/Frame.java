// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One CAN frame as a controller hands it over (ISO 11898-1:2015): data, remote or error frame,
 * classic or FD. Immutable; equal when identifier, kind, flags and data are.
 *
 * <pre>
 *   identifier   11 bits (base) or 29 bits (extended format)
 *   flags        EXTENDED REMOTE ERROR FD BRS ESI
 *   data         classic 0-8 bytes; FD 0-8, 12, 16, 20, 24, 32, 48 or 64 bytes
 * </pre>
 *
 * An FD frame of 8 bytes or fewer stays FD. A remote frame has a length and no data. A classic
 * frame of 8 bytes may carry a raw data length code of 9 to 15 ({@link #withRawDlc}).
 */
public final class Frame {
  /** 29-bit identifier (IDE bit recessive). */
  public static final int EXTENDED = 1;

  /** Remote frame; classic only. */
  public static final int REMOTE = 2;

  /** An error frame as a controller reports it; the identifier is its error class. */
  public static final int ERROR = 4;

  /** FD format (FDF bit recessive). */
  public static final int FD = 8;

  /** The data phase runs at the data bit rate; FD only. */
  public static final int BRS = 16;

  /** The sender is error-passive (error state indicator); FD only. */
  public static final int ESI = 32;

  public static final int MAX_BASE_ID = 0x7FF;
  public static final int MAX_EXTENDED_ID = 0x1FFF_FFFF;

  /** Data bytes that lie in {@link #head}. */
  private static final int HEAD_BYTES = 8;

  private static final byte[] NO_TAIL = {};

  private static final int[] FD_LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

  private final int id;
  private final byte flags;
  private final byte length;
  private final byte rawDlc;

  /** Bytes of data: the length, or 0 of a remote frame. */
  private final byte size;

  /**
   * What {@link FrameBits} has counted, at the data rate in the high half; 0 until somebody asks.
   * Every thread counts the same, so that a race does no harm.
   */
  private int wireBits;

  private final long head;

  /** Data from byte 8 on. */
  private final byte[] tail;

  private Frame(int id, int flags, int length, int rawDlc, long head, byte[] tail) {
    this.id = id;
    this.flags = (byte) flags;
    this.length = (byte) length;
    this.rawDlc = (byte) rawDlc;
    this.size = (flags & REMOTE) != 0 ? 0 : (byte) length;
    this.head = head;
    this.tail = tail;
  }

  /**
   * Any frame.
   *
   * @param length data length in bytes; for a remote frame the length asked for
   * @throws IllegalArgumentException when the parts don't make a frame, with the reason
   */
  public static Frame of(int id, int flags, int length, byte[] data) {
    boolean extended = (flags & EXTENDED) != 0;
    int max = extended || (flags & ERROR) != 0 ? MAX_EXTENDED_ID : MAX_BASE_ID;
    if (id < 0 || id > max) {
      throw new IllegalArgumentException(
          String.format(
              "identifier 0x%X does not fit in %d bits%s",
              id, extended ? 29 : 11, extended ? "" : "; an extended frame has 29"));
    }
    boolean fd = (flags & FD) != 0;
    if (fd && (flags & REMOTE) != 0) {
      throw new IllegalArgumentException("CAN FD has no remote frames");
    }
    if (!fd && (flags & (BRS | ESI)) != 0) {
      throw new IllegalArgumentException("BRS and ESI are bits of FD frames only");
    }
    if (!isLength(length, fd)) {
      throw new IllegalArgumentException(
          length
              + " bytes: "
              + (fd ? "an FD frame has 0-8, 12, 16, 20, 24, 32, 48 or 64" : "a frame has 0 to 8"));
    }
    if ((flags & REMOTE) == 0 && data.length < length) {
      throw new IllegalArgumentException(length + " bytes announced, " + data.length + " given");
    }
    int size = (flags & REMOTE) != 0 ? 0 : length;
    long head = 0;
    for (int index = Math.min(size, HEAD_BYTES) - 1; index >= 0; index--) {
      head = head << 8 | (data[index] & 0xFF);
    }
    byte[] tail = size > HEAD_BYTES ? Arrays.copyOfRange(data, HEAD_BYTES, size) : NO_TAIL;
    return new Frame(id, flags, length, 0, head, tail);
  }

  /**
   * The same classic frame of 8 bytes with a data length code of 9 to 15 on the wire, which ISO
   * 11898-1 allows and some controllers tell apart (CAN_CTRLMODE_CC_LEN8_DLC).
   *
   * @throws IllegalArgumentException for another code, or a frame that can't have it
   */
  public Frame withRawDlc(int code) {
    if (isFd() || isError() || length != 8 || code < 9 || code > 15) {
      throw new IllegalArgumentException(
          "raw DLC " + code + ": a classic frame of 8 bytes may have 9 to 15; this one is " + this);
    }
    return new Frame(id, flags, length, code, head, tail);
  }

  /** A classic data frame with an 11-bit identifier. */
  public static Frame classic(int id, byte... data) {
    return of(id, 0, data.length, data);
  }

  /** A classic data frame with a 29-bit identifier. */
  public static Frame extended(int id, byte... data) {
    return of(id, EXTENDED, data.length, data);
  }

  /** An FD frame with an 11-bit identifier and bit-rate switch. */
  public static Frame fd(int id, byte... data) {
    return of(id, FD | BRS, data.length, data);
  }

  private static boolean isLength(int length, boolean fd) {
    if (length < 0 || length > 64) {
      return false;
    }
    return length <= 8 || (fd && fdLength(fdCode(length)) == length);
  }

  /** Data length code (ISO 11898-1:2015, table 5) of the smallest FD frame with that many bytes. */
  public static int fdCode(int length) {
    for (int code = 0; code < FD_LENGTHS.length; code++) {
      if (FD_LENGTHS[code] >= length) {
        return code;
      }
    }
    throw new IllegalArgumentException(length + " bytes: an FD frame has at most 64");
  }

  /** Data length in bytes of a data length code 0-15. */
  public static int fdLength(int code) {
    return FD_LENGTHS[code];
  }

  public int id() {
    return id;
  }

  public int flags() {
    return flags;
  }

  /** Data length in bytes. */
  public int length() {
    return length;
  }

  /** Data length code, 0-15; above 8 on a classic frame if it was sent so. */
  public int dlc() {
    if (rawDlc != 0) {
      return rawDlc;
    }
    return isFd() ? fdCode(length) : length;
  }

  public boolean isExtended() {
    return (flags & EXTENDED) != 0;
  }

  public boolean isRemote() {
    return (flags & REMOTE) != 0;
  }

  public boolean isError() {
    return (flags & ERROR) != 0;
  }

  public boolean isFd() {
    return (flags & FD) != 0;
  }

  public boolean isBrs() {
    return (flags & BRS) != 0;
  }

  public boolean isEsi() {
    return (flags & ESI) != 0;
  }

  /**
   * Data byte {@code index}.
   *
   * @throws IndexOutOfBoundsException when the frame has no such byte
   */
  public byte at(int index) {
    Objects.checkIndex(index, size);
    return index < HEAD_BYTES ? (byte) (head >>> (8 * index)) : tail[index - HEAD_BYTES];
  }

  /**
   * The first eight bytes of the data as one number: byte 0 is its lowest byte, and bytes that the
   * frame doesn't have are 0.
   */
  public long head() {
    return head;
  }

  /** A copy of the data. */
  public byte[] data() {
    byte[] copy = new byte[size];
    copyTo(copy, 0);
    return copy;
  }

  /** Copies the data into {@code target} from {@code offset} on, without allocation. */
  public void copyTo(byte[] target, int offset) {
    int ofHead = Math.min(size, HEAD_BYTES);
    for (int index = 0; index < ofHead; index++) {
      target[offset + index] = (byte) (head >>> (8 * index));
    }
    System.arraycopy(tail, 0, target, offset + ofHead, tail.length);
  }

  /**
   * Exact length on the wire in bits, stuff bits included, from the start of frame to the end of
   * its end-of-frame field; without the intermission (ISO 11898-1:2015, 10.4). Counted once.
   *
   * @return {@code dataRateBits << 32 | nominalRateBits}
   */
  public long wireBits() {
    int bits = wireBits;
    if (bits == 0) {
      long counted = FrameBits.count(this);
      bits = (int) (counted >>> 32) << 16 | (int) counted;
      wireBits = bits;
    }
    return (long) (bits >>> 16) << 32 | (bits & 0xFFFF);
  }

  /** The same frame with other data of the same length. */
  public Frame withData(byte[] newData) {
    Frame changed = of(id, flags, length, newData);
    return rawDlc == 0 ? changed : changed.withRawDlc(rawDlc);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame that
        && id == that.id
        && flags == that.flags
        && length == that.length
        && rawDlc == that.rawDlc
        && head == that.head
        && Arrays.equals(tail, that.tail);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * id + flags) + Long.hashCode(head)) + Arrays.hashCode(tail);
  }

  /** As candump writes it: {@code 123#0011}, {@code 12345678##1AABB}, {@code 123#R4}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(24);
    text.append(String.format(isExtended() || isError() ? "%08X" : "%03X", id)).append('#');
    if (isRemote()) {
      text.append('R').append(length == 0 ? "" : Integer.toString(length));
      return text.append(rawDlcText()).toString();
    }
    if (isFd()) {
      text.append('#').append(Integer.toHexString((isBrs() ? 1 : 0) | (isEsi() ? 2 : 0)));
    }
    text.append(HexFormat.of().withUpperCase().formatHex(data()));
    return text.append(rawDlcText()).toString();
  }

  private String rawDlcText() {
    return rawDlc == 0 ? "" : "_" + Integer.toHexString(rawDlc).toUpperCase(Locale.ROOT);
  }
}
