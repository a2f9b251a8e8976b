// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.bench.VirtualInstruments;
import dev.dcmrig.bench.driver.NoOptions;

/** The emulated drivers keep the contract of instruments. */
class EmulatedInstrumentsTest extends VirtualInstruments {
  EmulatedInstrumentsTest() {
    super("emulated", new NoOptions());
  }
}
