// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.sim.pins.RigPins;
import java.util.Map;

/** The fault-insertion unit. Does not simulate: contacts that bounce, faults that come and go. */
public final class EmulatedFaults implements Faults {
  private final RigPins pins;
  private final Observations observations;

  public EmulatedFaults(RigPins pins, Observations observations) {
    this.pins = pins;
    this.observations = observations;
  }

  @Override
  public void inject(Item item) {
    note("fault.injected", item);
    pins.condition(line(item), faulty(item));
  }

  @Override
  public void clear(Item item) {
    note("fault.cleared", item);
    pins.condition(line(item), Condition.OK);
  }

  @Override
  public void wiredSosSwitch(boolean pressed) {
    observations.note(Subject.RIG, "sosSwitch", Map.of("pressed", Boolean.toString(pressed)));
    pins.sosSwitch(pressed);
  }

  private void note(String kind, Item item) {
    observations.note(Subject.RIG, kind, Map.of("item", item.name()));
  }

  /** The line of an item. */
  static Line line(Item item) {
    return switch (item) {
      case MODEM -> Line.MODEM;
      case ANTENNA -> Line.CELLULAR_ANTENNA;
      case GNSS -> Line.GNSS_ANTENNA;
      case SIM -> Line.SIM;
      case MICROPHONE -> Line.MICROPHONE;
      case SPEAKER -> Line.SPEAKER;
      case BACKUP_BATTERY -> Line.BACKUP_BATTERY;
      case SOS_SWITCH -> Line.SOS_SWITCH;
      case CRASH_SENSOR_LINK -> Line.CRASH_LINE;
      case SOFTWARE -> Line.SOFTWARE;
      case FLASH -> Line.FLASH;
    };
  }

  /** How this part fails most often: wires come off, parts age, a SIM is not fitted. */
  private static Condition faulty(Item item) {
    return switch (item) {
      case ANTENNA, GNSS, MICROPHONE, SPEAKER, SOS_SWITCH, CRASH_SENSOR_LINK -> Condition.OPEN;
      case SIM -> Condition.MISSING;
      case MODEM, BACKUP_BATTERY, SOFTWARE, FLASH -> Condition.DEFECTIVE;
    };
  }
}
