// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/** What a vehicle stores energy in, in the order of the encoding (EN 15722). */
public enum Propulsion {
  GASOLINE_TANK,
  DIESEL_TANK,
  COMPRESSED_NATURAL_GAS,
  LIQUID_PROPANE_GAS,
  ELECTRIC_ENERGY_STORAGE,
  HYDROGEN_STORAGE,
  OTHER_STORAGE
}
