// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import java.time.Duration;
import java.util.Optional;

/** Options that say where an instrument is that answers {@code *IDN?}. */
interface AtAnAddress {

  String address();

  /** What its answer must have in it. */
  Optional<String> identity();

  /** How long each answer may take. */
  Duration answerWithin();

  /**
   * Connects.
   *
   * @param port the bench file's key, {@code instruments.supply}
   * @throws dev.dcmrig.api.BenchBroken when it is not there, does not answer, or is another one
   */
  default ScpiInstrument connect(String port) {
    return ScpiInstrument.open(
        port, InstrumentAddress.parse(address()), answerWithin(), identity().orElse(""));
  }
}
