// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.store.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it is now.
 *
 * @param reason why it is in this state, for people; may be empty
 */
public record Rollout(
    long id,
    String name,
    long setId,
    String filter,
    RolloutState state,
    String reason,
    @Nullable Long startAtMillis,
    boolean takesLate,
    UpdatePolicy policy,
    long createdAtMillis) {

  static Rollout read(Row row) throws SQLException {
    return new Rollout(
        row.getLong("id"),
        row.getText("name"),
        row.getLong("set_id"),
        row.getText("filter"),
        row.getWord(RolloutState.class, "state"),
        row.getText("reason"),
        row.getLongOrNull("start_at"),
        row.getBoolean("takes_late"),
        Policies.read(row.getText("policy")),
        row.getLong("created_at"));
  }
}
