// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bus;

import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.can.socketcan.SocketCanException;
import dev.dcmrig.sim.Timeline;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The kinds of bus: what stands before the colon of an address. All that the rig knows of a kind
 * stands here: bench files, {@code rig can} and a DCM of its own process open their buses by it.
 */
public enum BusScheme {
  /** A bus in memory; nobody outside of this process is on it. */
  EMULATED("a bus in this process only, as emulated:test") {
    @Override
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<SocketCanException> broken) {
      return new EmulatedBus(address.toString(), timeline, rates);
    }
  },
  /** An interface of a Linux kernel. */
  SOCKETCAN("an interface of this machine's kernel, as socketcan:can0, or can0 for short") {
    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.CAN_BE_LOST);
    }

    @Override
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<SocketCanException> broken) {
      return new SocketCanBus(address.name(), timeline, broken);
    }
  };

  private final String meaning;

  BusScheme(String meaning) {
    this.meaning = meaning;
  }

  /** Opens a bus of this kind; otherwise as {@link BusAddress#open}. */
  abstract CanBus open(
      BusAddress address, Timeline timeline, BitRates rates, Consumer<SocketCanException> broken);

  /** What a bench must know of such a bus. */
  public Set<Trait> traits() {
    return Set.of();
  }

  /** As it is written before the colon. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the rest of a sentence. */
  String meaning() {
    return meaning;
  }
}
