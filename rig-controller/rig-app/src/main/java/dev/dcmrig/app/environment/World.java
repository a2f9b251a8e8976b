// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import java.nio.file.Path;

/** The world outside of one scenario's car. */
public interface World extends AutoCloseable {

  /** Where the DCM's modem finds the radio link: a real loopback host and port. */
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
}
