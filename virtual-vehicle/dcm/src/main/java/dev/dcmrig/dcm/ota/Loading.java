// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.ota.Action.Phase;
import dev.dcmrig.uptane.verify.Attack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of an action onto the flash, and looks at them there before anything is
 * installed (OTA-03, OTA-04).
 */
final class Loading {
  /** Who wants the files. */
  interface Listener {
    /** It may go on: with the next piece, or with what follows when all is there. */
    void progressed();

    /** They will never be. */
    void failed(String why);
  }

  private final Reports reports;
  private final CurrentAction current;
  private final Authorisation authorisation;
  private final ImageCheck check;
  private final Listener listener;
  private final Download download;

  Loading(
      DdiClient client,
      FirmwareKeeper firmware,
      FlashPace pace,
      OtaSettings settings,
      OtaRules rules,
      Reports reports,
      CurrentAction current,
      Authorisation authorisation,
      ImageCheck check,
      Listener listener) {
    this.reports = reports;
    this.current = current;
    this.authorisation = authorisation;
    this.check = check;
    this.listener = listener;
    this.download = new Download(client, firmware, pace, settings, rules, new DownloadEvents());
  }

  /** Goes on, if nothing is under way. */
  void proceed(Action action) {
    download.proceed(action);
  }

  /** What is under way is lost, and begun anew when it is asked for again. */
  void stop() {
    download.stop();
  }

  private final class DownloadEvents implements Download.Listener {
    @Override
    public void progressed() {
      if (current.isIn(Phase.DOWNLOADING)) {
        listener.progressed();
      }
    }

    @Override
    public void complete(boolean asAnnounced) {
      current.with(action -> loaded(action, asAnnounced));
    }

    @Override
    public void failed(@Nullable Attack attack, String why) {
      listener.failed(attack == null ? why : authorisation.refused(attack, why));
    }
  }

  private void loaded(Action action, boolean asAnnounced) {
    Optional<String> wrong = check.wrongWithImage(action.offer, asAnnounced);
    if (wrong.isPresent()) {
      listener.failed(wrong.get());
    } else {
      action.enter(Phase.READY);
      reports.report(action.offer.action(), "downloaded", "none", action.offer.version());
      listener.progressed();
    }
  }
}
