// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What every driver of an instrument must do, whoever stands behind it, and in whatever time. The
 * pins are those of the DCM at the other end of the wires.
 */
public abstract class InstrumentContract {

  /** What a meter and a digitizer may lose on the way. */
  private static final double CLOSE = 1e-3;

  private TestSite site;

  /** Opens the driver's part of a port; closed after the test by the subclass. */
  protected abstract <P> P open(Port<P> port);

  /** Where the part is; the DCM's pins are its own. */
  protected abstract TestSite site();

  /** Lets time pass. */
  protected abstract void pass(long millis);

  /** Asks where the bench's state lives. */
  protected abstract <T> T on(Supplier<T> question);

  /** Waits for what the wires bring; what has no wires must be so at once. */
  protected abstract void eventually(String what, BooleanSupplier condition);

  private void drive(Runnable work) {
    on(
        () -> {
          work.run();
          return true;
        });
  }

  private void drawn(Supply supply, double amperes) {
    drive(() -> site.pins().draw(amperes));
    eventually(
        amperes + " A are measured", () -> on(() -> Math.abs(supply.amperes() - amperes) < CLOSE));
  }

  private Duration now() {
    return Duration.ofNanos(site.timeline().nowNanos());
  }

  @Test
  void aSupplySetsTheVoltageAndMeasuresTheCurrent() {
    site = site();
    Supply supply = open(Port.SUPPLY);
    assertEquals(0, on(supply::amperes));
    assertEquals(0, on(site.pins()::supplyVolts));
    drive(() -> supply.volts(12.6));
    eventually("12.6 V at the pin", () -> on(site.pins()::supplyVolts) == 12.6);
    drawn(supply, 0.25);
    pass(1_000);
    Duration before = now();
    pass(50);
    drawn(supply, 1.5);
    pass(1_000);
    drawn(supply, 0.5);
    Duration after = now();
    pass(1_000);
    Duration end = now();
    assertEquals(0.5, on(supply::amperes), CLOSE);
    assertEquals(1.5, on(() -> supply.highestAmperes(before, end)), CLOSE);
    assertEquals(0.5, on(() -> supply.highestAmperes(after.plusMillis(500), end)), CLOSE);
    drive(() -> supply.volts(9));
    eventually("9 V at the pin", () -> on(site.pins()::supplyVolts) == 9);
    drive(() -> supply.volts(0));
    eventually("0 V at the pin", () -> on(site.pins()::supplyVolts) == 0);
  }

  @Test
  void anIndicatorTellsEachChangeWithItsTime() {
    site = site();
    Indicator indicator = open(Port.INDICATOR);
    assertEquals(List.of(), on(indicator::history));
    pass(500);
    Duration before = now();
    drive(() -> site.pins().lamp(Lamp.GREEN, 1));
    eventually("a change", () -> on(indicator::history).size() == 1);
    Duration after = now();
    Indicator.Change change = on(indicator::history).get(0);
    assertEquals(Indicator.Lamp.GREEN, change.lamp());
    assertEquals(1, change.brightness());
    Duration slack = Duration.ofMillis(10);
    assertTrue(
        change.at().compareTo(before.minus(slack)) >= 0
            && change.at().compareTo(after.plus(slack)) <= 0,
        change + " of " + before + " to " + after);
    Duration from = now();
    pass(2_000);
    assertEquals(IndicatorPattern.SOLID_GREEN, on(() -> indicator.pattern(from, now())));
    drive(() -> site.pins().lamp(Lamp.RED, 1));
    drive(() -> site.pins().lamp(Lamp.GREEN, 0));
    eventually("two changes more", () -> on(indicator::history).size() == 3);
  }

  @Test
  void aFaultInsertionUnitOpensAndClosesLines() {
    site = site();
    Faults faults = open(Port.FAULTS);
    drive(() -> faults.inject(Item.ANTENNA));
    drive(() -> faults.inject(Item.SIM));
    eventually(
        "both lines have their faults",
        () ->
            on(
                () ->
                    site.pins().condition(Line.CELLULAR_ANTENNA) == Condition.OPEN
                        && site.pins().condition(Line.SIM) == Condition.MISSING));
    drive(() -> faults.clear(Item.ANTENNA));
    eventually(
        "the antenna is well",
        () -> on(() -> site.pins().condition(Line.CELLULAR_ANTENNA) == Condition.OK));
    assertEquals(Condition.MISSING, on(() -> site.pins().condition(Line.SIM)));
    drive(() -> faults.wiredSosSwitch(true));
    eventually("the switch is pressed", () -> on(site.pins()::sosPressed));
    drive(() -> faults.wiredSosSwitch(false));
    eventually("the switch is let go", () -> on(() -> !site.pins().sosPressed()));
  }
}
