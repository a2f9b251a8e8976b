// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.power;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;

/**
 * Where the DCM's power comes from (ACN-11). Below {@code backup.belowVolts} it runs on its back-up
 * battery, and only for a collision notification and the call back that may follow; the battery has
 * 2 x {@code backup.talk} for talking and {@code backup.standby} for waiting, each counted by
 * itself. Main power back fills it. It also carries the DCM for {@code backup.holdUp} after any
 * loss of main power, so that the frame of a crash that took the main battery still counts.
 *
 * <p>Does not simulate: charging time, ageing, temperature, the shape of the discharge.
 */
public final class PowerSupply {

  /** What the rest of the DCM does about power. Told on the timeline's thread. */
  public interface Listener {
    /** Power is there after it was not. */
    void on();

    /** No power: everything volatile is gone. */
    void off();

    /** The back-up battery is empty: what it carried has ended for good. */
    void backupEmpty();
  }

  private final DcmContext dcm;
  private final BackupSettings settings;
  private final PowerRules rules;
  private final Listener listener;
  private final Timer empty;
  private final Timer holdUp;
  private boolean powered;
  private boolean onBackup;
  private boolean wanted;
  private boolean talking;
  private long talkLeftNanos;
  private long standbyLeftNanos;
  private long countedNanos;

  public PowerSupply(DcmContext dcm, BackupSettings settings, PowerRules rules, Listener listener) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.listener = listener;
    this.empty = dcm.timeline().timer(this::ranOut);
    this.holdUp = dcm.timeline().timer(this::switchOff);
    fill();
  }

  private void fill() {
    talkLeftNanos = 2 * settings.talk().toNanos();
    standbyLeftNanos = settings.standby().toNanos();
  }

  public boolean isPowered() {
    return powered;
  }

  public boolean isOnBackup() {
    return onBackup;
  }

  /** The supply pin may have changed. */
  public void supplyChanged() {
    boolean main = dcm.pins().supplyVolts() >= settings.belowVolts();
    if (main) {
      if (onBackup) {
        onBackup = false;
        empty.cancel();
        holdUp.cancel();
        fill();
      }
      if (!powered) {
        powered = true;
        fill();
        listener.on();
      }
    } else if (powered && !onBackup) {
      if (hasBattery()) {
        onBackup = true;
        countedNanos = dcm.timeline().nowNanos();
        carry();
      } else {
        switchOff();
      }
    }
  }

  private void carry() {
    if (wanted) {
      holdUp.cancel();
      armEmpty();
    } else {
      holdUp.armAfter(settings.holdUp().toNanos());
    }
  }

  private boolean hasBattery() {
    return dcm.pins().condition(Line.BACKUP_BATTERY) == Condition.OK;
  }

  /**
   * What the services need.
   *
   * @param forCrash a collision notification, or its call-back window, is going on
   * @param isTalking a call is going on
   */
  public void need(boolean forCrash, boolean isTalking) {
    count();
    wanted = rules.isBackupUsed(forCrash);
    talking = isTalking;
    if (onBackup && !holdUp.isArmed() && !wanted) {
      switchOff();
    } else if (onBackup && wanted) {
      carry();
    }
  }

  private void count() {
    long now = dcm.timeline().nowNanos();
    if (onBackup) {
      long used = now - countedNanos;
      if (talking) {
        talkLeftNanos -= used;
      } else {
        standbyLeftNanos -= used;
      }
    }
    countedNanos = now;
  }

  private void armEmpty() {
    empty.armAfter(Math.max(0, talking ? talkLeftNanos : standbyLeftNanos));
  }

  private void ranOut() {
    count();
    if (onBackup) {
      listener.backupEmpty();
      if (powered) {
        switchOff();
      }
    }
  }

  private void switchOff() {
    onBackup = false;
    powered = false;
    wanted = false;
    talking = false;
    empty.cancel();
    holdUp.cancel();
    listener.off();
  }
}
