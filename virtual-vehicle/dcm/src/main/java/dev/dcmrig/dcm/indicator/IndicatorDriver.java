// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.dcm.core.DcmContext;
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
  private final long phaseNanos;
  private final Timer phase;
  private Show show = Show.DARK;
  private boolean lit;

  public IndicatorDriver(DcmContext dcm, IndicatorSettings settings) {
    this.dcm = dcm;
    this.phaseNanos = settings.phase().toNanos();
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
      phase.armAfter(phaseNanos);
    }
    drive();
  }

  private void nextPhase() {
    lit = !lit;
    phase.armAfter(phaseNanos);
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
