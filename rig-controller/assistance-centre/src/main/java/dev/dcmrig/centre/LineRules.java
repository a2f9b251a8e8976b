// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Duration;

/**
 * What one connection of a DCM is for (docs/DCM-INTERFACE.md, 2.1): one call, or a registration
 * with the calls back over it; and that the DCM closes it at most 2 s after that is over. The time
 * counts between arrivals, so a slow network changes nothing.
 */
final class LineRules {
  /** From the last message about what is over to the end of the connection. */
  static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);

  /** Beyond which it is noted: what a real network and a busy machine add. */
  static final Duration TOLERANCE = Duration.ofMillis(500);

  private final PartnerNotes.About notes;
  private final Timer overdue;
  private String purpose = "";
  private boolean over;
  private boolean closed;

  LineRules(Timeline timeline, PartnerNotes.About notes) {
    this.notes = notes;
    this.overdue = timeline.timer(this::stillOpen);
  }

  boolean isNew() {
    return purpose.isEmpty();
  }

  /** A request of this method begins something. */
  void began(String method) {
    if (!purpose.isEmpty() && !purpose.equals(method)) {
      notes.wrong(
          WrongKind.CONNECTION, method + " on a connection that is for " + purpose + " already");
    } else if (method.equals("INVITE") && purpose.equals("INVITE")) {
      notes.wrong(WrongKind.CONNECTION, "a second call on one connection");
    }
    purpose = method;
  }

  /** The call is over, or the registration was taken back. */
  void over() {
    over = true;
  }

  /** A registration goes on. */
  void goesOn() {
    over = false;
    overdue.cancel();
  }

  /** Something has come from the DCM. */
  void heard() {
    if (over && !closed) {
      overdue.armAfter(CLOSES_WITHIN.plus(TOLERANCE).toNanos());
    }
  }

  private void stillOpen() {
    if (!closed) {
      notes.wrong(
          WrongKind.CONNECTION,
          "the connection is open more than "
              + CLOSES_WITHIN.toSeconds()
              + " s after "
              + (purpose.equals("REGISTER") ? "the registration was taken back" : "its call"));
    }
  }

  void closed() {
    closed = true;
    overdue.cancel();
  }
}
