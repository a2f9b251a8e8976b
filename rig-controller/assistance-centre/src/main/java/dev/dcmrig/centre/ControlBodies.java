// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.control.ControlXml;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.sim.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bodies that the centre sends: as they are to be, or wrong where it was told so. */
final class ControlBodies {
  private final RingBehaviour behaviour;
  private final Seed.Stream ids;

  ControlBodies(RingBehaviour behaviour, Seed.Stream ids) {
    this.behaviour = behaviour;
    this.ids = ids;
  }

  /** A body with its type; both empty where there is none. */
  record Body(String contentType, byte[] bytes) {
    static final Body NONE = new Body("", new byte[0]);
  }

  /** A control document alone. */
  Body control(Control control) {
    byte[] xml = ControlXml.write(control);
    boolean cut =
        !control.acks().isEmpty()
            && behaviour.does(Misbehaviour.SENDS_CONTROL_DATA_THAT_ARE_NO_XML);
    return new Body(Control.CONTENT_TYPE, cut ? Arrays.copyOf(xml, xml.length - 10) : xml);
  }

  /** An acknowledgement of the MSD with this Content-ID. */
  Control acknowledgement(String contentId, boolean received) {
    boolean another = behaviour.does(Misbehaviour.ACKNOWLEDGES_ANOTHER_MSD);
    return Control.ack(another ? "another-" + contentId : contentId, received);
  }

  /** What answers an INVITE: the session, and what is said of the MSD. */
  Body answer(byte[] session, Optional<Control> acknowledgement) {
    if (behaviour.does(Misbehaviour.ANSWERS_WITHOUT_SDP)) {
      return Body.NONE;
    }
    byte[] description =
        behaviour.does(Misbehaviour.ANSWERS_WITH_ANOTHER_CODEC) ? pcma(session) : session;
    if (acknowledgement.isEmpty()) {
      return new Body(Sdp.CONTENT_TYPE, description);
    }
    String boundary = "c" + ids.token();
    Body control = control(acknowledgement.get());
    Multipart parts =
        new Multipart(
            List.of(
                MimePart.of(Sdp.CONTENT_TYPE, description),
                MimePart.of(control.contentType(), control.bytes())
                    .with("Content-Disposition", "by-reference;handling=optional")));
    byte[] whole = parts.write(boundary);
    boolean cut = behaviour.does(Misbehaviour.ANSWERS_WITH_A_BODY_THAT_IS_CUT);
    return new Body(
        Multipart.contentType(boundary), cut ? Arrays.copyOf(whole, whole.length / 2) : whole);
  }

  /** The offer of a call back. */
  byte[] offer(byte[] session) {
    return behaviour.does(Misbehaviour.OFFERS_ANOTHER_CODEC) ? pcma(session) : session;
  }

  /** PCMA alone (RFC 3551: payload type 8). */
  private static byte[] pcma(byte[] session) {
    return new String(session, StandardCharsets.UTF_8)
        .replace("RTP/AVP 0", "RTP/AVP 8")
        .replace("rtpmap:0 PCMU", "rtpmap:8 PCMA")
        .getBytes(StandardCharsets.UTF_8);
  }
}
