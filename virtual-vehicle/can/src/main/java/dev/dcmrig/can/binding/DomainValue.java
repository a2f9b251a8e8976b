// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import java.util.List;

/**
 * What ECUs say to each other, free of any vehicle's messages. The file name in {@code
 * hil-configs/vehicles/} binds each to a message and a signal; one that a car has not got stays
 * out.
 */
public enum DomainValue {
  /** OFF, ACC, ON, START. */
  IGNITION("ignition", "OFF", "ACC", "ON", "START"),
  /** CLOSED, OPEN. */
  DOORS("doors", "CLOSED", "OPEN"),
  /** UNLOCKED, LOCKED: the body ECU's own state. */
  DOOR_LOCK("doors.lock", "UNLOCKED", "LOCKED"),
  /** NO, YES. */
  AIRBAG_DEPLOYED("airbag.deployed", "NO", "YES"),
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
  GNSS_FIX("gnss.fix", "NONE", "FIX_2D", "FIX_3D"),
  /** Course over ground, degrees clockwise from north, 0 to 358. */
  DIRECTION("gnss.direction"),
  /** Speed over ground in km/h. */
  GNSS_SPEED("gnss.speed"),
  /** RELEASED, PRESSED. */
  SOS_BUTTON("sos.button", "RELEASED", "PRESSED"),
  /** km/h. */
  SPEED("chassis.speed"),
  /** P, R, N, D. */
  GEAR("chassis.gear", "P", "R", "N", "D"),
  /** NO, YES. */
  PARKED("chassis.parked", "NO", "YES"),
  /** OK, FAULTY. */
  NAVIGATION("navigation.state", "OK", "FAULTY"),
  /** NONE, LOCK, UNLOCK: what the DCM wants of the locks. */
  DCM_LOCK_REQUEST("dcm.lockRequest", "NONE", "LOCK", "UNLOCK"),
  /** NO, YES: whether the DCM wants a position of a sleeping bus. */
  DCM_GNSS_REQUEST("dcm.gnssRequest", "NO", "YES"),
  /** What the DCM shows of an update: NONE, OFFERED, ANNOUNCED, INSTALLING, SUCCEEDED, FAILED. */
  DCM_UPDATE_STATE(
      "dcm.updateState", "NONE", "OFFERED", "ANNOUNCED", "INSTALLING", "SUCCEEDED", "FAILED"),
  /** The version it is about, in three bytes: 2.1.0 is 0x020100. */
  DCM_UPDATE_VERSION("dcm.updateVersion"),
  /** How long the DCM will need for it, in minutes, rounded up. */
  DCM_UPDATE_MINUTES("dcm.updateMinutes"),
  /** NONE, ACCEPT, DECLINE, POSTPONE: what the user answers at the head unit. */
  UPDATE_ANSWER("user.updateAnswer", "NONE", "ACCEPT", "DECLINE", "POSTPONE");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable ones.
  private final List<String> words;

  DomainValue(String key, String... words) {
    this.key = key;
    this.words = List.of(words);
  }

  /** The name in a vehicle file. */
  public String key() {
    return key;
  }

  /** What it can say; empty if it is a number. */
  public List<String> words() {
    return words;
  }
}
