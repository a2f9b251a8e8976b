// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.defect;

import java.util.List;

/**
 * A deliberate fault of an emulated part, to show that the suite can fail.
 *
 * @param id the word on the command line, {@code sos-one-retry-too-many}
 * @param part who has it
 * @param requirement the one that it breaks for sure
 * @param title what the part does wrong
 * @param alsoBreaks others that may fail with it
 */
public record SeededDefect(
    String id, Part part, String requirement, String title, List<String> alsoBreaks) {

  /** Whose fault it is. */
  public enum Part {
    DCM,
    SERVICE
  }
}
