// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.car;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import java.util.List;

/**
 * What the bus says of the car, as far as several services need it: the ignition, whether the bus
 * is silent, whether the crash sensor can be heard. On the timeline's thread.
 */
public final class CarState implements FrameFollower {
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  /** Frames that fail end-to-end protection one after the other before it is a fault. */
  private static final int FAILURES_TO_FAULT = 3;

  /** Cycles without the airbag message before it is a fault. */
  private static final int CYCLES_TO_FAULT = 10;

  /**
   * The link is lost when it is still silent this long after the first look that found it so: a DCM
   * that was held up itself must not blame the sensor for frames that wait to be read. 50 ms.
   */
  private static final long SECOND_LOOK_NANOS = 50_000_000;

  /** The navigation system is well while it says so at least this often: 2 s. */
  private static final long NAVIGATION_HEARD_NANOS = 2_000_000_000L;

  private static final long NEVER = -1;

  private final DcmContext dcm;
  private final List<String> ignitionOn;
  private boolean on;
  private long lostNanos = LONG_AGO;
  private long frameNanos = LONG_AGO;
  private long silentNanos = NEVER;

  /**
   * @param ignitionOn positions of the ignition in which the car is in use
   */
  public CarState(DcmContext dcm, List<String> ignitionOn) {
    this.dcm = dcm;
    this.ignitionOn = List.copyOf(ignitionOn);
  }

  @Override
  public void boot() {
    on = false;
    lostNanos = LONG_AGO;
  }

  @Override
  public void frame(long timeNanos) {
    frameNanos = timeNanos;
    if (isIgnitionFrame(timeNanos)) {
      boolean now = isIgnitionIn(ignitionOn);
      if (on && !now) {
        lostNanos = dcm.timeline().nowNanos();
      }
      on = now;
    }
  }

  /** Whether the frame that was on the bus at this time carried the ignition. */
  public boolean isIgnitionFrame(long timeNanos) {
    return dcm.reader().receivedNanos(DomainValue.IGNITION) == timeNanos;
  }

  /** Whether the ignition's position, as far as it is known, is one of these. */
  public boolean isIgnitionIn(List<String> positions) {
    return dcm.reader().has(DomainValue.IGNITION)
        && positions.contains(dcm.reader().word(DomainValue.IGNITION));
  }

  /** Whether the car is in use. */
  public boolean isIgnitionOn() {
    return on;
  }

  /** Whether it is, or was until so short a time ago that a crash may have ended it. */
  public boolean isIgnitionOnOrLostWithin(long graceNanos) {
    return on || dcm.timeline().nowNanos() - lostNanos <= graceNanos;
  }

  /** Whether the navigation system says that it is well. */
  public boolean isNavigationWell() {
    return dcm.reader().has(DomainValue.NAVIGATION)
        && dcm.reader().word(DomainValue.NAVIGATION).equals("OK")
        && dcm.timeline().nowNanos() - dcm.reader().receivedNanos(DomainValue.NAVIGATION)
            < NAVIGATION_HEARD_NANOS;
  }

  /** Whether nothing has been on the bus for that long. */
  public boolean isBusSilentFor(long nanos) {
    return dcm.timeline().nowNanos() - frameNanos > nanos;
  }

  /** Whether the crash sensor's frames fail their protection (ACN-12). */
  public boolean isCrashLinkFailing() {
    return dcm.reader().failuresRunning(DomainValue.AIRBAG_DEPLOYED) >= FAILURES_TO_FAULT;
  }

  /**
   * Whether the crash sensor is silent.
   *
   * @param sinceNanos silence before this does not count
   */
  public boolean isCrashLinkLost(long sinceNanos) {
    long cycle = dcm.reader().cycleNanos(DomainValue.AIRBAG_DEPLOYED);
    long heard = Math.max(dcm.reader().receivedNanos(DomainValue.AIRBAG_DEPLOYED), sinceNanos);
    long now = dcm.timeline().nowNanos();
    if (cycle == 0 || now - heard <= CYCLES_TO_FAULT * cycle) {
      silentNanos = NEVER;
      return false;
    }
    if (silentNanos == NEVER) {
      silentNanos = now;
    }
    return now - silentNanos >= SECOND_LOOK_NANOS;
  }
}
