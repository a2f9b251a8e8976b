// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.bench.InstrumentContract;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.Port;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The drivers of real instruments keep the contract, against simulators over TCP, in real time. */
@Tag("slow")
class ScpiInstrumentsTest extends InstrumentContract {
  private final TestDesk desk = new TestDesk();

  @Override
  protected <P> P open(Port<P> port) {
    return desk.open(port);
  }

  @Override
  protected TestSite site() {
    return desk.site();
  }

  @Override
  protected void pass(long millis) {
    desk.pass(millis);
  }

  @Override
  protected <T> T on(Supplier<T> question) {
    return desk.on(question);
  }

  @Override
  protected void eventually(String what, BooleanSupplier condition) {
    desk.eventually(what, condition);
  }

  @AfterEach
  void close() {
    desk.close();
    assertEquals(List.of(), desk.site().broken);
  }
}
