// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.util.Locale;

/**
 * A programmable supply of 30 V and 10 A with one output. Off after switching on and {@code *RST}.
 *
 * <p>Does not simulate: the time that its output needs, constant current, remote sensing.
 */
final class SimulatedSupply extends SimulatedInstrument {
  private static final double MAX_VOLTS = 30;
  private static final double MAX_AMPERES = 10;

  private final DeskWires wires;
  private double volts;
  private double amperes = MAX_AMPERES;
  private double protection = MAX_VOLTS;
  private boolean on;

  SimulatedSupply(DeskWires wires) {
    super("DCM Rig,Simulated supply,SIM-PSU-1,1.0");
    this.wires = wires;
    command(
        "[SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]",
        parameters -> {
          double wanted = parameters.number("V", 0, MAX_VOLTS, 0);
          if (wanted > protection) {
            throw ScpiError.settingsConflict();
          }
          volts = wanted;
          drive();
        });
    query("[SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]?", parameters -> text(volts));
    command(
        "[SOURce:]VOLTage:PROTection[:LEVel]",
        parameters -> protection = parameters.number("V", 0, MAX_VOLTS, MAX_VOLTS));
    query("[SOURce:]VOLTage:PROTection[:LEVel]?", parameters -> text(protection));
    command(
        "[SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude]",
        parameters -> amperes = parameters.number("A", 0, MAX_AMPERES, MAX_AMPERES));
    query("[SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude]?", parameters -> text(amperes));
    command(
        "OUTPut[:STATe]",
        parameters -> {
          on = parameters.truth();
          drive();
        });
    query("OUTPut[:STATe]?", parameters -> on ? "1" : "0");
    query("MEASure[:SCALar]:VOLTage[:DC]?", parameters -> text(wires.volts()));
    query("MEASure[:SCALar]:CURRent[:DC]?", parameters -> text(wires.amperes()));
    command("INSTrument:NSELect", parameters -> parameters.number("", 1, 1, 1));
    command("SYSTem:REMote", Parameters::none);
    command("SYSTem:LOCal", Parameters::none);
  }

  private void drive() {
    wires.supply(on ? volts : 0);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4E", value);
  }

  @Override
  void reset() {
    volts = 0;
    amperes = MAX_AMPERES;
    protection = MAX_VOLTS;
    on = false;
    drive();
  }
}
