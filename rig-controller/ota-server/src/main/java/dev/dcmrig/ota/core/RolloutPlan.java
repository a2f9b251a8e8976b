// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout is to do.
 *
 * @param filter RSQL: which targets, see {@link TargetFilter}
 * @param startAtMillis since 1970, when it starts by itself; absent to wait for an operator
 * @param takesLate whether targets that match later join the last wave; it then stays open until
 *     somebody ends it
 */
public record RolloutPlan(
    String name,
    long setId,
    String filter,
    List<WavePlan> waves,
    UpdatePolicy policy,
    @Nullable Long startAtMillis,
    boolean takesLate) {
  public RolloutPlan {
    waves = List.copyOf(waves);
  }
}
