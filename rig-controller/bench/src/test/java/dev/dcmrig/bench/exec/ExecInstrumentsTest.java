// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.VirtualInstruments;

/** A program keeps the contract of instruments. */
class ExecInstrumentsTest extends VirtualInstruments {
  ExecInstrumentsTest() {
    super("exec", ExecDriverTest.options("good"));
  }
}
