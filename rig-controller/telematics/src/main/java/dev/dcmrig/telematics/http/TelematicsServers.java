// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A pool of telematics servers, as many as scenarios run at one time. */
public final class TelematicsServers implements AutoCloseable {
  private final ServiceMappings mappings;
  private final int limit;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<TelematicsServer> all = new ArrayList<>();
  private final Deque<TelematicsServer> idle = new ArrayDeque<>();

  /**
   * @param mappings without problems
   */
  public TelematicsServers(ServiceMappings mappings, int limit) {
    this.mappings = mappings;
    this.limit = limit;
  }

  /** A clean server for a scenario. */
  public synchronized TelematicsServer take() {
    TelematicsServer server = idle.poll();
    if (server == null) {
      if (all.size() >= limit) {
        throw new IllegalStateException(limit + " telematics servers are in use; more than agreed");
      }
      server = new TelematicsServer(mappings, client);
      all.add(server);
    }
    return server;
  }

  public synchronized void giveBack(TelematicsServer server) {
    idle.push(server);
  }

  @Override
  public synchronized void close() {
    all.forEach(TelematicsServer::stop);
    all.clear();
    idle.clear();
  }
}
