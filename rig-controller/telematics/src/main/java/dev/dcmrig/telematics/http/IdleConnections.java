// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;

/**
 * Keeps room for the rig among connections that say nothing. One that has not brought a request of
 * this run is a stranger's; when there are more than {@link #MAX_STRANGERS} the oldest is closed.
 * The rig's own request follows its connection at once, so a crowd can't push it out.
 */
final class IdleConnections implements Connection.Listener {
  /** Half of what the server keeps open at most. */
  static final int MAX_STRANGERS = EdgeServer.MAX_CONNECTIONS / 2;

  /** Oldest first; guarded by this. */
  private final Set<Connection> strangers = new LinkedHashSet<>();

  /** The connection has brought a request of this run. */
  synchronized void known(Connection connection) {
    strangers.remove(connection);
  }

  /** Whether it has brought no request of this run. */
  synchronized boolean isStranger(Connection connection) {
    return strangers.contains(connection);
  }

  synchronized int strangers() {
    return strangers.size();
  }

  @Override
  public void onOpened(Connection connection) {
    Connection oldest = null;
    synchronized (this) {
      strangers.add(connection);
      if (strangers.size() > MAX_STRANGERS) {
        Iterator<Connection> all = strangers.iterator();
        oldest = all.next();
        all.remove();
      }
    }
    if (oldest != null) {
      oldest
          .getEndPoint()
          .close(new TimeoutException("more than " + MAX_STRANGERS + " connections say nothing"));
    }
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    strangers.remove(connection);
  }
}
