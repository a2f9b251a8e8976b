// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** An environment to which the DCM's modem comes through a {@link Detour}. */
record ByDetour(Environment behind, Detour detour) implements Environment {
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
    return behind.radioLink();
  }

  @Override
  public EmergencyCentre centre() {
    return behind.centre();
  }

  @Override
  public TelematicsService telematics() {
    return behind.telematics();
  }

  @Override
  public Backend backend() {
    return behind.backend();
  }

  @Override
  public Path provision(String vin, String imsi, String address) {
    return behind.provision(vin, imsi, address);
  }

  @Override
  public Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
    return behind.trust(vin, car);
  }

  @Override
  public void close() {
    behind.close();
  }
}
