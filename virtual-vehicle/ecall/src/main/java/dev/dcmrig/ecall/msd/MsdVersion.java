// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What differs between the format versions of EN 15722, and nothing else. */
public enum MsdVersion {
  /** CEN/TS 15722:2009 and EN 15722:2011: no length, six kinds of propulsion. */
  V1(1, false, 13, 6, false, "numberOfPassengers"),
  /** EN 15722:2015. */
  V2(2, true, 13, 7, false, "numberOfPassengers"),
  /** EN 15722:2020: more vehicle types, both earlier locations always there, occupants. */
  V3(3, true, 23, 7, true, "numberOfOccupants");

  private static final List<Propulsion> PROPULSION = List.of(Propulsion.values());

  private final int number;
  private final boolean hasLength;
  private final int vehicleTypes;
  private final int propulsionFlags;
  private final boolean recentLocationsMandatory;
  private final String occupantsField;

  MsdVersion(
      int number,
      boolean hasLength,
      int vehicleTypes,
      int propulsionFlags,
      boolean recentLocationsMandatory,
      String occupantsField) {
    this.number = number;
    this.hasLength = hasLength;
    this.vehicleTypes = vehicleTypes;
    this.propulsionFlags = propulsionFlags;
    this.recentLocationsMandatory = recentLocationsMandatory;
    this.occupantsField = occupantsField;
  }

  /** The first byte of a message: 1, 2 or 3. */
  public int number() {
    return number;
  }

  /** Whether a length follows the version. */
  public boolean hasLength() {
    return hasLength;
  }

  /** How many vehicle types it defines; they are numbered from 1. */
  public int vehicleTypes() {
    return vehicleTypes;
  }

  /** Bits of a vehicle type, its extension bit not counted. */
  int vehicleTypeBits() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(vehicleTypes - 1);
  }

  /** The kinds of propulsion that it knows, in the order of the encoding. */
  public List<Propulsion> propulsion() {
    return PROPULSION.subList(0, propulsionFlags);
  }

  /** Whether the two earlier locations are there in each message. */
  public boolean recentLocationsMandatory() {
    return recentLocationsMandatory;
  }

  /** Its name for the number of people. */
  public String occupantsField() {
    return occupantsField;
  }

  /** The version that begins with this byte; empty for one that nobody has defined. */
  public static Optional<MsdVersion> of(int number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
  }
}
