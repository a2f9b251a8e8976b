package dev.dcmrig.ecus.body;

import static dev.dcmrig.can.binding.DomainValue.DOORS;
import static dev.dcmrig.can.binding.DomainValue.IGNITION;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;

/**
 * Reports the ignition switch and the doors. It works with the ignition off, too.
 *
 * <p>Does not simulate: the spring that takes the switch from START back to ON, single doors,
 * locks.
 */
public final class BodyEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 3;

  public BodyEcu(EcuContext context) {
    super("body", context, OFFSET_MILLIS, context.binding().writers(IGNITION, DOORS));
    ignition(Ignition.OFF);
    closeDoors();
  }

  public void ignition(Ignition position) {
    set(IGNITION, position.name());
  }

  public void openDoors() {
    set(DOORS, "OPEN");
  }

  public void closeDoors() {
    set(DOORS, "CLOSED");
  }
}
