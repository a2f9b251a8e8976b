// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks at everything that an emergency call needs (IND-04): when ignition comes on, then each
 * {@code selfTest.interval}. A test lasts {@code selfTest.duration} and what it finds counts from
 * its end; a fault that is gone is gone after the next test (IND-05). A crash sensor whose frames
 * fail, or that is silent, is a fault at once (ACN-12).
 */
public final class SelfTest implements FrameFollower {
  private static final long SUPERVISION_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Told what each test finds. */
  public interface Results {
    /** The first test after ignition on begins. */
    void operationBegins();

    /** One line has been tested. */
    void tested(Line line, boolean failed);
  }

  private final DcmContext dcm;
  private final SelfTestSettings settings;
  private final List<String> ignitionShown;
  private final IndicatorRules rules;
  private final CarState car;
  private final BooleanSupplier onBackup;
  private final Results results;
  private final Runnable changed;
  private final Timer end;
  private final Timer again;
  private final Timer supervision;
  private final Set<Line> faults = EnumSet.noneOf(Line.class);
  private boolean ignition;
  private boolean running;
  private boolean first;
  private int failures;
  private long startedNanos;

  /**
   * @param ignitionShown positions of the ignition in which the indicator is lit
   * @param onBackup whether the back-up battery is all the power there is
   * @param results told what each test finds, before {@code changed} runs
   * @param changed runs when the outcome or the state of the test has changed
   */
  public SelfTest(
      DcmContext dcm,
      SelfTestSettings settings,
      List<String> ignitionShown,
      IndicatorRules rules,
      CarState car,
      BooleanSupplier onBackup,
      Results results,
      Runnable changed) {
    this.dcm = dcm;
    this.settings = settings;
    this.ignitionShown = List.copyOf(ignitionShown);
    this.rules = rules;
    this.car = car;
    this.onBackup = onBackup;
    this.results = results;
    this.changed = changed;
    this.end = dcm.timeline().timer(this::end);
    this.again = dcm.timeline().timer(() -> begin(false));
    this.supervision = dcm.timeline().timer(this::supervise);
  }

  @Override
  public void boot() {
    ignition = false;
    failures = 0;
    wake();
  }

  @Override
  public void stop() {
    supervision.cancel();
    ignitionOff();
  }

  @Override
  public void sleep() {
    supervision.cancel();
  }

  @Override
  public void wake() {
    supervision.armAfter(SUPERVISION_NANOS);
  }

  @Override
  public void frame(long timeNanos) {
    int failed = dcm.reader().failuresRunning(DomainValue.AIRBAG_DEPLOYED);
    if (failed > failures) {
      superviseCrashLink(car.isIgnitionOn());
    }
    failures = failed;
    if (car.isIgnitionFrame(timeNanos) && ignition != car.isIgnitionIn(ignitionShown)) {
      ignition = !ignition;
      if (ignition) {
        ignitionOn();
      } else {
        ignitionOff();
      }
    }
  }

  void ignitionOn() {
    results.operationBegins();
    begin(true);
  }

  /** No test until the ignition comes back. */
  void ignitionOff() {
    end.cancel();
    again.cancel();
    running = false;
    first = false;
    changed.run();
  }

  private void supervise() {
    supervision.armAfter(SUPERVISION_NANOS);
    superviseCrashLink(car.isIgnitionOn() && !onBackup.getAsBoolean());
  }

  private void begin(boolean atIgnitionOn) {
    running = true;
    first = atIgnitionOn;
    startedNanos = dcm.timeline().nowNanos();
    end.armAfter(settings.duration().toNanos());
    changed.run();
  }

  private void end() {
    running = false;
    first = false;
    faults.removeIf(rules::isForgotten);
    boolean crashLink = isCrashLinkAtFault();
    for (Line line : Line.values()) {
      boolean failed = dcm.pins().condition(line) != Condition.OK;
      if (failed && rules.isTested(line)) {
        faults.add(line);
      }
      if (rules.isTested(line)) {
        results.tested(line, failed || (line == Line.CRASH_LINE && crashLink));
      }
    }
    if (crashLink) {
      faults.add(Line.CRASH_LINE);
    }
    again.armAfter(settings.interval().toNanos());
    changed.run();
  }

  void superviseCrashLink(boolean due) {
    if (due
        && !faults.contains(Line.CRASH_LINE)
        && rules.isTested(Line.CRASH_LINE)
        && isCrashLinkAtFault()) {
      faults.add(Line.CRASH_LINE);
      results.tested(Line.CRASH_LINE, true);
      changed.run();
    }
  }

  private boolean isCrashLinkAtFault() {
    return car.isCrashLinkFailing() || car.isCrashLinkLost(startedNanos);
  }

  /** Whether the indicator is to be lit at all: the ignition is not off. */
  public boolean isIgnitionShown() {
    return ignition;
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
