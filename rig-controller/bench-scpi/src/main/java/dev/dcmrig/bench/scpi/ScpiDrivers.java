// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The drivers of real instruments, and the wires of simulated ones. */
public final class ScpiDrivers {

  /** All of them. */
  public static final List<DriverFactory<?>> ALL =
      List.of(
          new Real<>(Port.SUPPLY, "scpi", ScpiSupplyOptions.class, ScpiSupply::open),
          new Real<>(Port.FAULTS, "scpi", ScpiFaultsOptions.class, ScpiRelays::open),
          new Real<>(Port.FAULTS, "usb-relay", UsbRelayOptions.class, UsbRelays::open),
          new Real<>(Port.INDICATOR, "scpi", ScpiIndicatorOptions.class, ScpiIndicator::open),
          new SimulatorWiring());

  private ScpiDrivers() {}

  /** A driver of something that is there once, for one run at a time. */
  private record Real<P>(
      Port<P> port, String name, Class<? extends Record> options, Function<Site, P> opener)
      implements DriverFactory<P> {

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.REAL_TIME, Trait.HARDWARE, Trait.SHARED);
    }

    @Override
    public Optional<String> whoIsThere(Record its) {
      if (its instanceof AtAnAddress at) {
        try (ScpiInstrument instrument = at.connect(port.path())) {
          return Optional.of(instrument.identity());
        }
      }
      if (its instanceof UsbRelayOptions board) {
        return Optional.of(UsbRelays.whoIsThere(board));
      }
      return Optional.empty();
    }

    @Override
    public P open(Site site) {
      return opener.apply(site);
    }
  }
}
