// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.sim.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Knows a DCM that opens connection after connection to one server: gaps grow from seconds on
 * (docs/DCM-INTERFACE.md, 2.4), so that a fleet does not bring a service down that comes back.
 */
final class Storms {
  /** More connections of one DCM to one server within {@link #WINDOW_NANOS} are a storm. */
  static final int MAX_CONNECTIONS = 12;

  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What is noted of one. */
  static final String WHY = "more than " + MAX_CONNECTIONS + " connections in 10 s";

  private final Timeline timeline;
  private final Map<String, Deque<Long>> opened = new HashMap<>();

  Storms(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * A connection was opened.
   *
   * @return whether it is the one that makes a storm; the count begins anew with it
   */
  boolean isStorm(String vehicle, String host) {
    long now = timeline.nowNanos();
    Deque<Long> times = opened.computeIfAbsent(vehicle + " " + host, key -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peek() < now - WINDOW_NANOS) {
      times.remove();
    }
    times.add(now);
    boolean storm = times.size() > MAX_CONNECTIONS;
    if (storm) {
      times.clear();
    }
    return storm;
  }
}
