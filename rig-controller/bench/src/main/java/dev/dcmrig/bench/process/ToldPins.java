// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a DCM's process has been told of its pins: only what differs is told again. */
final class ToldPins {
  private final DcmPins pins;
  private final Consumer<String> say;
  private final Map<Line, Condition> lines = new EnumMap<>(Line.class);
  private String supply = "";
  private String sos = "";

  ToldPins(DcmPins pins, Consumer<String> say) {
    this.pins = pins;
    this.say = say;
  }

  /** Tells how the pins stand now. */
  void tell() {
    String newSupply = ElectricalLines.supply(pins.supplyVolts());
    if (!newSupply.equals(supply)) {
      supply = newSupply;
      say.accept(newSupply);
    }
    String newSos = ElectricalLines.sos(pins.sosPressed());
    if (!newSos.equals(sos)) {
      sos = newSos;
      say.accept(newSos);
    }
    for (Line line : Line.values()) {
      Condition condition = pins.condition(line);
      if (lines.put(line, condition) != condition) {
        say.accept(ElectricalLines.line(line, condition));
      }
    }
  }
}
