// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;

/**
 * The user of the car: what is shown, what is answered, and what has been agreed to (OTA-10). An
 * answer belongs to a confirmation that the server waits for, or to the update that is under way.
 */
final class UserSide {
  /** What the user says to the update that is under way. */
  interface Listener {
    void declined();

    /** The user may be asked again at a time of the timeline, if it was postponed. */
    void answered(Answer answer, long askAtNanos);
  }

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final Listener listener;
  private final UserDialog dialog;
  private final Display display;
  private final Agreements agreements;

  UserSide(
      DcmContext dcm,
      OtaSettings settings,
      Reports reports,
      UserParts parts,
      FlashPace pace,
      Listener listener) {
    this.dcm = dcm;
    this.settings = settings;
    this.listener = listener;
    this.dialog = new UserDialog(dcm, parts.car(), parts.bus(), new Answers());
    this.display = new Display(dcm, settings, dialog, pace);
    this.agreements = new Agreements(dcm, settings, reports, display);
  }

  Display display() {
    return display;
  }

  Agreements agreements() {
    return agreements;
  }

  void stop() {
    display.stop();
    dialog.stop();
  }

  void sleep() {
    dialog.sleep();
  }

  void wake() {
    dialog.wake();
  }

  void frame(long timeNanos) {
    dialog.frame(timeNanos);
  }

  boolean isAnswerAwaited() {
    return dialog.isAnswerAwaited();
  }

  private final class Answers implements UserDialog.Listener {
    @Override
    public void accepted() {
      answered(Answer.ACCEPTED, 0);
    }

    @Override
    public void declined() {
      if (!agreements.declined()) {
        listener.declined();
      }
    }

    @Override
    public void postponed() {
      answered(Answer.POSTPONED, dcm.timeline().nowNanos() + settings.postpone().toNanos());
    }

    private void answered(Answer answer, long askAtNanos) {
      if (!agreements.answered(answer, askAtNanos)) {
        listener.answered(answer, askAtNanos);
      }
    }
  }
}
