// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The contract of instruments on virtual time, where everything is so at once. */
public abstract class VirtualInstruments extends InstrumentContract {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final TestSite site;
  private final String driver;
  private final List<Object> parts = new ArrayList<>();

  protected VirtualInstruments(String driver, Record options) {
    this.driver = driver;
    this.site = new TestSite(timeline, options);
  }

  @Override
  protected final <P> P open(Port<P> port) {
    P part = TestDrivers.TABLE.find(port, driver).orElseThrow().open(site);
    parts.add(part);
    return part;
  }

  @Override
  protected final TestSite site() {
    return site;
  }

  @Override
  protected final void pass(long millis) {
    timeline.runUntil(timeline.nowNanos() + millis * 1_000_000);
  }

  @Override
  protected final <T> T on(Supplier<T> question) {
    return question.get();
  }

  @Override
  protected final void eventually(String what, BooleanSupplier condition) {
    assertTrue(condition, what);
  }

  @AfterEach
  void close() throws Exception {
    for (Object part : parts) {
      if (part instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    assertEquals(List.of(), site.broken);
  }
}
