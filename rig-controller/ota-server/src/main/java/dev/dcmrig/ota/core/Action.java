// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.store.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One update of one target.
 *
 * @param resumeState where it goes on if the target can't stop any more
 * @param silentAtMillis when it is given up if nothing is heard until then; absent for never
 * @param code the last code that the target sent with its feedback
 */
public record Action(
    long id,
    long targetId,
    long setId,
    @Nullable Long rolloutId,
    ActionState state,
    @Nullable ActionState resumeState,
    UpdatePolicy policy,
    long createdAtMillis,
    @Nullable Long silentAtMillis,
    @Nullable Integer code,
    int historyRows) {

  static Action read(Row row) throws SQLException {
    return new Action(
        row.getLong("id"),
        row.getLong("target_id"),
        row.getLong("set_id"),
        row.getLongOrNull("rollout_id"),
        row.getWord(ActionState.class, "state"),
        row.getWordOrNull(ActionState.class, "resume_state"),
        Policies.read(row.getText("policy")),
        row.getLong("created_at"),
        row.getLongOrNull("silent_at"),
        row.getIntOrNull("code"),
        row.getInt("history_rows"));
  }
}
