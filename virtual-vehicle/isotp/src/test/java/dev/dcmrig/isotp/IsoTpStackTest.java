// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanBus;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

class IsoTpStackTest extends IsoTpLinkContract {
  private final Ends ends = new Ends();
  private int stacks;

  @Override
  protected IsoTpLink open(IsoTpAddress address, IsoTpOptions options, IsoTpListener listener) {
    return ends.stack("stack " + ++stacks).open(address, options, listener);
  }

  @Override
  protected CanBus bus() {
    return ends.bus;
  }

  @Override
  protected <T> T call(Callable<T> task) {
    try {
      return task.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected boolean await(BooleanSupplier condition) {
    for (int n = 0; n < 10_000 && !condition.getAsBoolean(); n++) {
      ends.pass(Ends.MILLI);
    }
    return condition.getAsBoolean();
  }
}
