package dev.dcmrig.world;

import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;

/** The world outside of one scenario's car. */
public interface World extends AutoCloseable {

  /** Where the DCM's modem finds the radio link: a real loopback host and port. */
  String proxyHost();

  int proxyPort();

  RadioLink radioLink();

  EmergencyCentre centre();

  TelematicsService telematics();

  @Override
  void close();
}
