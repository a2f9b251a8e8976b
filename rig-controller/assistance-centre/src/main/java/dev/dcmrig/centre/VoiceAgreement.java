// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.sdp.Direction;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.ecall.sdp.SdpException;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sip.SipMessageView;
import java.util.List;
import java.util.Optional;

/** Offer and answer of one call (RFC 3264); either end may make the offer. */
final class VoiceAgreement {
  private final PartnerNotes.About notes;
  private final Seed.Stream ids;
  private final int rtpPort;
  private Optional<Sdp> offered = Optional.empty();
  private Optional<Media> farSide = Optional.empty();

  VoiceAgreement(PartnerNotes.About notes, Seed.Stream ids, int rtpPort) {
    this.notes = notes;
    this.ids = ids;
    this.rtpPort = rtpPort;
  }

  /** Takes the other end's offer; false when there is no stream in it that the centre can use. */
  boolean offered(byte[] text) {
    offered = usable("the offer", text);
    farSide = offered.flatMap(Sdp::pcmu);
    return farSide.isPresent();
  }

  /** Whether the other end made the offer. */
  boolean isOffered() {
    return offered.isPresent();
  }

  /** The other end's stream, once it is known. */
  Optional<Media> farSide() {
    return farSide;
  }

  /** The answer to an offer, or an offer of its own where none has come (RFC 3261 13.3.1.4). */
  byte[] description() {
    if (offered.isEmpty()) {
      return offer();
    }
    try {
      return Sdp.answer(
              offered.get(),
              ids.nextInt(Integer.MAX_VALUE),
              NetworkMap.CENTRE_ADDRESS,
              rtpPort,
              Direction.SENDRECV)
          .write();
    } catch (SdpException e) {
      throw new IllegalStateException("an offer with PCMU can be answered", e);
    }
  }

  byte[] offer() {
    return Sdp.offer(
            ids.nextInt(Integer.MAX_VALUE), NetworkMap.CENTRE_ADDRESS, rtpPort, Direction.SENDRECV)
        .write();
  }

  /**
   * Takes the answer to the centre's own offer.
   *
   * @param where names the message, for people
   * @return false when it has no stream that can be used
   */
  boolean answered(String where, SipMessageView message) {
    try {
      Optional<byte[]> sdp = CallBody.of(message).sdp();
      if (sdp.isPresent()) {
        farSide = usable("the answer in the " + where, sdp.get()).flatMap(Sdp::pcmu);
      } else {
        notes.wrong(WrongKind.SDP, "no answer in the " + where + " (RFC 3261 13.2.1)");
      }
    } catch (MimeException e) {
      notes.wrong(WrongKind.BODY, "body of the " + where + ": " + e.getMessage());
    }
    return farSide.isPresent();
  }

  /** What a DCM says of its voice (docs/DCM-INTERFACE.md, 2.2): both ways, 20 ms a packet. */
  private void check(String what, Media media) {
    if (notes.isOfDcm() && media.direction() != Direction.SENDRECV) {
      String direction = media.direction().attribute();
      notes.wrong(WrongKind.SDP, what + " is " + direction + ", not sendrecv");
    }
    if (notes.isOfDcm() && media.ptimeMillis() != Media.DEFAULT_PTIME_MILLIS) {
      notes.wrong(WrongKind.SDP, what + " has packets of " + media.ptimeMillis() + " ms, not 20");
    }
    if (notes.isOfDcm() && !media.formats().equals(List.of("0"))) {
      notes.wrong(WrongKind.SDP, what + " has payload types " + media.formats() + ", not 0 alone");
    }
  }

  private Optional<Sdp> usable(String what, byte[] text) {
    try {
      Sdp sdp = Sdp.parse(text);
      if (sdp.pcmu().isPresent()) {
        check(what, sdp.pcmu().get());
        return Optional.of(sdp);
      }
      notes.wrong(WrongKind.SDP, what + " has no PCMU audio over RTP/AVP: " + sdp.media());
    } catch (SdpException e) {
      notes.wrong(WrongKind.SDP, what + ": " + e.getMessage());
    }
    return Optional.empty();
  }
}
