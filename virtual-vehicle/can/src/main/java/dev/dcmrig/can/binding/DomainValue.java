// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

/**
 * What ECUs say to each other, free of any vehicle's messages. The file name in {@code
 * hil-configs/vehicles/} binds each to a message and a signal.
 */
public enum DomainValue {
  /** OFF, ACC, ON, START. */
  IGNITION("ignition"),
  /** CLOSED, OPEN. */
  DOORS("doors"),
  /** UNLOCKED, LOCKED: the body ECU's own state. */
  DOOR_LOCK("doors.lock"),
  /** NO, YES. */
  AIRBAG_DEPLOYED("airbag.deployed"),
  /** Peak acceleration of the crash sensors in g, 0 to 250. */
  IMPACT_LEVEL("airbag.impactLevel"),
  /** Occupied seats, 0 to 14; 15 unknown. */
  PASSENGERS("airbag.passengers"),
  /** Main battery as the power ECU measures it, in volts. */
  BATTERY_VOLTAGE("power.batteryVoltage"),
  /** Degrees, WGS 84, north positive. */
  LATITUDE("gnss.latitude"),
  /** Degrees, WGS 84, east positive. */
  LONGITUDE("gnss.longitude"),
  /** NONE, FIX_2D, FIX_3D. */
  GNSS_FIX("gnss.fix"),
  /** Course over ground, degrees clockwise from north, 0 to 358. */
  DIRECTION("gnss.direction"),
  /** Speed over ground in km/h. */
  GNSS_SPEED("gnss.speed"),
  /** RELEASED, PRESSED. */
  SOS_BUTTON("sos.button"),
  /** km/h. */
  SPEED("chassis.speed"),
  /** P, R, N, D. */
  GEAR("chassis.gear"),
  /** NO, YES. */
  PARKED("chassis.parked"),
  /** OK, FAULTY. */
  NAVIGATION("navigation.state"),
  /** NONE, LOCK, UNLOCK: what the DCM wants of the locks. */
  DCM_LOCK_REQUEST("dcm.lockRequest"),
  /** NO, YES: whether the DCM wants a position of a sleeping bus. */
  DCM_GNSS_REQUEST("dcm.gnssRequest");

  private final String key;

  DomainValue(String key) {
    this.key = key;
  }

  /** The name in a vehicle file. */
  public String key() {
    return key;
  }
}
