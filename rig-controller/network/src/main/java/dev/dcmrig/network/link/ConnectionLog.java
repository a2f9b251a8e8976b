// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connections that one DCM has asked for, and their ends; the newest of them. */
final class ConnectionLog {
  /** Connections that are kept: a day of one each five seconds. */
  private static final int MAX_CONNECTIONS = 20_000;

  /** By the number of the flow. */
  private final Map<Integer, Connection> connections = new LinkedHashMap<>();

  void asked(Duration now, int flow, String host, boolean granted) {
    if (connections.size() >= MAX_CONNECTIONS) {
      connections.remove(connections.keySet().iterator().next());
    }
    connections.put(flow, new Connection(now, host, granted, null));
  }

  void ended(Duration now, int flow) {
    connections.computeIfPresent(
        flow, (ignored, open) -> new Connection(open.asked(), open.host(), open.granted(), now));
  }

  List<Connection> all() {
    return List.copyOf(connections.values());
  }
}
