package dev.dcmrig.app.bench;

import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.bench.Outside;

/** A world to which the DCM's modem comes through a {@link Detour}. */
record ByDetour(Outside world, Detour detour) implements Outside {
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
  public void close() {
    world.close();
  }
}
