// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sleep;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.sim.Timer;

/**
 * Puts the DCM to sleep (docs/DCM-INTERFACE.md, 4): {@code sleep.after} after the ignition went OFF
 * or the bus fell silent, whichever is later, when nothing keeps it awake; {@code sleep.awake}
 * after an SMS that brought nothing to do. A frame, a pin or an SMS wakes it.
 */
public final class SleepService {

  /** What the rest of the DCM does. */
  public interface Dependencies {
    /** A call, an order in force, a message that waits: no sleep now. */
    boolean isKeptAwake();

    /** Everything stops but the ear for short messages. */
    void sleep();

    void wake();
  }

  private final DcmContext dcm;
  private final Dependencies dependencies;
  private final Timer falling;
  private boolean powered;
  private boolean asleep;
  private boolean ignition;
  private long awakeUntilNanos;

  public SleepService(DcmContext dcm, Dependencies dependencies) {
    this.dcm = dcm;
    this.dependencies = dependencies;
    this.falling = dcm.timeline().timer(this::fall);
  }

  public boolean isAsleep() {
    return asleep;
  }

  public void boot() {
    powered = true;
    asleep = false;
    ignition = false;
    awakeUntilNanos = 0;
    arm("sleep.after");
  }

  public void stop() {
    powered = false;
    asleep = false;
    falling.cancel();
  }

  private void arm(String after) {
    if (powered && dcm.settings().text("sleep.mode").equals("sleeps")) {
      falling.armAfter(dcm.settings().nanos(after));
    }
  }

  /** The ignition has changed; anything but OFF keeps the DCM awake. */
  public void ignition(boolean notOff) {
    ignition = notOff;
    if (notOff) {
      falling.cancel();
    } else {
      arm("sleep.after");
    }
  }

  /** A frame was on the bus. */
  public void frame() {
    wake();
    if (!ignition) {
      arm("sleep.after");
    }
  }

  /** A pin has changed. */
  public void pin() {
    if (asleep) {
      wake();
      arm("sleep.after");
    }
  }

  /**
   * A short message came: for {@code sleep.awake} from now on the DCM does not sleep.
   *
   * @return whether it was heard
   */
  public boolean sms() {
    if (asleep && dcm.has("svt-deaf-asleep")) {
      return false;
    }
    awakeUntilNanos = dcm.timeline().nowNanos() + dcm.settings().nanos("sleep.awake");
    if (asleep) {
      wake();
      arm("sleep.awake");
    }
    return true;
  }

  private void wake() {
    if (asleep) {
      asleep = false;
      dependencies.wake();
    }
  }

  private void fall() {
    if (ignition || asleep) {
      return;
    }
    if (dcm.timeline().nowNanos() < awakeUntilNanos) {
      falling.armAt(awakeUntilNanos);
      return;
    }
    if (dependencies.isKeptAwake()) {
      arm("sleep.awake");
      return;
    }
    asleep = true;
    dependencies.sleep();
  }
}
