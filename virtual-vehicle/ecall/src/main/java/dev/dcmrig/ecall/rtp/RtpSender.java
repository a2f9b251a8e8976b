// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/** Numbers the packets of one stream: sequence and time stamp run on, the source stays. */
public final class RtpSender {
  private final int payloadType;
  private final long ssrc;
  private int sequenceNumber;
  private long timestamp;
  private boolean talkspurtBegins = true;

  /**
   * @param firstSequenceNumber random (RFC 3550 5.1): the lower 16 bits are used
   * @param firstTimestamp random: the lower 32 bits are used
   * @param ssrc random: the lower 32 bits are used
   */
  public RtpSender(int payloadType, long firstSequenceNumber, long firstTimestamp, long ssrc) {
    this.payloadType = payloadType;
    this.sequenceNumber = (int) (firstSequenceNumber & 0xFFFF);
    this.timestamp = firstTimestamp & 0xFFFF_FFFFL;
    this.ssrc = ssrc & 0xFFFF_FFFFL;
  }

  /** The next packet, of one byte a sample. */
  public RtpPacket next(byte[] payload) {
    RtpPacket packet =
        new RtpPacket(payloadType, talkspurtBegins, sequenceNumber, timestamp, ssrc, payload);
    talkspurtBegins = false;
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    timestamp = (timestamp + payload.length) & 0xFFFF_FFFFL;
    return packet;
  }

  /** Nothing is sent for so many samples; the packet after them carries the marker. */
  public void skip(long samples) {
    timestamp = (timestamp + samples) & 0xFFFF_FFFFL;
    talkspurtBegins = true;
  }
}
