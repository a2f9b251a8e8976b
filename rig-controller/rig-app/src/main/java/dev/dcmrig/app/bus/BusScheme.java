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
  EMULATED(
      "a bus in this process only, as emulated:test",
      ".+",
      Set.of(),
      (address, timeline, rates, broken) -> new EmulatedBus(address.toString(), timeline, rates)),
  /** An interface of a Linux kernel. */
  SOCKETCAN(
      "an interface of this machine's kernel, as socketcan:can0, or can0 for short",
      ".+",
      Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.CAN_BE_LOST),
      (address, timeline, rates, broken) ->
          new SocketCanBus(address.name(), timeline, broken::accept)),
  /** Somebody's bus by cannelloni over UDP. */
  CANNELLONI(
      "the bus of a cannelloni end over UDP, as cannelloni:HOST:PORT, or"
          + " cannelloni:HOST:PORT:LOCALPORT where that end sends to a fixed port",
      BusScheme.HOST_AND_PORT + "(:[0-9]{1,5})?",
      Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.POINT_TO_POINT),
      (address, timeline, rates, broken) ->
          BridgedBus.cannelloni(address.name(), timeline, broken)),
  /** Somebody's bus by cannelloni over TCP. */
  CANNELLONI_TCP(
      "the same over TCP, as cannelloni-tcp:HOST:PORT",
      BusScheme.HOST_AND_PORT,
      Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.POINT_TO_POINT),
      (address, timeline, rates, broken) ->
          BridgedBus.cannelloniTcp(address.name(), timeline, broken)),
  /** Somebody's bus by socketcand. */
  SOCKETCAND(
      "a bus of a socketcand server, as socketcand:HOST:PORT:can0",
      BusScheme.HOST_AND_PORT + ":[^:]+",
      Set.of(Trait.REAL_TIME, Trait.SHARED),
      (address, timeline, rates, broken) ->
          BridgedBus.socketcand(address.name(), timeline, broken));

  private static final String HOST_AND_PORT = "[A-Za-z0-9.-]+:[0-9]{1,5}";

  private final String meaning;
  private final String form;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes immutable ones.
  private final Set<Trait> traits;

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold no state.
  private final Opener opener;

  /** Opens a bus of one kind; otherwise as {@link BusAddress#open}. */
  private interface Opener {
    CanBus open(
        BusAddress address,
        Timeline timeline,
        BitRates rates,
        Consumer<? super BusException> broken);
  }

  BusScheme(String meaning, String form, Set<Trait> traits, Opener opener) {
    this.meaning = meaning;
    this.form = form;
    this.traits = traits;
    this.opener = opener;
  }

  /** Opens a bus of this kind; otherwise as {@link BusAddress#open}. */
  CanBus open(
      BusAddress address,
      Timeline timeline,
      BitRates rates,
      Consumer<? super BusException> broken) {
    return opener.open(address, timeline, rates, broken);
  }

  /** The form of what stands behind the colon. */
  String form() {
    return form;
  }

  /** What a bench must know of such a bus. */
  public Set<Trait> traits() {
    return traits;
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
