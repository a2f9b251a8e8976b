// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import dev.dcmrig.sim.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many requests each client may make in one second of the bench's time (429, RFC 6585 4). A
 * client is a role, or nobody; DCMs are not counted: each has one connection, and many may report
 * at the same instant.
 */
public final class RequestLimit {
  /** Requests of one role in one second. */
  public static final int PER_SECOND = 1_000;

  private static final String NOBODY = "nobody";

  private final Timeline timeline;
  private final Map<String, Integer> counts = new HashMap<>();
  private long second;

  public RequestLimit(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * Counts one more request.
   *
   * @param role null for somebody unknown
   * @return false when it is one too many
   */
  synchronized boolean admits(@Nullable Role role) {
    if (role == Role.DCM) {
      return true;
    }
    long now = TimeUnit.NANOSECONDS.toSeconds(timeline.nowNanos());
    if (now != second) {
      second = now;
      counts.clear();
    }
    return counts.merge(role == null ? NOBODY : role.name(), 1, Integer::sum) <= PER_SECOND;
  }
}
