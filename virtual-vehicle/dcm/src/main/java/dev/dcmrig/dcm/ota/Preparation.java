// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;
import dev.dcmrig.dcm.ota.UserDialog.View;
import java.util.Optional;

/**
 * What must be before an image is installed: the server's window, the user's agreement, the notice
 * to the user, and the car as it should be (OTA-05, OTA-10). Waits for it, up to {@code
 * ota.waitLimit} in all.
 */
final class Preparation {
  /** Who wants to install. */
  interface Listener {
    /** Everything is as it must be. */
    void ready();

    void waitedTooLong(String why);
  }

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final OtaRules rules;
  private final Reports reports;
  private final Preconditions preconditions;
  private final Agreements agreements;
  private final Display display;
  private final Listener listener;
  private boolean announced;
  private long beginAtNanos;
  private String waitsFor = "";

  Preparation(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      Reports reports,
      Preconditions preconditions,
      Agreements agreements,
      Display display,
      Listener listener) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.reports = reports;
    this.preconditions = preconditions;
    this.agreements = agreements;
    this.display = display;
    this.listener = listener;
  }

  /** Nothing is announced, and nothing waited for. */
  void reset() {
    announced = false;
    waitsFor = "";
  }

  void proceed(Action action) {
    long now = dcm.timeline().nowNanos();
    if (isTooLong(action)) {
      listener.waitedTooLong(waitsFor.isEmpty() ? "the user" : waitsFor);
    } else if (rules.isInWindow(action.offer.installed()) && isAgreed(action, now)) {
      // Outside of the window nothing is done: the next poll says when it is open.
      announce(action, now);
    }
  }

  private boolean isTooLong(Action action) {
    return dcm.timeline().nowNanos() - action.sinceNanos > settings.waitLimit().toNanos();
  }

  private boolean isAgreed(Action action, long now) {
    boolean asked = !action.offer.forced() && !agreements.has(action.offer.action());
    if (!rules.isAgreementNeeded(asked) || action.answer == Answer.ACCEPTED) {
      return true;
    }
    if (now >= action.askAtNanos) {
      display.show(View.OFFERED, action.offer);
    }
    return false;
  }

  private void announce(Action action, long now) {
    if (!announced) {
      announced = true;
      beginAtNanos = now + settings.notice().toNanos();
      if (rules.isAnnounced()) {
        display.show(View.ANNOUNCED, action.offer);
      }
    }
    if (now >= beginAtNanos) {
      Optional<String> missing = preconditions.missing();
      missing.ifPresentOrElse(what -> waitFor(action, what), listener::ready);
    }
  }

  /** The car has ceased to be as it should while the image was being written. */
  void paused(Action action, String why) {
    waitFor(action, why);
    display.show(View.ANNOUNCED, action.offer);
    if (isTooLong(action)) {
      listener.waitedTooLong(why);
    }
  }

  /** It goes on. */
  void resumed() {
    waitsFor = "";
  }

  /** Tells the server what is waited for, once for each reason. */
  void waitFor(Action action, String what) {
    if (!waitsFor.equals(what)) {
      waitsFor = what;
      reports.report(action.offer.action(), "scheduled", "none", "waiting: " + what);
    }
  }
}
