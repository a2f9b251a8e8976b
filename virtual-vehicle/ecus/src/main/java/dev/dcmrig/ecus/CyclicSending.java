// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import java.util.List;

/**
 * Who has sent a cyclic message in a run.
 *
 * @param byBus whether the bus has sent it by itself, at least at times
 * @param reasons why the timeline had to send it, each once; empty: it never had to
 */
public record CyclicSending(String message, boolean byBus, List<String> reasons) {
  public CyclicSending {
    reasons = List.copyOf(reasons);
  }
}
