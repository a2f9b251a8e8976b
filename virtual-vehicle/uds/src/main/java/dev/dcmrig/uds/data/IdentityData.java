// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

/** Identifiers of data by which an ECU says what it is (ISO 14229-1:2020, annex C.1). */
public final class IdentityData {
  /** vehicleManufacturerECUSoftwareVersionNumber: of the software that runs. */
  public static final int SOFTWARE_VERSION = 0xF189;

  /** vehicleManufacturerECUHardwareNumber. */
  public static final int HARDWARE_NUMBER = 0xF191;

  private IdentityData() {}
}
