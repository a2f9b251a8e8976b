// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.can.socketcan.SocketCanException;
import dev.dcmrig.sim.Timeline;
import java.util.function.Consumer;

/** Opens a bus by its address. */
public final class Buses {
  private Buses() {}

  /**
   * Opens a bus.
   *
   * @param rates of a bus that has none of its own
   * @param broken told once, on the timeline's thread, when the bus goes away
   * @throws SocketCanException when the kernel's interface can't be used, with the way out
   */
  public static CanBus open(
      BusAddress address, Timeline timeline, BitRates rates, Consumer<SocketCanException> broken) {
    return switch (address.scheme()) {
      case SOCKETCAN -> new SocketCanBus(address.name(), timeline, broken);
      case EMULATED -> new EmulatedBus(address.toString(), timeline, rates);
    };
  }
}
