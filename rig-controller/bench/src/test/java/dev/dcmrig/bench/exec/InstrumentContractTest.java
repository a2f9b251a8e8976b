// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.TestDrivers;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.NoOptions;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every driver of an instrument must do, whoever stands behind it. */
class InstrumentContractTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private TestSite site;
  private Object part;

  private <P> P open(Port<P> port, String driver) {
    DriverFactory<P> factory = TestDrivers.TABLE.find(port, driver).orElseThrow();
    site =
        new TestSite(
            timeline, driver.equals("exec") ? ExecDriverTest.options("good") : new NoOptions());
    P opened = factory.open(site);
    part = opened;
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    if (part instanceof AutoCloseable closeable) {
      closeable.close();
    }
    assertEquals(List.of(), site.broken);
  }

  private void pass(long millis) {
    timeline.runUntil(timeline.nowNanos() + millis * 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"emulated", "exec"})
  void aSupplySetsTheVoltageAndMeasuresTheCurrent(String driver) {
    Supply supply = open(Port.SUPPLY, driver);
    assertEquals(0, supply.amperes());
    supply.volts(12.6);
    assertEquals(12.6, site.pins().supplyVolts());
    site.pins().draw(0.25);
    pass(1_000);
    site.pins().draw(1.5);
    pass(1_000);
    site.pins().draw(0.5);
    pass(1_000);
    assertEquals(0.5, supply.amperes());
    assertEquals(1.5, supply.highestAmperes(Duration.ofMillis(500), Duration.ofMillis(1_500)));
    assertEquals(0.5, supply.highestAmperes(Duration.ofMillis(2_500), Duration.ofMillis(3_000)));
    supply.volts(0);
    assertEquals(0, site.pins().supplyVolts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"emulated", "exec"})
  void anIndicatorTellsEachChangeWithItsTime(String driver) {
    Indicator indicator = open(Port.INDICATOR, driver);
    assertEquals(List.of(), indicator.history());
    pass(500);
    site.pins().lamp(Lamp.GREEN, 1);
    pass(4_000);
    assertEquals(
        List.of(new Indicator.Change(Duration.ofMillis(500), Indicator.Lamp.GREEN, 1)),
        indicator.history());
    assertEquals(
        IndicatorPattern.SOLID_GREEN,
        indicator.pattern(Duration.ofSeconds(1), Duration.ofSeconds(4)));
    site.pins().lamp(Lamp.RED, 0.5);
    assertEquals(2, indicator.history().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"emulated", "exec"})
  void aFaultInsertionUnitOpensAndClosesLines(String driver) {
    Faults faults = open(Port.FAULTS, driver);
    faults.inject(Item.ANTENNA);
    assertEquals(Condition.OPEN, site.pins().condition(Line.CELLULAR_ANTENNA));
    faults.clear(Item.ANTENNA);
    assertEquals(Condition.OK, site.pins().condition(Line.CELLULAR_ANTENNA));
    faults.wiredSosSwitch(true);
    assertTrue(site.pins().sosPressed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"emulated", "exec"})
  void aDriverHasANameAndOptionsThatCanBeWritten(String driver) {
    open(Port.SUPPLY, driver);
    for (DriverFactory<?> factory : TestDrivers.TABLE.all()) {
      assertTrue(factory.name().matches("[a-z0-9-]+"), factory.name());
      dev.dcmrig.sim.settings.JsonSchema.of(factory.options());
    }
    assertThrows(
        IllegalArgumentException.class, () -> TestDrivers.TABLE.and(TestDrivers.TABLE.all()));
  }
}
