// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a light reader with two inputs that are sampled at once.
 *
 * @param address where it is
 * @param identity what its answer to *IDN? must have in it
 * @param samplesPerSecond of both inputs
 * @param darkVolts of a lamp that is off
 * @param litVolts of a lamp that is full
 * @param answerWithin how long each answer may take
 */
public record ScpiIndicatorOptions(
    @Key("Where it is: tcp:HOST:PORT, serial:/dev/ttyUSB0:115200, usbtmc:/dev/usbtmc0.")
        String address,
    @Key("What its answer to *IDN? must have in it, its serial number for instance.")
        Optional<String> identity,
    @Key(
            value = "How often both inputs are sampled.",
            unit = "1/s",
            minimum = 200,
            maximum = 10_000,
            fallback = "500")
        int samplesPerSecond,
    @Key(value = "What its photodiode gives of a lamp that is off.", unit = "V", maximum = 60)
        double darkVolts,
    @Key(value = "What its photodiode gives of a lamp that is full.", unit = "V", maximum = 60)
        double litVolts,
    @Key(
            value = "How long each of its answers may take; past it the bench is broken.",
            minimum = 0.1,
            maximum = 25,
            fallback = "2 s")
        Duration answerWithin)
    implements AtAnAddress {

  /** Less than this between dark and lit is noise, in volts. */
  private static final double LEAST_SWING = 0.05;

  public ScpiIndicatorOptions {
    InstrumentAddress ignored = InstrumentAddress.parse(address);
    if (Math.abs(litVolts - darkVolts) < LEAST_SWING) {
      throw new IllegalArgumentException(
          "has 'darkVolts' "
              + darkVolts
              + " and 'litVolts' "
              + litVolts
              + ", which nobody can tell apart; measure both at the lamp");
    }
  }
}
