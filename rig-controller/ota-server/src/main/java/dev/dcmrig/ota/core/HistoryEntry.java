// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an action, and when.
 *
 * @param done how far the target is, of {@code ofAll}
 */
public record HistoryEntry(
    long atMillis,
    ActionEvent event,
    ActionState state,
    @Nullable Integer done,
    @Nullable Integer ofAll,
    @Nullable Integer code,
    List<String> details) {
  public HistoryEntry {
    details = List.copyOf(details);
  }
}
