// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session description as this project's parties use it: one PCMU audio stream; other media are
 * refused.
 *
 * @param sessionId 0 or more, the same through a session
 * @param sessionVersion counts up with each changed description of a session
 * @param originAddress IPv4 address of who made it
 * @param media in their order; an answer has as many as its offer
 */
public record Sdp(long sessionId, long sessionVersion, String originAddress, List<Media> media) {
  /** Content type of such a body. */
  public static final String CONTENT_TYPE = "application/sdp";

  /** Payload type of PCMU (RFC 3551 6). */
  public static final int PCMU = 0;

  public Sdp {
    media = List.copyOf(media);
  }

  /** An offer of one PCMU stream, 20 ms packets. */
  public static Sdp offer(long sessionId, String address, int port, Direction direction) {
    return new Sdp(sessionId, 1, address, List.of(audio(address, port, direction, PCMU, 20)));
  }

  private static Media audio(
      String address, int port, Direction direction, int payloadType, int ptimeMillis) {
    return new Media(
        "audio",
        port,
        "RTP/AVP",
        List.of(Integer.toString(payloadType)),
        address,
        direction,
        ptimeMillis,
        payloadType);
  }

  /**
   * The answer to an offer (RFC 3264 6): the first PCMU stream is taken, everything else refused.
   *
   * @param wanted what this side would do; narrowed to what the offer allows
   * @throws SdpException when there is no PCMU stream in it: the call is refused with 488
   */
  public static Sdp answer(Sdp offer, long sessionId, String address, int port, Direction wanted)
      throws SdpException {
    List<Media> answers = new ArrayList<>();
    boolean taken = false;
    for (Media offered : offer.media()) {
      if (!taken && offered.offersPcmu()) {
        taken = true;
        answers.add(
            audio(
                address,
                port,
                offered.direction().answer(wanted),
                offered.pcmuPayloadType(),
                offered.ptimeMillis()));
      } else {
        answers.add(refused(offered, address));
      }
    }
    if (!taken) {
      throw new SdpException("the offer has no PCMU audio over RTP/AVP: " + offer.media());
    }
    return new Sdp(sessionId, 1, address, answers);
  }

  private static Media refused(Media offered, String address) {
    return new Media(
        offered.kind(),
        0,
        offered.protocol(),
        offered.formats(),
        address,
        Direction.INACTIVE,
        offered.ptimeMillis(),
        -1);
  }

  /** The PCMU stream; empty when the description has none. */
  public Optional<Media> pcmu() {
    return media.stream().filter(Media::offersPcmu).findFirst();
  }

  /** The description as text with CRLF, strictly as RFC 8866 has it. */
  public byte[] write() {
    return SdpText.write(this);
  }

  /**
   * Reads tolerantly: unknown lines and attributes are passed over, bare LF ends a line.
   *
   * @throws SdpException when there is no origin, no media line or no address for a stream
   */
  public static Sdp parse(byte[] text) throws SdpException {
    return SdpText.parse(text);
  }
}
