// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.environment.Deployments;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.server.OtaServer;
import java.util.Set;
import java.util.function.Consumer;

/** {@code services: updates: {driver: hawkbit, url: ...}}: a hawkBit that runs somewhere. */
public final class HawkbitDriver implements DriverFactory<Object> {
  @Override
  public Port<Object> port() {
    return Port.UPDATES;
  }

  @Override
  public String name() {
    return "hawkbit";
  }

  @Override
  public Class<? extends Record> options() {
    return HawkbitOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.OWN_PROCESS, Trait.SHARED);
  }

  @Override
  public Object open(Site site) {
    return new Opener(site.options(HawkbitOptions.class), site::broke);
  }

  private record Opener(HawkbitOptions options, Consumer<BenchBroken> broke)
      implements Deployments.Opener {
    @Override
    public Deployments at(OtaServer own, DdiSettings devices) {
      return new HawkbitDeployments(options, own, devices, broke);
    }

    @Override
    public void expectRollouts() {
      throw HawkbitDeployments.lacks("leads rollouts by its own clock, not by the bench's");
    }
  }
}
