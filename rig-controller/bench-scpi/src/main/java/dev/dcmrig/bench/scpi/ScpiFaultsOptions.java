// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Options of relays that speak SCPI.
 *
 * @param address where they are
 * @param identity what its answer to *IDN? must have in it
 * @param contacts by what they do
 * @param answerWithin how long each answer may take
 */
public record ScpiFaultsOptions(
    @Key("Where it is: tcp:HOST:PORT, serial:/dev/ttyUSB0:9600, usbtmc:/dev/usbtmc0.")
        String address,
    @Key("What its answer to *IDN? must have in it, its serial number for instance.")
        Optional<String> identity,
    @Key(Contacts.KEYS) Map<String, Contact> contacts,
    @Key(
            value = "How long each of its answers may take; past it the bench is broken.",
            minimum = 0.1,
            maximum = 25,
            fallback = "2 s")
        Duration answerWithin)
    implements AtAnAddress {

  public ScpiFaultsOptions {
    InstrumentAddress ignored = InstrumentAddress.parse(address);
    contacts = Map.copyOf(contacts);
    Contacts.check(contacts);
  }
}
