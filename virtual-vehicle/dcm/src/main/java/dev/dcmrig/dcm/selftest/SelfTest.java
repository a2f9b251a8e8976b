// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.selftest;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at everything that an emergency call needs (IND-04): when ignition comes on, then each
 * {@code selfTest.interval}. A test lasts {@code selfTest.duration} and what it finds counts from
 * its end; a fault that is gone is gone after the next test (IND-05). A crash sensor whose frames
 * fail is a fault at once (ACN-12).
 */
public final class SelfTest {
  /** Frames that fail end-to-end protection one after the other before it is a fault. */
  private static final int FAILURES_TO_FAULT = 3;

  /** Cycles without the airbag message before it is a fault. */
  private static final int CYCLES_TO_FAULT = 10;

  /**
   * The link is lost when it is still silent this long after the first look that found it so: a DCM
   * that was held up itself must not blame the sensor for frames that wait to be read. 50 ms.
   */
  private static final long SECOND_LOOK_NANOS = 50_000_000;

  private static final long NEVER = -1;

  private final DcmContext dcm;
  private final Runnable changed;
  private final Timer end;
  private final Timer again;
  private final Set<Line> faults = EnumSet.noneOf(Line.class);
  private long silentNanos = NEVER;
  private boolean running;
  private boolean first;
  private long startedNanos;

  /**
   * @param changed runs when the outcome or the state of the test has changed
   */
  public SelfTest(DcmContext dcm, Runnable changed) {
    this.dcm = dcm;
    this.changed = changed;
    this.end = dcm.timeline().timer(this::end);
    this.again = dcm.timeline().timer(() -> begin(false));
  }

  /** Ignition has come on. */
  public void ignitionOn() {
    begin(true);
  }

  /** Ignition has gone off, or the supply: no test until it comes back. */
  public void stop() {
    end.cancel();
    again.cancel();
    running = false;
    first = false;
    changed.run();
  }

  private void begin(boolean atIgnitionOn) {
    running = true;
    first = atIgnitionOn;
    startedNanos = dcm.timeline().nowNanos();
    end.armAfter(dcm.settings().nanos("selfTest.duration"));
    again.cancel();
    changed.run();
  }

  private void end() {
    running = false;
    first = false;
    if (!dcm.has("red-latched")) {
      faults.clear();
    }
    for (Line line : Line.values()) {
      if (dcm.pins().condition(line) != Condition.OK && !overlooks(line)) {
        faults.add(line);
      }
    }
    if (isCrashLinkLost() || isCrashLinkFailing()) {
      faults.add(Line.CRASH_LINE);
    }
    again.armAfter(dcm.settings().nanos("selfTest.interval"));
    changed.run();
  }

  private boolean overlooks(Line line) {
    return dcm.has("fault-overlooked-" + line.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** Looks at the crash sensor's frames; called after each of them and ten times a second. */
  public void superviseCrashLink(boolean ignitionOn) {
    if (ignitionOn
        && !faults.contains(Line.CRASH_LINE)
        && !overlooks(Line.CRASH_LINE)
        && (isCrashLinkFailing() || isCrashLinkLost())) {
      faults.add(Line.CRASH_LINE);
      changed.run();
    }
  }

  private boolean isCrashLinkFailing() {
    return dcm.reader().failuresRunning(DomainValue.AIRBAG_DEPLOYED) >= FAILURES_TO_FAULT;
  }

  private boolean isCrashLinkLost() {
    long cycle = dcm.reader().cycleNanos(DomainValue.AIRBAG_DEPLOYED);
    long heard = Math.max(dcm.reader().receivedNanos(DomainValue.AIRBAG_DEPLOYED), startedNanos);
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

  /** Whether the test that ignition started is going on (IND-01). */
  public boolean isFirstRunning() {
    return running && first;
  }

  /** Whether a fault may exist. */
  public boolean isFaulty() {
    return !faults.isEmpty();
  }

  public List<Line> faults() {
    return List.copyOf(faults);
  }
}
