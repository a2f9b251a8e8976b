// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;

/**
 * Whether the supply is below a limit (SVT-13): it is once it was for the whole hold time, and is
 * no more once it was at or above the limit plus the hysteresis for as long. On the timeline's
 * thread.
 */
final class VoltageLimit {
  private final double limitVolts;
  private final double hysteresisVolts;
  private final long holdNanos;
  private final Timer hold;
  private final Runnable changed;
  private boolean below;

  VoltageLimit(
      Timeline timeline,
      double limitVolts,
      double hysteresisVolts,
      long holdNanos,
      Runnable changed) {
    this.limitVolts = limitVolts;
    this.hysteresisVolts = hysteresisVolts;
    this.holdNanos = holdNanos;
    this.changed = changed;
    this.hold = timeline.timer(this::turn);
  }

  private void turn() {
    below = !below;
    changed.run();
  }

  /** After a boot nothing is known of the time before: the hold time begins anew. */
  void boot(double volts) {
    hold.cancel();
    below = false;
    volts(volts);
  }

  void stop() {
    hold.cancel();
  }

  /** The voltage has changed. */
  void volts(double volts) {
    boolean wanted = below ? volts < limitVolts + hysteresisVolts : volts < limitVolts;
    if (wanted == below) {
      hold.cancel();
    } else if (!hold.isArmed()) {
      hold.armAfter(holdNanos);
    }
  }

  boolean isBelow() {
    return below;
  }
}
