// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Phase;
import java.util.Optional;

/**
 * What the server offers, takes back and wants to end, and what that makes of the update under way.
 */
final class Offers {
  /** Who carries updates out. */
  interface Listener {
    /** An action begins; nothing of the one before is told any more. */
    void begun();

    /** It may go on. */
    void accepted();

    /** It is over before it has begun. */
    void over(boolean success, String details);

    /** The one under way is not wanted any more. */
    void givenUp();
  }

  private final DcmContext dcm;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Reports reports;
  private final CurrentAction current;
  private final Agreements agreements;
  private final Authorisation authorisation;
  private final ImageCheck check;
  private final DeltaChoice deltas;
  private final Listener listener;

  Offers(
      DcmContext dcm,
      OtaRules rules,
      FirmwareKeeper firmware,
      Reports reports,
      CurrentAction current,
      Agreements agreements,
      Authorisation authorisation,
      ImageCheck check,
      DeltaChoice deltas,
      Listener listener) {
    this.dcm = dcm;
    this.rules = rules;
    this.firmware = firmware;
    this.reports = reports;
    this.current = current;
    this.agreements = agreements;
    this.authorisation = authorisation;
    this.check = check;
    this.deltas = deltas;
    this.listener = listener;
  }

  void deployed(Offer offer) {
    Optional<Action> action = current.get();
    if (action.isEmpty()) {
      accept(offer);
    } else if (action.get().offer.isSameImage(offer)) {
      action.get().offer = offer;
      action.get().keep();
    } else if (action.get().isStoppable()) {
      giveUp();
      accept(offer);
    }
  }

  private void accept(Offer offer) {
    Action next = new Action(dcm.memory(), offer);
    next.sinceNanos = dcm.timeline().nowNanos();
    current.begin(next);
    listener.begun();
    int order = Versions.ORDER.compare(offer.version(), firmware.version());
    Optional<String> wrong = check.wrongWith(offer, order);
    if (order == 0 && offer.ecus().isEmpty()) {
      listener.over(true, offer.version() + " runs already");
    } else if (wrong.isPresent()) {
      listener.over(false, wrong.get());
    } else {
      deltas.choose(next);
      next.enter(authorisation.firstPhase());
      reports.report(
          offer.action(), "proceeding", "none", "downloading " + offer.version(), next.way);
      listener.accepted();
    }
  }

  void toBeConfirmed(Offer offer) {
    if (current.get().isEmpty()) {
      agreements.ask(offer);
    }
  }

  /** There is no deployment for this DCM any more. */
  void nothingDeployed() {
    agreements.forget();
    if (current.get().filter(Action::isStoppable).isPresent()) {
      giveUp();
    }
  }

  /**
   * The server wants an action to end.
   *
   * @return whether it has; otherwise the new firmware is in place already
   */
  boolean cancel(String id) {
    Optional<Action> action = current.get().filter(under -> under.offer.action().equals(id));
    if (action.isEmpty()) {
      agreements.takenBack(id);
      return true;
    }
    if (!action.get().isStoppable()) {
      return action.get().phase == Phase.OVER && !action.get().success;
    }
    if (rules.isGivenUpWhenCancelled()) {
      giveUp();
    }
    return true;
  }

  private void giveUp() {
    current.end();
    listener.givenUp();
  }
}
