// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.Optional;

/** What must be true of an offer before it is loaded, and of an image before it is installed. */
final class ImageCheck {
  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Authorisation authorisation;
  private final CarDiagnostics car;

  /**
   * @param car its ECUs
   */
  ImageCheck(
      OtaSettings settings,
      OtaRules rules,
      FirmwareKeeper firmware,
      Authorisation authorisation,
      CarDiagnostics car) {
    this.car = car;
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
    this.authorisation = authorisation;
  }

  /** Why it is not loaded; empty if it is. The order is that of its version to what runs. */
  Optional<String> wrongWith(Offer offer, int order) {
    if (offer.isForDcm() && order != 0 && !rules.isTaken(order)) {
      return Optional.of(offer.version() + " is older than " + firmware.version());
    }
    for (EcuPart part : offer.ecus()) {
      if (car.ecu(part.ecu()).filter(ecu -> ecu.file().flash().isPresent()).isEmpty()) {
        return Optional.of("no ECU '" + part.ecu() + "' that takes software is in this car");
      }
      if (offer.together() && !part.fallback().isThere()) {
        return Optional.of("all or nothing, and nothing for " + part.ecu() + " to go back to");
      }
    }
    return firmware.download().isPossible(offer.bytes())
        ? Optional.empty()
        : Optional.of("no room for " + offer.bytes() + " bytes");
  }

  /**
   * Why what was loaded is not installed; empty if it is.
   *
   * @param asAnnounced whether its size and its hash are those of the offer
   */
  Optional<String> wrongWithImage(Offer offer, boolean asAnnounced) {
    Optional<String> notOrdered = authorisation.wrongWithImage(offer);
    if (notOrdered.isPresent()) {
      return notOrdered;
    } else if (!rules.isInstalled(asAnnounced)) {
      return Optional.of("the image is not what was announced");
    }
    for (EcuPart part : offer.ecus()) {
      Optional<EcuImage> image = EcuImage.read(head(offer, part.software(), EcuImage.HEAD_BYTES));
      if (image.isEmpty() || !image.get().version().equals(part.version())) {
        return Optional.of(part.ecu() + " has no software of version " + part.version());
      } else if (part.fallback().isThere() && !image.get().goesBackTo(part.fallback())) {
        return Optional.of("the software of " + part.ecu() + " names another one to go back to");
      }
    }
    return offer.isForDcm() ? wrongWithOwn(offer) : Optional.empty();
  }

  private byte[] head(Offer offer, Artifact artifact, int bytes) {
    int count = (int) Math.min(bytes, artifact.size());
    return firmware.download().read(offer.placeOf(artifact), count);
  }

  private Optional<String> wrongWithOwn(Offer offer) {
    Optional<FirmwareImage> image =
        FirmwareImage.read(head(offer, offer.own(), FirmwareImage.HEAD_BYTES));
    if (image.isEmpty() || !image.get().version().equals(offer.version())) {
      return Optional.of("the image is no firmware of version " + offer.version());
    } else if (!rules.isForThisHardware(image.get().hardware().equals(settings.hardware()))) {
      return Optional.of("the image is for hardware " + image.get().hardware());
    }
    return Optional.empty();
  }
}
