// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.IdentityData;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.metadata.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The ECUs of an emulated car that verify software by themselves: what the factory puts into them,
 * and what the director knows of them. Keys are made of names (decision 24).
 */
final class BenchEcus {
  private BenchEcus() {}

  /** The id of an ECU behind the DCM, in orders and in reports. */
  static String id(String vin, String ecu) {
    return vin + "-" + ecu;
  }

  /** The key of the bench's time server. */
  static SigningKey timeServer() {
    return BenchKeys.key("time server");
  }

  static SigningKey key(String vin, String ecu) {
    return BenchKeys.key(BenchSigners.keyOf(id(vin, ecu)));
  }

  /** By name of the ECU; made when it is asked for. */
  static Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
    Map<String, Supplier<EcuTrust>> trust = new TreeMap<>();
    car.ecus()
        .forEach(
            (name, ecu) -> {
              if (TrustData.isIn(ecu.file())) {
                trust.put(name, () -> trust(vin, name, ecu.file()));
              }
            });
    return trust;
  }

  private static EcuTrust trust(String vin, String name, EcuFile file) {
    return new EcuTrust(
        vin,
        id(vin, name),
        text(file, IdentityData.HARDWARE_NUMBER),
        BenchSigners.directorRoot(),
        key(vin, name),
        timeServer().verificationKey(),
        installed(name, file),
        BenchSigners.FACTORY);
  }

  /** The software of the factory is release 1. */
  private static Target installed(String name, EcuFile file) {
    String version = text(file, IdentityData.SOFTWARE_VERSION);
    String hardware = text(file, IdentityData.HARDWARE_NUMBER);
    byte[] software = EcuModules.factory(name, version, hardware);
    return BenchRepositories.target(EcuModules.file(name, version), software, hardware, 1);
  }

  private static String text(EcuFile file, int identifier) {
    return file.data().stream()
        .filter(one -> one.number() == identifier)
        .map(one -> new String(one.value(), StandardCharsets.US_ASCII).stripTrailing())
        .findFirst()
        .orElse("");
  }

  /** What the director knows of them by their ids. */
  static Map<String, Inventory.Entry> inventory(String vin, CarDiagnostics car) {
    Map<String, Inventory.Entry> entries = new TreeMap<>();
    car.ecus()
        .forEach(
            (name, ecu) -> {
              if (TrustData.isIn(ecu.file())) {
                entries.put(
                    id(vin, name),
                    new Inventory.Entry(
                        key(vin, name).verificationKey(),
                        text(ecu.file(), IdentityData.HARDWARE_NUMBER)));
              }
            });
    return entries;
  }
}
