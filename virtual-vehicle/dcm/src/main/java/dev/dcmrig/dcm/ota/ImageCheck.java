// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import java.util.Optional;

/** What must be true of an offer before it is loaded, and of an image before it is installed. */
final class ImageCheck {
  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Authorisation authorisation;

  ImageCheck(
      OtaSettings settings, OtaRules rules, FirmwareKeeper firmware, Authorisation authorisation) {
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
    this.authorisation = authorisation;
  }

  /** Why it is not loaded; empty if it is. The order is that of its version to what runs. */
  Optional<String> wrongWith(Offer offer, int order) {
    if (!rules.isTaken(order)) {
      return Optional.of(offer.version() + " is older than " + firmware.version());
    }
    return firmware.download().isPossible(offer.size())
        ? Optional.empty()
        : Optional.of("no room for " + offer.size() + " bytes");
  }

  /**
   * Why what was loaded is not installed; empty if it is.
   *
   * @param asAnnounced whether its size and its hash are those of the offer
   */
  Optional<String> wrongWithImage(Offer offer, boolean asAnnounced) {
    int head = (int) Math.min(FirmwareImage.HEAD_BYTES, offer.size());
    Optional<FirmwareImage> image = FirmwareImage.read(firmware.download().read(0, head));
    Optional<String> notOrdered = authorisation.wrongWithImage(offer);
    if (notOrdered.isPresent()) {
      return notOrdered;
    } else if (!rules.isInstalled(asAnnounced)) {
      return Optional.of("the image is not what was announced");
    } else if (image.isEmpty() || !image.get().version().equals(offer.version())) {
      return Optional.of("the image is no firmware of version " + offer.version());
    } else if (!rules.isForThisHardware(image.get().hardware().equals(settings.hardware()))) {
      return Optional.of("the image is for hardware " + image.get().hardware());
    }
    return Optional.empty();
  }
}
