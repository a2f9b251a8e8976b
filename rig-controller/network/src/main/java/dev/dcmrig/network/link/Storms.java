// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Notes a DCM that opens connection after connection to one server: gaps grow from seconds on
 * (docs/DCM-INTERFACE.md, 2.4), so that a fleet does not bring a service down that comes back.
 */
final class Storms {
  /** So many connections of one DCM to one server within {@link #WINDOW_NANOS} are a storm. */
  static final int MAX_CONNECTIONS = 12;

  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Link link;
  private final Map<String, Deque<Long>> opened = new HashMap<>();

  Storms(Link link) {
    this.link = link;
  }

  void opened(Flow flow) {
    long now = link.timeline().nowNanos();
    Deque<Long> times =
        opened.computeIfAbsent(flow.vehicle + " " + flow.service.host, key -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peek() < now - WINDOW_NANOS) {
      times.remove();
    }
    times.add(now);
    if (times.size() > MAX_CONNECTIONS) {
      times.clear();
      link.journal()
          .malformed(
              flow, "connections.storm", "more than " + MAX_CONNECTIONS + " connections in 10 s");
    }
  }
}
