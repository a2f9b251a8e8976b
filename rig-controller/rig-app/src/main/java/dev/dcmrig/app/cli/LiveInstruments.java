// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.Port;
import java.util.ArrayList;
import java.util.List;

/** Who stands behind the drivers of a bench, asked one after the other. */
final class LiveInstruments {

  private LiveInstruments() {}

  /**
   * Asks all of them.
   *
   * @return a line for each that answered
   * @throws BenchBroken with all that went wrong, once each was asked
   */
  static List<String> ask(BenchFile bench) {
    List<String> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Port<?> port : Port.ALL) {
      Choice<?> choice = bench.choice(port);
      try {
        choice
            .whoIsThere()
            .ifPresent(who -> present.add(port.path() + " (" + choice.name() + "): " + who));
      } catch (BenchBroken e) {
        missing.add(String.valueOf(e.getMessage()));
      }
    }
    if (!missing.isEmpty()) {
      throw new BenchBroken(String.join("\n", missing));
    }
    if (present.isEmpty()) {
      present.add("no driver of this bench has anybody behind it to be asked");
    }
    return present;
  }
}
