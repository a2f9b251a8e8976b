// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import dev.dcmrig.sim.RealTimeline;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * A desk of simulated instruments, wired to the electrical socket of one DCM: a supply, relays, a
 * light reader. In real time, on loopback.
 */
public final class SimulatedDesk implements AutoCloseable {
  private final RealTimeline clock = new RealTimeline("desk", failure -> {});
  private final DeskWires wires = new DeskWires(clock);
  private final ElectricalServer electrical;
  private final InstrumentServer supply;
  private final InstrumentServer relays;
  private final InstrumentServer lightReader;

  /**
   * Listens at four ports in a row: electrical socket, supply, relays, light reader.
   *
   * @param port the first; 0 takes four that are free
   * @throws IOException when one is not free
   */
  public SimulatedDesk(int port) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    int step = port == 0 ? 0 : 1;
    try {
      electrical = new ElectricalServer(wires, host, port);
      supply = new InstrumentServer("supply", new SimulatedSupply(wires), host, port + step);
      relays = new InstrumentServer("relays", new SimulatedRelays(wires), host, port + 2 * step);
      lightReader =
          new InstrumentServer(
              "light reader", new SimulatedLightReader(wires, clock), host, port + 3 * step);
    } catch (IOException e) {
      clock.close();
      throw e;
    }
  }

  /** What listens where, a line each, as a bench file says it. */
  public List<String> lines() {
    return List.of(
        "wiring: {driver: simulator, address: \"" + electricalAddress() + "\"}",
        "supply: {driver: scpi, address: \"" + supplyAddress() + "\", ...}",
        "faults: {driver: scpi, address: \"" + relaysAddress() + "\", ...}",
        "indicator: {driver: scpi, address: \"" + lightReaderAddress() + "\", ...}");
  }

  public String electricalAddress() {
    return "tcp:127.0.0.1:" + electrical.port();
  }

  public String supplyAddress() {
    return "tcp:127.0.0.1:" + supply.port();
  }

  public String relaysAddress() {
    return "tcp:127.0.0.1:" + relays.port();
  }

  public String lightReaderAddress() {
    return "tcp:127.0.0.1:" + lightReader.port();
  }

  /** For what a test asks of the supply behind the rig's back. */
  public InstrumentServer supply() {
    return supply;
  }

  public InstrumentServer relays() {
    return relays;
  }

  public InstrumentServer lightReader() {
    return lightReader;
  }

  /** What is at the output of the supply, in volts, whoever asks. */
  public double volts() {
    return wires.volts();
  }

  /** Whether a relay is closed, whoever asks. */
  public boolean isClosed(int relay) {
    return wires.isClosed(relay);
  }

  @Override
  public void close() {
    electrical.close();
    supply.close();
    relays.close();
    lightReader.close();
    clock.close();
  }
}
