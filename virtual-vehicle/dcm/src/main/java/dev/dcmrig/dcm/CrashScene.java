// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.position.PositionKeeper;

/** Takes down what is known at the moment of an emergency, under a number of its own. */
final class CrashScene {
  private static final String INCIDENTS = "incidents";

  /** More seats than that no message says; a bus that does is not believed. */
  private static final int MOST_PASSENGERS = 14;

  private final DcmContext dcm;
  private final PositionKeeper position;

  CrashScene(DcmContext dcm, PositionKeeper position) {
    this.dcm = dcm;
    this.position = position;
  }

  /**
   * The next incident; its number is kept over resets.
   *
   * @param automatic true after a collision, false when somebody pressed SOS
   */
  CrashData takeDown(boolean automatic) {
    int number = 1 + dcm.memory().get(INCIDENTS).map(Integer::parseInt).orElse(0);
    dcm.memory().put(INCIDENTS, Integer.toString(number));
    return new CrashData(
        number, automatic, dcm.timeline().nowNanos(), position.now(), passengers());
  }

  private int passengers() {
    if (!dcm.reader().has(DomainValue.PASSENGERS)) {
      return CrashData.UNKNOWN_PASSENGERS;
    }
    int seats = (int) dcm.reader().number(DomainValue.PASSENGERS);
    return seats > MOST_PASSENGERS ? CrashData.UNKNOWN_PASSENGERS : seats;
  }
}
