// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.ecall.rtp.RtpPacket;
import dev.dcmrig.ecall.sdp.Media;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the packets of a DCM's voice must be (docs/DCM-INTERFACE.md, 2.3; RFC 3550, RFC 3551): of
 * the payload type that was agreed, 160 samples each, of one source, counted up, on a clock of
 * 8,000 Hz that runs on while nothing is said, and only in a direction that was agreed. Packets may
 * get lost on the way.
 */
final class VoiceRules {
  private static final int SAMPLES = 160;
  private static final int SEQUENCE_NUMBERS = 1 << 16;
  private static final long CLOCK = 1L << 32;
  private static final long NANOS_OF_A_SAMPLE = 125_000;

  /**
   * So many samples may lie between a packet's time and its stamp, 2 s: in real time a busy machine
   * holds packets up.
   */
  private static final long JITTER = 16_000;

  private final PartnerNotes.About notes;
  private final Set<String> told = new HashSet<>();
  private @Nullable RtpPacket last;
  private long lastNanos;

  VoiceRules(PartnerNotes.About notes) {
    this.notes = notes;
  }

  /**
   * Notes each kind of fault once.
   *
   * @param nanos when the packet arrived
   */
  void look(RtpPacket packet, @Nullable Media agreed, long nanos) {
    if (agreed != null) {
      check(
          packet.payloadType() == agreed.pcmuPayloadType(),
          "payload type " + packet.payloadType() + "; agreed was " + agreed.pcmuPayloadType());
      check(
          agreed.direction().sends(),
          "voice although the DCM said that it sends none: " + agreed.direction().attribute());
    }
    check(
        packet.payload().length == SAMPLES,
        "a packet of " + packet.payload().length + " bytes, not " + SAMPLES + " (20 ms)");
    RtpPacket before = last;
    long passed = (nanos - lastNanos) / NANOS_OF_A_SAMPLE;
    last = packet;
    lastNanos = nanos;
    if (before == null) {
      return;
    }
    check(packet.ssrc() == before.ssrc(), "another SSRC within one call (RFC 3550 5.1)");
    int steps = Math.floorMod(packet.sequenceNumber() - before.sequenceNumber(), SEQUENCE_NUMBERS);
    long samples = Math.floorMod(packet.timestamp() - before.timestamp(), CLOCK);
    check(
        steps > 0 && steps < SEQUENCE_NUMBERS / 2,
        "sequence number "
            + packet.sequenceNumber()
            + " after "
            + before.sequenceNumber()
            + " (RFC 3550 5.1)");
    check(
        samples % SAMPLES == 0 && samples >= (long) steps * SAMPLES && samples < CLOCK / 2,
        "a time stamp " + samples + " samples after that of " + steps + " packets before");
    check(
        samples >= CLOCK / 2 || Math.abs(samples - passed) <= JITTER,
        "a time stamp " + samples + " samples on, " + passed + " samples later (RFC 3550 5.1)");
  }

  private void check(boolean good, String what) {
    String kind = what.replaceAll("[0-9]+", "#");
    if (!good && told.add(kind)) {
      notes.wrong(WrongKind.VOICE, "RTP: " + what);
    }
  }
}
