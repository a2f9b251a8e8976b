// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.body;

import static dev.dcmrig.can.binding.DomainValue.DCM_LOCK_REQUEST;
import static dev.dcmrig.can.binding.DomainValue.DOORS;
import static dev.dcmrig.can.binding.DomainValue.DOOR_LOCK;
import static dev.dcmrig.can.binding.DomainValue.IGNITION;

import dev.dcmrig.can.Frame;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;

/**
 * Reports the ignition switch, the doors and their locks. It works with the ignition off, too. It
 * locks and unlocks when the DCM asks for it, and the car wakes by that.
 *
 * <p>Does not simulate: the spring that takes the switch from START back to ON, single doors and
 * locks, the key, locks that refuse because a door is open.
 */
public final class BodyEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 3;

  public BodyEcu(EcuContext context) {
    super("body", context, OFFSET_MILLIS, context.binding().writers(IGNITION, DOORS, DOOR_LOCK));
    ignition(Ignition.OFF);
    closeDoors();
    set(DOOR_LOCK, "UNLOCKED");
    listenFor(DCM_LOCK_REQUEST);
  }

  public void ignition(Ignition position) {
    set(IGNITION, position.name());
    ignitionTurned(position != Ignition.OFF);
  }

  public void openDoors() {
    set(DOORS, "OPEN");
    happened();
  }

  public void closeDoors() {
    set(DOORS, "CLOSED");
    happened();
  }

  @Override
  protected void received(Frame frame) {
    String request = word(DCM_LOCK_REQUEST, frame);
    if ("LOCK".equals(request)) {
      locks("LOCKED");
    } else if ("UNLOCK".equals(request)) {
      locks("UNLOCKED");
    }
  }

  private void locks(String state) {
    set(DOOR_LOCK, state);
    happened();
  }
}
