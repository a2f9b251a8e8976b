// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

import java.util.Arrays;

/**
 * One RTP packet (RFC 3550 5.1).
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                           timestamp                           |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                             SSRC                              |
 *   +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 *   |     CSRC, CC times;  extension, if X;  payload;  padding, if P |
 * </pre>
 *
 * Packets are written without CSRC, extension and padding; those of others are read and dropped.
 *
 * @param payloadType 0 to 127; PCMU is 0
 * @param marker first packet after silence (RFC 3551 4.1)
 * @param sequenceNumber 0 to 65535
 * @param timestamp in samples, 0 to 2^32 - 1
 * @param ssrc names the source, 0 to 2^32 - 1
 * @param payload its bytes
 */
public record RtpPacket(
    int payloadType,
    boolean marker,
    int sequenceNumber,
    long timestamp,
    long ssrc,
    byte[] payload) {
  public static final int HEADER_BYTES = 12;

  private static final int VERSION = 2;

  public RtpPacket {
    check("payload type", payloadType, 0x7F);
    check("sequence number", sequenceNumber, 0xFFFF);
    check("time stamp", timestamp, 0xFFFF_FFFFL);
    check("SSRC", ssrc, 0xFFFF_FFFFL);
  }

  private static void check(String name, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "the " + name + " of an RTP packet is " + value + ", not 0 to " + max);
    }
  }

  public byte[] encode() {
    byte[] bytes = new byte[HEADER_BYTES + payload.length];
    bytes[0] = (byte) (VERSION << 6);
    bytes[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
    put(bytes, 2, sequenceNumber, 2);
    put(bytes, 4, timestamp, 4);
    put(bytes, 8, ssrc, 4);
    System.arraycopy(payload, 0, bytes, HEADER_BYTES, payload.length);
    return bytes;
  }

  private static void put(byte[] bytes, int at, long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (count - 1 - i)));
    }
  }

  /**
   * @throws RtpException when the datagram is too short or of another version
   */
  public static RtpPacket decode(byte[] bytes) throws RtpException {
    if (bytes.length < HEADER_BYTES) {
      throw new RtpException(
          "a datagram of " + bytes.length + " bytes is no RTP packet: its header has 12");
    }
    int version = bytes[0] >> 6 & 3;
    if (version != VERSION) {
      throw new RtpException("RTP version " + version + " instead of 2");
    }
    int start = payloadStart(bytes);
    int end = payloadEnd(bytes, start);
    return new RtpPacket(
        bytes[1] & 0x7F,
        (bytes[1] & 0x80) != 0,
        (int) get(bytes, 2, 2),
        get(bytes, 4, 4),
        get(bytes, 8, 4),
        Arrays.copyOfRange(bytes, start, end));
  }

  private static int payloadStart(byte[] bytes) throws RtpException {
    int start = HEADER_BYTES + 4 * (bytes[0] & 0x0F);
    if ((bytes[0] & 0x10) != 0) {
      if (start + 4 > bytes.length) {
        throw new RtpException("the RTP packet ends before its extension header");
      }
      start += 4 + 4 * (int) get(bytes, start + 2, 2);
    }
    if (start > bytes.length) {
      throw new RtpException(
          "the RTP packet's payload would begin at byte " + start + " of " + bytes.length);
    }
    return start;
  }

  private static int payloadEnd(byte[] bytes, int start) throws RtpException {
    if ((bytes[0] & 0x20) == 0) {
      return bytes.length;
    }
    int padding = bytes[bytes.length - 1] & 0xFF;
    if (padding == 0 || bytes.length - padding < start) {
      throw new RtpException("the RTP packet says it has " + padding + " bytes of padding");
    }
    return bytes.length - padding;
  }

  private static long get(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RtpPacket that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  @Override
  public String toString() {
    return "RTP type "
        + payloadType
        + (marker ? ", marker" : "")
        + ", sequence "
        + sequenceNumber
        + ", time stamp "
        + timestamp
        + ", "
        + payload.length
        + " bytes";
  }
}
