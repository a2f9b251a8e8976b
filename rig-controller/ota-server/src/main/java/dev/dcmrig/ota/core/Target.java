// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.TargetStatus;
import dev.dcmrig.ota.store.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A device that can be updated. Its token is not here: only its hash is kept.
 *
 * @param wantsAttributes whether it is asked to say what it is
 */
public record Target(
    long id,
    String controllerId,
    String name,
    TargetStatus status,
    boolean autoConfirm,
    boolean wantsAttributes,
    long createdAtMillis,
    @Nullable Long lastSeenAtMillis,
    @Nullable Long assignedSetId,
    @Nullable Long installedSetId,
    @Nullable Long installedAtMillis) {

  static Target read(Row row) throws SQLException {
    return new Target(
        row.getLong("id"),
        row.getText("controller_id"),
        row.getText("name"),
        row.getWord(TargetStatus.class, "status"),
        row.getBoolean("auto_confirm"),
        row.getBoolean("wants_attributes"),
        row.getLong("created_at"),
        row.getLongOrNull("last_seen_at"),
        row.getLongOrNull("assigned_set_id"),
        row.getLongOrNull("installed_set_id"),
        row.getLongOrNull("installed_at"));
  }
}
