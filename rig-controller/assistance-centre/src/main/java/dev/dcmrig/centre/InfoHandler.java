// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.sip.SipAnswer;
import dev.dcmrig.sip.SipMessageView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at the INFO requests of a call, as RFC 6086 and RFC 8147 have them. */
final class InfoHandler {
  /** The package that the centre takes and sends. */
  static final String PACKAGE = "EmergencyCallData.eCall.MSD";

  private static final int BAD_REQUEST = 400;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int BAD_INFO_PACKAGE = 469;

  private final PartnerNotes.About notes;
  private final Consumer<MimePart> takesMsd;

  InfoHandler(PartnerNotes.About notes, Consumer<MimePart> takesMsd) {
    this.notes = notes;
    this.takesMsd = takesMsd;
  }

  SipAnswer answer(SipMessageView request) {
    Optional<String> otherPackage = otherPackage(request.headers("Info-Package"));
    if (otherPackage.isPresent()) {
      notes.wrong(WrongKind.INFO_PACKAGE, otherPackage.get());
      // RFC 6086 4.2.2.
      return new SipAnswer(BAD_INFO_PACKAGE, Map.of("Recv-Info", PACKAGE));
    }
    CallBody body;
    try {
      body = CallBody.of(request);
    } catch (MimeException e) {
      notes.wrong(WrongKind.BODY, "body of INFO: " + e.getMessage());
      return SipAnswer.of(BAD_REQUEST);
    }
    Optional<String> unknown = body.unknownType();
    if (unknown.isPresent()) {
      notes.wrong(WrongKind.BODY, "INFO with a body of type " + unknown.get());
      return new SipAnswer(UNSUPPORTED_MEDIA_TYPE, Map.of("Accept", CallBody.ACCEPT));
    }
    Optional<MimePart> msd = body.msd();
    if (msd.isPresent()) {
      takesMsd.accept(msd.get());
    } else if (!body.hasControl()) {
      notes.wrong(WrongKind.MSD_MISSING, "INFO of package " + PACKAGE + " without an MSD");
    }
    return SipAnswer.OK;
  }

  /** What is wrong with the package; tokens compare without case (RFC 3261 7.3.1). */
  private static Optional<String> otherPackage(List<String> packages) {
    if (packages.isEmpty()) {
      return Optional.of("INFO without Info-Package; the centre takes " + PACKAGE);
    }
    String name = packages.get(0).split(";", 2)[0].strip();
    return packages.size() == 1 && name.equalsIgnoreCase(PACKAGE)
        ? Optional.empty()
        : Optional.of(
            "INFO with Info-Package "
                + String.join(", ", packages)
                + "; the centre takes "
                + PACKAGE);
  }
}
