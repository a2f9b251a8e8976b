// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import java.util.List;

/** A rollout and its waves at one instant. */
public record RolloutStatus(Rollout rollout, List<Wave> waves) {
  public RolloutStatus {
    waves = List.copyOf(waves);
  }
}
