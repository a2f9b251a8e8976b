// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a supply that speaks SCPI.
 *
 * @param address where it is
 * @param identity what its answer to *IDN? must have in it
 * @param channel for a supply of several outputs
 * @param maxVolts nothing above is sent, and the instrument's own protection is set to it
 * @param maxAmperes its current limit
 * @param protection whether it has an over-voltage protection that can be set
 * @param answerWithin how long each answer may take
 * @param sampleEvery from one look at the current to the next
 */
public record ScpiSupplyOptions(
    @Key("Where it is: tcp:HOST:PORT, serial:/dev/ttyUSB0:9600, usbtmc:/dev/usbtmc0.")
        String address,
    @Key("What its answer to *IDN? must have in it, its serial number for instance.")
        Optional<String> identity,
    @Key(
            value = "Its output, where it has several: chosen by INST:NSEL.",
            minimum = 1,
            maximum = 16)
        Optional<Integer> channel,
    @Key(
            value = "No higher voltage is ever sent; its own protection is set to it, too.",
            unit = "V",
            minimum = 0.1,
            maximum = 60)
        double maxVolts,
    @Key(value = "Its current limit.", unit = "A", minimum = 0.01, maximum = 100) double maxAmperes,
    @Key(value = "Whether it knows VOLT:PROT, an over-voltage protection.", fallback = "true")
        boolean protection,
    @Key(
            value = "How long each of its answers may take; past it the bench is broken.",
            minimum = 0.1,
            maximum = 25,
            fallback = "2 s")
        Duration answerWithin,
    @Key(
            value = "From one look at the current to the next.",
            minimum = 0.01,
            maximum = 60,
            fallback = "200 ms")
        Duration sampleEvery)
    implements AtAnAddress {

  public ScpiSupplyOptions {
    InstrumentAddress ignored = InstrumentAddress.parse(address);
  }
}
