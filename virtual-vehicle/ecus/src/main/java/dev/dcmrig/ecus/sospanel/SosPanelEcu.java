// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.sospanel;

import static dev.dcmrig.can.binding.DomainValue.SOS_BUTTON;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.sim.Timer;
import java.time.Duration;

/**
 * Reports the SOS button. A press shorter than its message's cycle may never be seen on the bus.
 *
 * <p>Does not simulate: bounce, the flap over the button, the lamps (they hang on the DCM).
 */
public final class SosPanelEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 9;

  private final Timer releasing;

  public SosPanelEcu(EcuContext context) {
    super("sospanel", context, OFFSET_MILLIS, context.binding().writers(SOS_BUTTON));
    releasing = timeline().timer(() -> guard(this::release));
    release();
  }

  /** Presses the button until {@link #release()}. */
  public void press() {
    releasing.cancel();
    set(SOS_BUTTON, "PRESSED");
    happened();
  }

  /** Presses the button and lets go of it after {@code duration}. */
  public void press(Duration duration) {
    press();
    releasing.armAfter(duration.toNanos());
  }

  public void release() {
    releasing.cancel();
    set(SOS_BUTTON, "RELEASED");
    happened();
  }
}
