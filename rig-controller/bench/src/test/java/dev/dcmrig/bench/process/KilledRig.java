// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.host.Leash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A rig that has started a program and is killed; it says the program's mark first. */
final class KilledRig {
  private KilledRig() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChildProcess child =
        ChildProcess.start(
            new ChildProcess.Spec(
                "dcm",
                List.of("sh", "-c", "(trap '' TERM; sleep 600) & sleep 600"),
                Path.of("."),
                Map.of(),
                "dcm.command",
                ChildProcess.Streams.NONE));
    System.out.println(Leash.markOfThisRig() + " " + child.pid());
    Thread.sleep(600_000);
  }
}
