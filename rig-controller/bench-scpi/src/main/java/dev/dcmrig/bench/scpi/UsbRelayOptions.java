// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.settings.Key;
import java.util.Map;

/**
 * Options of a USB relay board with four-byte commands.
 *
 * @param address its serial line
 * @param contacts by what they do; relays count from 1
 */
public record UsbRelayOptions(
    @Key("Its serial line: serial:/dev/ttyUSB0:9600.") String address,
    @Key(Contacts.KEYS) Map<String, Contact> contacts) {

  private static final int MAX_RELAY = 254;

  public UsbRelayOptions {
    InstrumentAddress ignored = InstrumentAddress.parse(address);
    contacts = Map.copyOf(contacts);
    Contacts.check(contacts);
    contacts.forEach(
        (key, contact) -> {
          if (contact.closed().stream().anyMatch(relay -> relay > MAX_RELAY)
              || contact.open().stream().anyMatch(relay -> relay > MAX_RELAY)) {
            throw new IllegalArgumentException(
                "has a relay above " + MAX_RELAY + " in '" + key + "'; such a board counts from 1");
          }
        });
  }

  InstrumentAddress at() {
    return InstrumentAddress.parse(address);
  }
}
