// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.sim.Seed;
import java.time.Duration;

/** How well a DCM is received: whether anything passes, how late, and what gets lost. */
final class Reception {
  private static final Duration WEAK_LATENCY = Duration.ofMillis(400);
  private static final int WEAK_LOSS_ONE_IN = 5;

  private final Seed.Stream random;
  private volatile Coverage coverage = Coverage.GOOD;
  private Duration latency = Duration.ofMillis(20);

  Reception(Seed.Stream random) {
    this.random = random;
  }

  void coverage(Coverage now) {
    coverage = now;
  }

  void latency(Duration oneWay) {
    latency = oneWay;
  }

  /** Any thread. */
  boolean isCovered() {
    return coverage != Coverage.NONE;
  }

  /** One-way delay of what is sent now. */
  long delayNanos() {
    return (coverage == Coverage.WEAK ? latency.plus(WEAK_LATENCY) : latency).toNanos();
  }

  /** Whether a datagram that is sent now gets lost; drawn by lot with weak coverage. */
  boolean losesDatagram() {
    return !isCovered() || (coverage == Coverage.WEAK && random.nextInt(WEAK_LOSS_ONE_IN) == 0);
  }
}
