// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import java.util.Collection;
import java.util.List;

/** What the process says to a script. Where several hold, the first one listed here counts. */
public enum ExitCode {
  /** Ctrl-C, or a signal to end; as a shell counts SIGINT. */
  INTERRUPTED(130),
  /** Wrong usage or configuration: nothing was judged. */
  USAGE(2),
  /** A requirement failed. */
  FAILED(1),
  /** The bench broke: a scenario ended as error or inconclusive. */
  BENCH_BROKE(3),
  /** Nothing else is wrong than that a scenario failed, and passed when it was run once more. */
  FLAKY(4),
  /** Everything that ran has passed. */
  PASSED(0);

  private static final List<ExitCode> BY_PRECEDENCE = List.of(values());

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The one that counts; {@link #PASSED} if there is none. */
  public static ExitCode of(Collection<ExitCode> all) {
    return BY_PRECEDENCE.stream().filter(all::contains).findFirst().orElse(PASSED);
  }
}
