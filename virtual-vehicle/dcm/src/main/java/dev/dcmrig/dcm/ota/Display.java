// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.UserDialog.View;
import dev.dcmrig.sim.Timer;

/**
 * What the head unit shows of an update, with its version and how long it takes (OTA-10). A result
 * goes by itself.
 */
final class Display {
  /** What an ECU takes beside the transfer: session, erase, checks, reset. */
  private static final long SECONDS_FOR_AN_ECU = 10;

  /** What goes over a bus that others use, too. */
  private static final long ECU_BYTES_PER_SECOND = 10_000;

  private final OtaSettings settings;
  private final UserDialog dialog;
  private final FlashPace pace;
  private final Timer resultEnds;

  Display(DcmContext dcm, OtaSettings settings, UserDialog dialog, FlashPace pace) {
    this.settings = settings;
    this.dialog = dialog;
    this.pace = pace;
    this.resultEnds = dcm.timeline().timer(this::clear);
  }

  void show(View view, Offer offer) {
    resultEnds.cancel();
    dialog.show(view, offer.version(), secondsFor(offer));
  }

  /** Shows how it ended, for the time of {@code ota.resultShown}; or that there is nothing. */
  void showEnd(boolean shown, boolean success, Offer offer) {
    if (!shown) {
      clear();
      return;
    }
    show(success ? View.SUCCEEDED : View.FAILED, offer);
    resultEnds.armAfter(settings.resultShown().toNanos());
  }

  /** Nothing is shown any more. */
  void clear() {
    dialog.show(View.NONE, "0", 0);
  }

  void stop() {
    resultEnds.cancel();
  }

  /** How long it takes, in seconds: the writing, and the test after it; and each ECU's. */
  private long secondsFor(Offer offer) {
    long own =
        offer.isForDcm()
            ? pace.timeFor(offer.own().size()).plus(settings.selfTest()).toSeconds()
            : 0;
    return own + offer.ecus().size() * SECONDS_FOR_AN_ECU + offer.ecuBytes() / ECU_BYTES_PER_SECOND;
  }
}
