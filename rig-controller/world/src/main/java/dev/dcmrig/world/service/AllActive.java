package dev.dcmrig.world.service;

import java.util.HashSet;
import java.util.Set;

/** Every product is active until it lapses: a service without a shop. */
public final class AllActive implements Entitlements {
  private final Set<String> lapsed = new HashSet<>();

  @Override
  public void vehicleKnown(String vin) {}

  @Override
  public boolean isActive(String vin, String product) {
    return !lapsed.contains(vin);
  }

  @Override
  public void lapse(String vin) {
    lapsed.add(vin);
  }
}
