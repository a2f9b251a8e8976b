// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sleep;

import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.List;

/**
 * Puts the DCM to sleep (docs/DCM-INTERFACE.md, 4): {@code sleep.after} after the ignition went OFF
 * or the bus fell silent, whichever is later, when nothing keeps it awake; {@code sleep.awake}
 * after an SMS that brought nothing to do. A frame, a pin or an SMS wakes it.
 */
public final class SleepService implements FrameFollower {

  /** What the rest of the DCM does. */
  public interface Dependencies {
    /** A call, an order in force, a message that waits: no sleep now. */
    boolean isKeptAwake();

    /** Everything stops but the ear for short messages. */
    void putToSleep();

    void wakeAll();
  }

  private static final List<String> OFF = List.of("OFF");

  private final DcmContext dcm;
  private final SleepSettings settings;
  private final SleepRules rules;
  private final CarState car;
  private final Dependencies dependencies;
  private final Timer falling;
  private boolean powered;
  private boolean asleep;
  private boolean ignition;
  private long awakeUntilNanos;

  /** When it falls asleep; the timer may be armed for an earlier time. */
  private long dueNanos;

  public SleepService(
      DcmContext dcm,
      SleepSettings settings,
      SleepRules rules,
      CarState car,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.car = car;
    this.dependencies = dependencies;
    this.falling = dcm.timeline().timer(this::fall);
  }

  public boolean isAsleep() {
    return asleep;
  }

  @Override
  public void boot() {
    powered = true;
    asleep = false;
    ignition = false;
    awakeUntilNanos = 0;
    arm(settings.after());
  }

  @Override
  public void stop() {
    powered = false;
    asleep = false;
    falling.cancel();
  }

  /**
   * It falls asleep so much later, if nothing else happens. Each frame puts that off: a timer that
   * is armed for an earlier time stays so, and looks again when it is there.
   */
  private void arm(Duration after) {
    if (powered && settings.mode().equals("sleeps")) {
      long due = dcm.timeline().nowNanos() + after.toNanos();
      if (!falling.isArmed() || due < dueNanos) {
        falling.armAt(due);
      }
      dueNanos = due;
    }
  }

  /** Any position of the ignition but OFF keeps the DCM awake. */
  @Override
  public void frame(long timeNanos) {
    awaken();
    if (car.isIgnitionFrame(timeNanos)) {
      ignition = !car.isIgnitionIn(OFF);
    }
    if (ignition) {
      falling.cancel();
    } else {
      arm(settings.after());
    }
  }

  @Override
  public boolean isExpecting() {
    return asleep;
  }

  @Override
  public void pinsChanged() {
    if (asleep) {
      awaken();
      arm(settings.after());
    }
  }

  /**
   * A short message came: for {@code sleep.awake} from now on the DCM does not sleep.
   *
   * @return whether it was heard
   */
  public boolean sms() {
    if (!rules.isSmsHeard(asleep)) {
      return false;
    }
    awakeUntilNanos = dcm.timeline().nowNanos() + settings.awake().toNanos();
    if (asleep) {
      awaken();
      arm(settings.awake());
    }
    return true;
  }

  private void awaken() {
    if (asleep) {
      asleep = false;
      dependencies.wakeAll();
    }
  }

  private void fall() {
    if (dcm.timeline().nowNanos() < dueNanos) {
      falling.armAt(dueNanos);
      return;
    }
    if (dcm.timeline().nowNanos() < awakeUntilNanos) {
      falling.armAt(awakeUntilNanos);
      return;
    }
    if (dependencies.isKeptAwake()) {
      arm(settings.awake());
      return;
    }
    asleep = true;
    dependencies.putToSleep();
  }
}
