// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.util.List;

/**
 * What a look at a run's signatures came to.
 *
 * @param problems a sentence for each thing that is wrong
 * @param said a sentence for each signature and stamp that holds
 * @param isTrusted whether a signature holds whose key or certificate is trusted
 */
public record Attestation(List<String> problems, List<String> said, boolean isTrusted) {

  public Attestation {
    problems = List.copyOf(problems);
    said = List.copyOf(said);
  }
}
