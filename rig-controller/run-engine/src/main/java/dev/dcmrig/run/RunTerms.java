// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import org.jspecify.annotations.Nullable;

/**
 * Under which terms a run goes on, beside what it runs.
 *
 * @param shard the part of the suite that it is; null: all of it
 */
public record RunTerms(@Nullable Shard shard) {

  /** All of the suite, to its end. */
  public static final RunTerms USUAL = new RunTerms(null);
}
