// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.ota.Action.Phase;
import java.util.function.Consumer;

/**
 * How an update ends: what it must take back first, what the user is shown, and what the server is
 * told, once, and again after what may have lost it.
 */
final class Result {
  private final OtaRules rules;
  private final Reports reports;
  private final Display display;
  private final Preparation preparation;
  private final CarInstallation installation;
  private final Authorisation authorisation;
  private final Consumer<Action> told;
  private boolean sent;

  /**
   * @param told when the server has answered
   */
  Result(
      OtaRules rules,
      Reports reports,
      Display display,
      Preparation preparation,
      CarInstallation installation,
      Authorisation authorisation,
      Consumer<Action> told) {
    this.rules = rules;
    this.reports = reports;
    this.display = display;
    this.preparation = preparation;
    this.installation = installation;
    this.authorisation = authorisation;
    this.told = told;
  }

  /** It is on its way no more: what was sent may be lost. */
  void again() {
    sent = false;
  }

  /** It is over; one that failed may have something to take back first. */
  void over(Action action, boolean success, String details) {
    if (action.phase == Phase.TAKING_BACK) {
      return;
    }
    boolean well = success && rules.isWhole(action.isEachEcuWell());
    if (!well && installation.isToBeTakenBack(action)) {
      action.details = details;
      action.enter(Phase.TAKING_BACK);
    } else {
      conclude(action, well, details);
    }
  }

  /** It is over, and nothing is left to be done in the car. */
  void conclude(Action action, boolean success, String details) {
    boolean known = action.isLoaded();
    action.conclude(success, details);
    preparation.reset();
    display.showEnd(known && rules.isResultShown(), success, action.offer);
    if (success || !action.ecus.isEmpty()) {
      reports.versions();
    }
    tell(action);
  }

  /**
   * Tells it, unless it is on its way. The director is told first; after an emergency or a loss of
   * supply in the midst of that, anew.
   */
  void tell(Action action) {
    if (sent || authorisation.isReporting()) {
      return;
    }
    if (!action.directorTold) {
      authorisation.concluded(
          action,
          () -> {
            action.directorTold = true;
            action.keep();
            tell(action);
          });
    } else {
      sent = true;
      reports.result(
          action.offer.action(),
          action.success,
          action.summary(),
          () -> told.accept(action),
          this::again);
    }
  }
}
