// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.selftest;

import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Lamp;

/** Drives the two lamps beside the SOS button (IND-01 to IND-06). */
public final class IndicatorDriver {

  /** What the indicator shows. */
  public enum Show {
    DARK,
    ALTERNATING,
    GREEN,
    RED,
    FLASHING_GREEN
  }

  private final DcmContext dcm;
  private final Timer phase;
  private Show show = Show.DARK;
  private boolean lit;

  public IndicatorDriver(DcmContext dcm) {
    this.dcm = dcm;
    this.phase = dcm.timeline().timer(this::nextPhase);
  }

  /** Shows something; going on with what is shown already disturbs no phase. */
  public void show(Show wanted) {
    if (wanted == show) {
      return;
    }
    show = wanted;
    lit = true;
    phase.cancel();
    if (wanted == Show.ALTERNATING || wanted == Show.FLASHING_GREEN) {
      phase.armAfter(dcm.settings().nanos("indicator.phase"));
    }
    drive();
  }

  private void nextPhase() {
    lit = !lit;
    phase.armAfter(dcm.settings().nanos("indicator.phase"));
    drive();
  }

  private void drive() {
    boolean green =
        switch (show) {
          case GREEN -> true;
          case FLASHING_GREEN -> lit;
          case ALTERNATING -> !lit;
          case RED, DARK -> false;
        };
    boolean red =
        switch (show) {
          case RED -> true;
          case ALTERNATING -> lit;
          case GREEN, FLASHING_GREEN, DARK -> false;
        };
    dcm.pins().lamp(Lamp.RED, red ? 1 : 0);
    dcm.pins().lamp(Lamp.GREEN, green ? 1 : 0);
  }
}
