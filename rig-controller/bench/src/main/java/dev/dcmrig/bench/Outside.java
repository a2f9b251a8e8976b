package dev.dcmrig.bench;

import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;

/** What stands outside the car for one scenario: the network and the services behind it. */
public interface Outside extends AutoCloseable {

  /** Where the DCM's modem finds the radio link. */
  String proxyHost();

  int proxyPort();

  RadioLink radioLink();

  EmergencyCentre centre();

  TelematicsService telematics();

  @Override
  void close();

  /** Makes one for each scenario; brought by the composition root. */
  @FunctionalInterface
  interface Opener {
    Outside open(
        Timeline timeline,
        ScenarioRecorder recorder,
        Observations observations,
        Seed seed,
        String vin);
  }
}
