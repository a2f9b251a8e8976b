// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.isotp.AddressFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the ECUs of one car are asked, and what they answer.
 *
 * @param toAllId identifier of requests to all
 * @param ecus by name
 */
public record CarDiagnostics(int toAllId, Map<String, Ecu> ecus) {

  /** The name of the DCM among the ECUs. */
  public static final String DCM = "dcm";

  /** A car whose ECUs don't answer. */
  public static final CarDiagnostics NONE = new CarDiagnostics(0x7DF, Map.of());

  /**
   * One ECU, as its owner sees it.
   *
   * @param requestId identifier of requests to it alone
   * @param responseId identifier of its responses
   */
  public record Ecu(String name, int toAllId, int requestId, int responseId, EcuFile file) {

    /** How the ECU itself sends and receives. */
    public IsoTpAddress alone() {
      return IsoTpAddress.normal(responseId, requestId);
    }

    /** How the ECU hears requests to all. */
    public IsoTpAddress fromAll() {
      return IsoTpAddress.fromAll(AddressFormat.NORMAL, IsoTpAddress.Side.of(toAllId));
    }

    /** How a tester asks it. */
    public IsoTpAddress asked() {
      return IsoTpAddress.normal(requestId, responseId);
    }
  }

  public CarDiagnostics {
    ecus = new TreeMap<>(ecus);
  }

  public Optional<Ecu> ecu(String name) {
    return Optional.ofNullable(ecus.get(name));
  }
}
