// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vehicle as its primary knows it: its identifier and its ECUs, by their ids. */
public record Vehicle(String id, Map<String, Ecu> ecus) {
  public Vehicle {
    ecus = Collections.unmodifiableMap(new LinkedHashMap<>(ecus));
  }

  public static Vehicle of(String id, List<Ecu> ecus) {
    Map<String, Ecu> byId = new LinkedHashMap<>();
    ecus.forEach(ecu -> byId.put(ecu.id(), ecu));
    return new Vehicle(id, byId);
  }

  /** Whether each ECU that the image is for has it already. */
  boolean hasInstalled(Target target) {
    return !target.ecus().isEmpty()
        && target.ecus().keySet().stream()
            .allMatch(id -> ecus.containsKey(id) && hasInstalled(ecus.get(id), target));
  }

  private static boolean hasInstalled(@Nullable Ecu ecu, Target target) {
    return ecu != null
        && ecu.installed().equals(target.path())
        && ecu.releaseCounter() == target.releaseCounter().orElse(0);
  }
}
