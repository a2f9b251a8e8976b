// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.WaveCounts;
import dev.dcmrig.ota.model.WaveState;
import dev.dcmrig.ota.store.Row;
import java.sql.SQLException;

/**
 * A wave as it is now.
 *
 * @param no from 1
 * @param errorsAccepted errors that an operator went on in spite of
 */
public record Wave(
    long rolloutId,
    int no,
    WaveState state,
    int successPercent,
    int errorPercent,
    WaveCounts counts,
    int errorsAccepted) {

  static Wave read(Row row) throws SQLException {
    return new Wave(
        row.getLong("rollout_id"),
        row.getInt("no"),
        row.getWord(WaveState.class, "state"),
        row.getInt("success_percent"),
        row.getInt("error_percent"),
        new WaveCounts(
            row.getInt("total"),
            row.getInt("waiting"),
            row.getInt("active"),
            row.getInt("retrying"),
            row.getInt("succeeded"),
            row.getInt("failed"),
            row.getInt("timed_out"),
            row.getInt("cancelled"),
            row.getInt("declined")),
        row.getInt("errors_accepted"));
  }
}
