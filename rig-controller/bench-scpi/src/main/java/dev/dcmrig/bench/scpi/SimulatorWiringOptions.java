// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.settings.Key;

/**
 * Options of the wires to simulated instruments.
 *
 * @param address of the simulator's electrical socket
 */
public record SimulatorWiringOptions(
    @Key("The electrical socket of 'rig sim desk': tcp:127.0.0.1:5024.") String address) {

  public SimulatorWiringOptions {
    if (InstrumentAddress.parse(address).kind() != InstrumentAddress.Kind.TCP) {
      throw new IllegalArgumentException("has address " + address + "; write tcp:HOST:PORT");
    }
  }

  InstrumentAddress at() {
    return InstrumentAddress.parse(address);
  }
}
