// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.power;

import static dev.dcmrig.can.binding.DomainValue.BATTERY_VOLTAGE;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;

/**
 * Measures the main battery and reports its voltage.
 *
 * <p>Does not simulate: current, state of charge, errors of the measurement.
 */
public final class PowerEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 5;

  public PowerEcu(EcuContext context, MainBattery battery) {
    super("power", context, OFFSET_MILLIS, context.binding().writers(BATTERY_VOLTAGE));
    if (context.binding().isBound(BATTERY_VOLTAGE)) {
      battery.follow(volts -> guard(() -> set(BATTERY_VOLTAGE, volts)));
    }
    // A battery that only runs down is nothing that happens: the bus sleeps on.
    battery.onCrank(this::happened);
  }
}
