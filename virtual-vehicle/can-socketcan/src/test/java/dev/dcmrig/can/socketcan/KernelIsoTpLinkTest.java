// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpLinkContract;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.IsoTpOptions;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The kernel's ISO-TP behind the port that this product's own has. */
class KernelIsoTpLinkTest extends IsoTpLinkContract {
  private RealTimeBench bench;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() {
    bench = new RealTimeBench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Override
  protected IsoTpLink open(IsoTpAddress address, IsoTpOptions options, IsoTpListener listener) {
    return bench.keep(
        KernelIsoTpLink.open(KernelCan.NAME, bench.timeline, address, options, listener));
  }

  @Override
  protected CanBus bus() {
    return bench.bus;
  }

  @Override
  protected <T> T call(Callable<T> task) {
    return bench.call(task);
  }

  @Override
  protected boolean await(BooleanSupplier condition) {
    return bench.await(condition);
  }
}
