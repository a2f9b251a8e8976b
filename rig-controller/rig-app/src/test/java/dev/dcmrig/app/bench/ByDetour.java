// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.bench.driver.Environment;
import java.nio.file.Path;

/** A world to which the DCM's modem comes through a {@link Detour}. */
record ByDetour(Environment world, Detour detour) implements Environment {
  @Override
  public String proxyHost() {
    return "127.0.0.1";
  }

  @Override
  public int proxyPort() {
    return detour.port();
  }

  @Override
  public RadioLink radioLink() {
    return world.radioLink();
  }

  @Override
  public EmergencyCentre centre() {
    return world.centre();
  }

  @Override
  public TelematicsService telematics() {
    return world.telematics();
  }

  @Override
  public Backend backend() {
    return world.backend();
  }

  @Override
  public Path provision(String vin, String imsi, String address) {
    return world.provision(vin, imsi, address);
  }

  @Override
  public void close() {
    world.close();
  }
}
