// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.ota.Action.Phase;
import dev.dcmrig.uptane.verify.Attack;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of an action onto the flash, and looks at them there before anything is
 * installed (OTA-03, OTA-04). Where a delta was chosen it is loaded and unpacked in place of the
 * image; whatever goes wrong with it, the image itself is loaded then.
 */
final class Loading {
  /** Who wants the files. */
  interface Listener {
    /** It may go on: with the next piece, or with what follows when all is there. */
    void progressed();

    /** They will never be. */
    void failed(String why);
  }

  private final OtaRules rules;
  private final Reports reports;
  private final CurrentAction current;
  private final Authorisation authorisation;
  private final ImageCheck check;
  private final Listener listener;
  private final Download download;
  private final Unpacking unpacking;

  /**
   * @param suspended whether an emergency suspends the update
   */
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
      BooleanSupplier suspended,
      Listener listener) {
    this.rules = rules;
    this.reports = reports;
    this.current = current;
    this.authorisation = authorisation;
    this.check = check;
    this.listener = listener;
    this.download = new Download(client, firmware, pace, settings, rules, new DownloadEvents());
    this.unpacking = new Unpacking(firmware, pace, suspended, new UnpackingEvents());
  }

  /** Goes on, if nothing is under way. */
  void proceed(Action action) {
    if (unpacking.isAt(action)) {
      unpacking.proceed();
    } else {
      download.proceed(action);
    }
  }

  /** What is under way is lost, and begun anew when it is asked for again. */
  void stop() {
    download.stop();
    unpacking.stop();
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
      current.with(action -> arrived(action, asAnnounced));
    }

    @Override
    public void failed(@Nullable Attack attack, String why) {
      current.with(
          action -> {
            if (action.isLoadingDelta()) {
              loadImage(action, why);
            } else {
              listener.failed(attack == null ? why : authorisation.refused(attack, why));
            }
          });
    }
  }

  private final class UnpackingEvents implements Unpacking.Listener {
    @Override
    public void unpacked(Action action, boolean asAnnounced) {
      if (rules.isUnpackedTaken(asAnnounced)) {
        next(action, asAnnounced);
      } else {
        loadImage(action, "the delta makes another image than was announced");
      }
    }

    @Override
    public void failed(Action action, String why) {
      loadImage(action, why);
    }
  }

  private void arrived(Action action, boolean asAnnounced) {
    if (!action.isLoadingDelta()) {
      next(action, asAnnounced);
    } else if (asAnnounced) {
      unpacking.begin(action);
    } else {
      loadImage(action, "the delta is not what was announced");
    }
  }

  /** One of the files is there; the others follow if it is the right one. */
  private void next(Action action, boolean asAnnounced) {
    if (asAnnounced && action.nextPiece()) {
      listener.progressed();
    } else {
      loaded(action, asAnnounced);
    }
  }

  /** The delta is of no use; the update goes on without it. */
  private void loadImage(Action action, String why) {
    if (!rules.isImageLoadedInstead()) {
      listener.failed(why);
      return;
    }
    stop();
    action.loadImage(DeltaChoice.whole(why));
    reports.report(action.offer.action(), "proceeding", "none", action.way);
    listener.progressed();
  }

  private void loaded(Action action, boolean asAnnounced) {
    Optional<String> wrong = check.wrongWithImage(action.offer, asAnnounced);
    if (wrong.isPresent()) {
      listener.failed(wrong.get());
    } else {
      action.enter(Phase.READY);
      reports.report(
          action.offer.action(), "downloaded", "none", action.offer.version(), action.way);
      listener.progressed();
    }
  }
}
