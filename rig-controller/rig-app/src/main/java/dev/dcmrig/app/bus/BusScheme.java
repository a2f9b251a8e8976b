// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bus;

import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.bridge.BridgedBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.can.socketcan.SocketCanBus;
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
        Consumer<? super BusException> broken) {
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
        Consumer<? super BusException> broken) {
      return new SocketCanBus(address.name(), timeline, broken::accept);
    }
  },
  /** Somebody's bus by cannelloni over UDP. */
  CANNELLONI(
      "the bus of a cannelloni end over UDP, as cannelloni:HOST:PORT, or"
          + " cannelloni:HOST:PORT:LOCALPORT where that end sends to a fixed port") {
    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.POINT_TO_POINT);
    }

    @Override
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<? super BusException> broken) {
      return BridgedBus.cannelloni(address.name(), timeline, broken);
    }
  },
  /** Somebody's bus by cannelloni over TCP. */
  CANNELLONI_TCP("the same over TCP, as cannelloni-tcp:HOST:PORT") {
    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.POINT_TO_POINT);
    }

    @Override
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<? super BusException> broken) {
      return BridgedBus.cannelloniTcp(address.name(), timeline, broken);
    }
  },
  /** Somebody's bus by socketcand. */
  SOCKETCAND("a bus of a socketcand server, as socketcand:HOST:PORT:can0") {
    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.REAL_TIME, Trait.SHARED);
    }

    @Override
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<? super BusException> broken) {
      return BridgedBus.socketcand(address.name(), timeline, broken);
    }
  };

  private static final String HOST_AND_PORT = "[A-Za-z0-9.-]+:[0-9]{1,5}";

  private final String meaning;

  BusScheme(String meaning) {
    this.meaning = meaning;
  }

  /** The form of what stands behind the colon. */
  String form() {
    return switch (this) {
      case EMULATED, SOCKETCAN -> ".+";
      case CANNELLONI -> HOST_AND_PORT + "(:[0-9]{1,5})?";
      case CANNELLONI_TCP -> HOST_AND_PORT;
      case SOCKETCAND -> HOST_AND_PORT + ":[^:]+";
    };
  }

  /** Opens a bus of this kind; otherwise as {@link BusAddress#open}. */
  abstract CanBus open(
      BusAddress address, Timeline timeline, BitRates rates, Consumer<? super BusException> broken);

  /** What a bench must know of such a bus. */
  public Set<Trait> traits() {
    return Set.of();
  }

  /** As it is written before the colon. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the rest of a sentence. */
  String meaning() {
    return meaning;
  }
}
