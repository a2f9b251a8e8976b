// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;
import dev.dcmrig.dcm.ota.UserDialog.View;
import org.jspecify.annotations.Nullable;

/**
 * Deployments that the server wants confirmed before it gives them out (DDI {@code
 * confirmationBase}). Who has agreed to one is not asked again.
 */
final class Agreements {
  private static final String CELL = "ota.agreed";

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final Reports reports;
  private final Display display;
  private @Nullable Offer asked;
  private long askAtNanos;

  Agreements(DcmContext dcm, OtaSettings settings, Reports reports, Display display) {
    this.dcm = dcm;
    this.settings = settings;
    this.reports = reports;
    this.display = display;
  }

  /** Whether the user has agreed to it. */
  boolean has(String action) {
    return dcm.memory().get(CELL).filter(action::equals).isPresent();
  }

  /** Asks the user, unless it was answered or postponed. */
  void ask(Offer offer) {
    if (has(offer.action())) {
      reports.confirmation(offer.action(), true);
    } else if (dcm.timeline().nowNanos() >= askAtNanos) {
      asked = offer;
      display.show(View.OFFERED, offer);
    }
  }

  /** The server wants this one no more. */
  void takenBack(String action) {
    if (asked != null && asked.action().equals(action)) {
      forget();
    }
  }

  /** Nothing is to be confirmed any more. */
  void forget() {
    dcm.memory().remove(CELL);
    if (asked != null) {
      asked = null;
      display.clear();
    }
  }

  /**
   * The user has answered.
   *
   * @return whether that was asked here
   */
  boolean answered(Answer answer, long askAgainAtNanos) {
    Offer offer = asked;
    if (offer == null) {
      return false;
    }
    asked = null;
    display.clear();
    if (answer == Answer.ACCEPTED) {
      dcm.memory().put(CELL, offer.action());
      reports.confirmation(offer.action(), true);
    } else {
      askAtNanos = askAgainAtNanos;
    }
    return true;
  }

  /** The user wants none of it. */
  boolean declined() {
    Offer offer = asked;
    if (offer == null) {
      return false;
    }
    asked = null;
    display.clear();
    reports.confirmation(offer.action(), false);
    // The server takes it back at the next poll; until then nobody is asked again.
    askAtNanos = dcm.timeline().nowNanos() + settings.postpone().toNanos();
    return true;
  }
}
