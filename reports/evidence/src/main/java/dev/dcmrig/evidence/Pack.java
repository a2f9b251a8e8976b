// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a look at the bytes of a run folder came to. It says that nothing was changed since the
 * manifest and the chain were written; who wrote them, only a signature says.
 *
 * @param problems a sentence for each file or record that is wrong; empty when none is
 * @param isSealed whether there is a manifest, and the chain has its end: a run that was cut off
 *     has neither
 * @param id identity of the run; empty where the chain does not say
 * @param seal SHA-256 of the manifest; empty without one
 * @param planned scenarios that were to run
 * @param concluded scenarios that have a verdict in the chain
 * @param records chained records
 * @param unchained bytes behind the last record of files of a run that was cut off
 * @param bytes of all files that were hashed
 */
public record Pack(
    List<String> problems,
    boolean isSealed,
    String id,
    String seal,
    int planned,
    int concluded,
    long records,
    long unchained,
    long bytes) {

  public Pack {
    problems = List.copyOf(problems);
  }

  /** Whether all that is there is as it was written. */
  public boolean isGood() {
    return problems.isEmpty();
  }
}
