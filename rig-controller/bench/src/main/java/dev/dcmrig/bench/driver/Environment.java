// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The environment of the car for one scenario: the network and the services behind it. */
public interface Environment extends AutoCloseable {

  /** Where the DCM's modem finds the radio link: on loopback, like all of the rig. */
  default String proxyHost() {
    return "127.0.0.1";
  }

  int proxyPort();

  /**
   * Opens the radio link at one more address, for a modem outside of this machine's loopback; on
   * the timeline's thread.
   *
   * @return its port
   * @throws BenchBroken when it can't be opened there
   */
  default int proxyPort(RigAddress at) {
    throw new BenchBroken(
        "this environment has no radio link for a DCM outside of this machine's loopback");
  }

  RadioLink radioLink();

  EmergencyCentre centre();

  TelematicsService telematics();

  Backend backend();

  /**
   * Makes a vehicle known: its SIM to the network, the vehicle to the service.
   *
   * @return folder with the certificates of its DCM (docs/DCM-INTERFACE.md, 2.5)
   */
  Path provision(String vin, String imsi, String address);

  /**
   * Whether a modem with this SIM may ask the proxy for a connection. Without coverage it may not:
   * the network notes the try, as it does for a modem that asks all the same (docs/decisions/0030).
   * On the timeline's thread.
   */
  default boolean reaches(String imsi, String host, int port) {
    return true;
  }

  /**
   * What the factory puts into the ECUs of an emulated car that verify software by themselves, and
   * makes them known to the director. Nothing is made before an ECU needs it.
   *
   * @param car its ECUs
   * @return by name of the ECU; empty: they verify nothing
   */
  default Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
    return Map.of();
  }

  @Override
  void close();

  /** Makes one for each scenario; brought by the composition root. */
  @FunctionalInterface
  interface Opener {
    Environment open(Site site);
  }
}
