// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.List;
import java.util.Optional;

/** Words for the numbers of vehicle types (EN 15722; classes of Directive 2007/46/EC). */
public final class VehicleType {
  private static final List<String> CLASSES =
      List.of(
          "M1", "M2", "M3", "N1", "N2", "N3", "L1e", "L2e", "L3e", "L4e", "L5e", "L6e", "L7e", "O",
          "R", "S", "T", "G", "SA", "SB", "SC", "SD", "other");

  private VehicleType() {}

  /** The class of a number from 1 on; for instance {@code M1}, or what is wrong with it. */
  public static String className(int vehicleType) {
    return vehicleType >= 1 && vehicleType <= CLASSES.size()
        ? CLASSES.get(vehicleType - 1)
        : "not defined";
  }

  /** The number of a class; case is ignored. */
  public static Optional<Integer> ofClass(String name) {
    for (int index = 0; index < CLASSES.size(); index++) {
      if (CLASSES.get(index).equalsIgnoreCase(name)) {
        return Optional.of(index + 1);
      }
    }
    return Optional.empty();
  }

  /** Every class, the first has number 1. */
  public static List<String> classes() {
    return CLASSES;
  }
}
