// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.sip.SipMessageView;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a body that the centre knows, wherever they stand: alone, in a multipart body, or in
 * a multipart body within one.
 *
 * @param parts in their order; those of types that nobody here knows included
 */
record CallBody(List<MimePart> parts) {
  /** Value of Accept in a 415 (RFC 3261 8.2.3). */
  static final String ACCEPT =
      "application/sdp, multipart/mixed, " + Msd.CONTENT_TYPE + ", " + Control.CONTENT_TYPE;

  private static final String SDP = "application/sdp";

  /** The last is the caller's location (RFC 6442): it comes with emergency calls, unused here. */
  private static final List<String> KNOWN =
      List.of(SDP, Msd.CONTENT_TYPE, Control.CONTENT_TYPE, "application/pidf+xml");

  private static final List<String> BODY_HEADERS = List.of("Content-ID", "Content-Disposition");

  CallBody {
    parts = List.copyOf(parts);
  }

  /**
   * @throws MimeException when the body can't be taken apart
   */
  static CallBody of(SipMessageView message) throws MimeException {
    byte[] bytes = message.body();
    if (bytes.length == 0) {
      return new CallBody(List.of());
    }
    Multipart read = Multipart.parse(message.contentType(), bytes);
    boolean alone = read.parts().size() == 1 && read.parts().get(0).is(message.contentType());
    return new CallBody(
        alone ? List.of(withHeadersOf(message, read.parts().get(0))) : read.parts());
  }

  /** What a multipart body says in a part's headers, a single body says in the message's. */
  private static MimePart withHeadersOf(SipMessageView message, MimePart part) {
    MimePart complete = part;
    for (String name : BODY_HEADERS) {
      Optional<String> value = message.header(name);
      if (value.isPresent()) {
        complete = complete.with(name, value.get());
      }
    }
    return complete;
  }

  private Optional<MimePart> first(String type) {
    return parts.stream().filter(part -> part.is(type)).findFirst();
  }

  Optional<byte[]> sdp() {
    return first(SDP).map(MimePart::body);
  }

  Optional<MimePart> msd() {
    return first(Msd.CONTENT_TYPE);
  }

  /** What the MSD of a message is named by; empty when there is none that can be read. */
  static Optional<String> contentIdOfMsd(SipMessageView message) {
    try {
      return of(message).msd().flatMap(MimePart::contentId);
    } catch (MimeException e) {
      return Optional.empty();
    }
  }

  boolean hasControl() {
    return first(Control.CONTENT_TYPE).isPresent();
  }

  /** The type of the first part that must be understood and is not. */
  Optional<String> unknownType() {
    return parts.stream()
        .filter(part -> KNOWN.stream().noneMatch(part::is) && !part.isOptional())
        .map(MimePart::contentType)
        .findFirst();
  }
}
