// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A pool of mail servers, as many as scenarios run at one time. */
public final class MailServers implements AutoCloseable {
  private final int limit;
  private final List<MailServer> all = new ArrayList<>();
  private final Deque<MailServer> idle = new ArrayDeque<>();

  public MailServers(int limit) {
    this.limit = limit;
  }

  /** An empty server for a scenario. */
  public synchronized MailServer take() {
    MailServer server = idle.poll();
    if (server == null) {
      if (all.size() >= limit) {
        throw new IllegalStateException(limit + " mail servers are in use; more than agreed");
      }
      server = new MailServer();
      all.add(server);
    }
    server.reset();
    return server;
  }

  public synchronized void giveBack(MailServer server) {
    idle.push(server);
  }

  @Override
  public synchronized void close() {
    all.forEach(MailServer::close);
    all.clear();
    idle.clear();
  }
}
