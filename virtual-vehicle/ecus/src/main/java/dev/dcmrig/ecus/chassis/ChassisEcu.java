// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.chassis;

import static dev.dcmrig.can.binding.DomainValue.GEAR;
import static dev.dcmrig.can.binding.DomainValue.PARKED;
import static dev.dcmrig.can.binding.DomainValue.SPEED;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;

/**
 * Reports speed, selector lever and whether the car is parked.
 *
 * <p>Does not simulate: acceleration, wheels, brakes; each value is what it was told.
 */
public final class ChassisEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 11;

  public ChassisEcu(EcuContext context) {
    super("chassis", context, OFFSET_MILLIS, context.binding().writers(SPEED, GEAR, PARKED));
    speed(0);
    gear(Gear.P);
    parked(true);
  }

  /** At the wheels, in km/h. */
  public void speed(double kmh) {
    set(SPEED, kmh);
    happened();
  }

  public void gear(Gear gear) {
    set(GEAR, gear.name());
  }

  public void parked(boolean parked) {
    set(PARKED, parked ? "YES" : "NO");
  }
}
