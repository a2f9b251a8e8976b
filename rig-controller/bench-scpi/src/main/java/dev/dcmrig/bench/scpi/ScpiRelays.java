// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Relays of a switch or matrix that speaks SCPI (SCPI-1999 volume 2, ROUTe: CLOSe and OPEN). */
final class ScpiRelays implements RelayFaults.Relays {
  private final ScpiInstrument instrument;

  private ScpiRelays(ScpiInstrument instrument) {
    this.instrument = instrument;
  }

  /** The fault-insertion unit of a bench whose relays speak SCPI. */
  static RelayFaults open(Site site) {
    ScpiFaultsOptions options = site.options(ScpiFaultsOptions.class);
    ScpiInstrument instrument = options.connect(Port.FAULTS.path());
    site.recorder().beside("instrument.faults", instrument.identity());
    return new RelayFaults(
        new ScpiRelays(instrument), new Contacts(options.contacts()), site.observations());
  }

  @Override
  public void set(List<Integer> open, List<Integer> closed) {
    instrument.command(commands(open, closed));
    check(open, "0");
    check(closed, "1");
  }

  @Override
  public void setAtLast(List<Integer> open, List<Integer> closed) {
    instrument.makeSafe(commands(open, closed));
  }

  private static String[] commands(List<Integer> open, List<Integer> closed) {
    List<String> commands = new ArrayList<>();
    if (!open.isEmpty()) {
      commands.add("ROUT:OPEN " + list(open));
    }
    if (!closed.isEmpty()) {
      commands.add("ROUT:CLOS " + list(closed));
    }
    return commands.toArray(String[]::new);
  }

  /**
   * The instrument is asked how they stand: a relay that sticks must not pass for one that moved.
   */
  private void check(List<Integer> relays, String wanted) {
    if (relays.isEmpty()) {
      return;
    }
    String query = "ROUT:CLOS? " + list(relays);
    String answer = instrument.query(query).strip();
    String all = relays.stream().map(relay -> wanted).collect(Collectors.joining(","));
    if (!answer.equals(all)) {
      throw new BenchBroken(
          instrument.who()
              + " answered '"
              + answer
              + "' on '"
              + query
              + "', and '"
              + all
              + "' was set; look at that relay");
    }
  }

  private static String list(List<Integer> relays) {
    return relays.stream().map(String::valueOf).collect(Collectors.joining(",", "(@", ")"));
  }

  @Override
  public void close() {
    instrument.close();
  }
}
