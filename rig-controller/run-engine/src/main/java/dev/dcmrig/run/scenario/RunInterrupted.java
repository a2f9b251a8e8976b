// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

/** No bench is opened any more, since the run is to end. */
public final class RunInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunInterrupted() {
    super("the run was interrupted");
  }
}
