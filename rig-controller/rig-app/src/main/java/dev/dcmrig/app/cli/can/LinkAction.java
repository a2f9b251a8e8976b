// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.socketcan.CanLinks;
import dev.dcmrig.can.socketcan.SocketCanException;
import java.io.IOException;
import java.util.Set;

/** What is done with the interfaces of this machine; a refusal becomes a sentence and a code. */
@FunctionalInterface
interface LinkAction {

  /** EPERM, EACCES, ENXIO, EBUSY, ETIMEDOUT of errno.h: the machine's fault, not the user's. */
  Set<Integer> OF_THE_BENCH = Set.of(1, 13, 6, 16, 110);

  String PREFIX = "socketcan:";

  void on(CanLinks links) throws IOException;

  /** Does it. */
  static ExitCode run(Console console, LinkAction action) throws IOException {
    try (CanLinks links = CanLinks.open()) {
      action.on(links);
      return ExitCode.PASSED;
    } catch (SocketCanException e) {
      console.problem("rig: " + e.getMessage());
      return OF_THE_BENCH.contains(e.errno()) ? ExitCode.BENCH_BROKE : ExitCode.USAGE;
    }
  }

  /** The interface that a bus's address or a plain name means. */
  static String name(String text) {
    return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
  }
}
