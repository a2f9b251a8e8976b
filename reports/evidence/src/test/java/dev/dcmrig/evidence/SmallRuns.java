// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.nio.file.Path;

/** A small sealed run, for tests of other modules. */
public final class SmallRuns {
  private SmallRuns() {}

  /** Two scenarios, of which one fails, in the folder {@code run} of this one. */
  public static Path sealed(Path folder) {
    return PackVerifierTest.played(folder, 6);
  }
}
