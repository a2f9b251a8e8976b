// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bus;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.sim.Timeline;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The address of a bus: {@code socketcan:can0}, {@code emulated:vehicle}; a name without a scheme
 * is an interface of this machine.
 *
 * @param name what the scheme calls it: the interface, or any name
 */
public record BusAddress(BusScheme scheme, String name) {

  /**
   * Reads an address.
   *
   * @throws ConfigurationException when there is no such scheme, or the name is missing
   */
  public static BusAddress parse(String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? BusScheme.SOCKETCAN.word() : text.substring(0, colon);
    String name = text.substring(colon + 1);
    for (BusScheme scheme : BusScheme.values()) {
      if (scheme.word().equals(word)) {
        if (name.isEmpty()) {
          throw wrong(text, "the name of the bus is missing");
        }
        if (!name.matches(scheme.form())) {
          throw wrong(text, "'" + name + "' is no address of this kind");
        }
        return new BusAddress(scheme, name);
      }
    }
    throw wrong(text, "there is no kind of bus '" + word + "'");
  }

  private static ConfigurationException wrong(String text, String what) {
    String schemes =
        Arrays.stream(BusScheme.values())
            .map(scheme -> scheme.word() + ":NAME is " + scheme.meaning())
            .collect(Collectors.joining("; "));
    return new ConfigurationException(new Problem("bus '" + text + "'", 0, what, schemes));
  }

  /** Whether nobody outside of this process can be on it. */
  public boolean isPrivate() {
    return !scheme.traits().contains(Trait.SHARED);
  }

  /**
   * Opens the bus.
   *
   * @param rates of a bus that has none of its own
   * @param broken told once, on the timeline's thread, when the bus goes away
   * @throws BusException when it can't be used, with the way out
   */
  public CanBus open(Timeline timeline, BitRates rates, Consumer<? super BusException> broken) {
    return scheme.open(this, timeline, rates, broken);
  }

  @Override
  public String toString() {
    return scheme.word() + ":" + name;
  }
}
