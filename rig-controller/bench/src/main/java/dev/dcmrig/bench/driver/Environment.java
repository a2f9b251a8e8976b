// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import java.nio.file.Path;

/** The environment of the car for one scenario: the network and the services behind it. */
public interface Environment extends AutoCloseable {

  /** Where the DCM's modem finds the radio link. */
  String proxyHost();

  int proxyPort();

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

  @Override
  void close();

  /** Makes one for each scenario; brought by the composition root. */
  @FunctionalInterface
  interface Opener {
    Environment open(Site site);
  }
}
