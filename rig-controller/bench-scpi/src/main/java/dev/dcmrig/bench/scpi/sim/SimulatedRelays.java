// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.util.List;
import java.util.stream.Collectors;

/** Relays of a switch unit: those of {@link DeskWires}. All open after {@code *RST}. */
final class SimulatedRelays extends SimulatedInstrument {
  private final DeskWires wires;

  SimulatedRelays(DeskWires wires) {
    super("DCM Rig,Simulated relays,SIM-REL-1,1.0");
    this.wires = wires;
    command("[ROUTe:]CLOSe", parameters -> set(known(parameters), true));
    command("[ROUTe:]OPEN", parameters -> set(known(parameters), false));
    command("[ROUTe:]OPEN:ALL", parameters -> reset());
    query(
        "[ROUTe:]CLOSe?",
        parameters ->
            known(parameters).stream()
                .map(relay -> wires.isClosed(relay) ? "1" : "0")
                .collect(Collectors.joining(",")));
    query(
        "[ROUTe:]OPEN?",
        parameters ->
            known(parameters).stream()
                .map(relay -> wires.isClosed(relay) ? "0" : "1")
                .collect(Collectors.joining(",")));
  }

  private static List<Integer> known(Parameters parameters) throws ScpiError {
    List<Integer> relays = parameters.channels();
    if (!DeskWires.relays().containsAll(relays)) {
      throw ScpiError.outOfRange();
    }
    return relays;
  }

  private void set(List<Integer> relays, boolean closed) {
    relays.forEach(relay -> wires.relay(relay, closed));
  }

  @Override
  void reset() {
    DeskWires.relays().forEach(relay -> wires.relay(relay, false));
  }
}
