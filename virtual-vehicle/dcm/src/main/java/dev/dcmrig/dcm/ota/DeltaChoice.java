// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.DownloadArea;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Whether an image is loaded by a delta (OTA-01): one that was made from what runs, that is smaller
 * than the image, and for which there is room beside it.
 */
final class DeltaChoice {
  private static final String ZSTD = "zstd";

  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;

  DeltaChoice(OtaSettings settings, OtaRules rules, FirmwareKeeper firmware) {
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
  }

  /** Says in the action how its image is to come. */
  void choose(Action action) {
    Offer offer = action.offer;
    if (!offer.isForDcm() || offer.deltas().isEmpty()) {
      return;
    }
    if (!settings.deltas().equals(ZSTD)) {
      action.way = whole("this DCM takes no deltas");
      return;
    }
    Optional<Delta> delta = ofWhatRuns(offer.deltas());
    if (delta.isEmpty()) {
      action.way = whole("no delta is for what runs");
    } else if (!rules.isDeltaLoaded(isWorthIt(offer, delta.get()))) {
      action.way = whole("the delta is no smaller, or there is no room for it");
    } else {
      action.delta = delta.get();
      action.way = "delta: " + delta.get().file().size() + " of " + offer.own().size() + " bytes";
    }
  }

  /** What is told of an image that does not come by a delta. */
  static String whole(String why) {
    return "whole image: " + why;
  }

  private Optional<Delta> ofWhatRuns(List<Delta> deltas) {
    String runs = sha256(firmware.runningImage());
    return deltas.stream().filter(delta -> rules.isDeltaOf(delta.base().equals(runs))).findFirst();
  }

  private boolean isWorthIt(Offer offer, Delta delta) {
    DownloadArea area = firmware.download();
    return delta.file().size() < offer.own().size()
        && area.isPossible(offer.bytes() + Offer.blocks(delta.file()));
  }

  private static String sha256(byte[] image) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
