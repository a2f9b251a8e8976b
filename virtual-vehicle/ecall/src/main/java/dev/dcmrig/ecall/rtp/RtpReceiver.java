// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/**
 * Watches the packets of one stream and says what became of each. Does not reorder: bursts on a
 * bench arrive in order, and what doesn't is counted.
 */
public final class RtpReceiver {
  /** What a packet is to its stream. */
  public enum Arrival {
    /** The next one, or the first after a gap. */
    IN_ORDER,
    /** Behind a newer one. */
    LATE,
    DUPLICATE,
    /** Another payload type than was agreed. */
    WRONG_PAYLOAD_TYPE,
    /** From a source that this stream did not begin with. */
    OTHER_SOURCE
  }

  /** A jump of more than this is late rather than ahead (RFC 3550 A.1). */
  private static final int MAX_DROPOUT = 3_000;

  private final int payloadType;
  private boolean started;
  private long ssrc;
  private int highest;
  private long received;
  private long lost;
  private long wrongPayloadType;

  public RtpReceiver(int payloadType) {
    this.payloadType = payloadType;
  }

  /** Counts the packet; only one that is {@link Arrival#IN_ORDER} is to be played. */
  public Arrival accept(RtpPacket packet) {
    if (packet.payloadType() != payloadType) {
      wrongPayloadType++;
      return Arrival.WRONG_PAYLOAD_TYPE;
    }
    if (!started) {
      started = true;
      ssrc = packet.ssrc();
      highest = packet.sequenceNumber();
      received++;
      return Arrival.IN_ORDER;
    }
    if (packet.ssrc() != ssrc) {
      return Arrival.OTHER_SOURCE;
    }
    int ahead = (packet.sequenceNumber() - highest) & 0xFFFF;
    if (ahead == 0) {
      return Arrival.DUPLICATE;
    }
    received++;
    if (ahead > MAX_DROPOUT) {
      lost = Math.max(0, lost - 1);
      return Arrival.LATE;
    }
    lost += ahead - 1;
    highest = packet.sequenceNumber();
    return Arrival.IN_ORDER;
  }

  /** Packets of the agreed type and source, duplicates of the newest not counted. */
  public long received() {
    return received;
  }

  /** Gaps in the sequence that no late packet has filled. */
  public long lost() {
    return lost;
  }

  public long wrongPayloadType() {
    return wrongPayloadType;
  }
}
