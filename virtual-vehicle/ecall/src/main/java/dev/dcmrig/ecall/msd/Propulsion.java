// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/** What a vehicle stores energy in, in the order of the encoding (EN 15722). */
public enum Propulsion {
  GASOLINE_TANK("gasolineTankPresent"),
  DIESEL_TANK("dieselTankPresent"),
  COMPRESSED_NATURAL_GAS("compressedNaturalGas"),
  LIQUID_PROPANE_GAS("liquidPropaneGas"),
  ELECTRIC_ENERGY_STORAGE("electricEnergyStorage"),
  HYDROGEN_STORAGE("hydrogenStorage"),
  /** Not in version 1. */
  OTHER_STORAGE("otherStorage");

  private final String fieldName;

  Propulsion(String fieldName) {
    this.fieldName = fieldName;
  }

  /** Its name in the standard's module. */
  public String fieldName() {
    return fieldName;
  }
}
