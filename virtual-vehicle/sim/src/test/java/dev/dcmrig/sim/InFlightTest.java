// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.InFlight.Transport;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final int HERE = 1000;
  private static final int THERE = 2000;

  private int settled;
  private final InFlight inFlight = new InFlight(() -> settled++);

  private void send(int from, int to) {
    inFlight.handedOver(Transport.TCP, from, to, 1);
  }

  private void gone(int local, int remote) {
    inFlight.gone(Transport.TCP, local, remote);
  }

  @Test
  void whatIsUnderWayToAnEndThatIsGoneCountsNoLonger() {
    send(THERE, HERE);
    gone(HERE, THERE);
    assertTrue(inFlight.isSettled());
    assertEquals(1, settled);
    send(THERE, HERE);
    assertTrue(inFlight.isSettled());
  }

  @Test
  void whatTheGoneEndHasSentStillCounts() {
    send(HERE, THERE);
    gone(HERE, THERE);
    assertFalse(inFlight.isSettled());
    inFlight.consumed(Transport.TCP, HERE, THERE, 1);
    assertTrue(inFlight.isSettled());
  }

  @Test
  void bothEndsGoneTheirPortsAreAsNew() {
    gone(HERE, THERE);
    gone(THERE, HERE);
    send(THERE, HERE);
    send(HERE, THERE);
    assertFalse(inFlight.isSettled());
    assertEquals(
        "{TCP port 1000 to port 2000=1, TCP port 2000 to port 1000=1}", inFlight.describe());
  }

  @Test
  void aConnectionOfTheSamePortsBeginsAnewThoughTheOtherEndNeverWent() {
    gone(HERE, THERE);
    inFlight.begun(Transport.TCP, HERE, THERE);
    send(THERE, HERE);
    assertFalse(inFlight.isSettled());
  }
}
