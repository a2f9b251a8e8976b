// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients that send a request too slowly, byte by byte, to keep a connection and a thread
 * for themselves. An idle time-out does not notice them. Real sockets are watched, so this is the
 * server's own time and not the bench's. It decides nothing about a connection that has shown the
 * token of the run: on a busy machine the rig's own request may be as slow.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
  /** A request has to be whole after this many looks, which are a second apart. */
  static final int LOOKS = 10;

  private static final long LOOK_MILLIS = 1_000;

  private final ServerConnector connector;
  private final IdleConnections idle;
  private final Map<HttpConnection, Progress> connections = new ConcurrentHashMap<>();
  private volatile Scheduler.Task next = () -> false;

  /** How often in a row a connection was seen within the same request. */
  private static final class Progress {
    private long request = -1;
    private int looks;

    boolean isTooSlow(HttpConnection connection) {
      HttpParser parser = connection.getParser();
      boolean within = !parser.isStart() && !parser.isComplete() && !parser.isIdle();
      long current = connection.getMessagesIn();
      looks = within && current == request ? looks + 1 : 0;
      request = current;
      return looks >= LOOKS;
    }
  }

  /**
   * @param idle knows who has shown the token; told of the same connections
   */
  SlowClients(ServerConnector connector, IdleConnections idle) {
    this.connector = connector;
    this.idle = idle;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    next = connector.getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.put(http, new Progress());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.remove(http);
    }
  }

  private void look() {
    connections.forEach(
        (connection, progress) -> {
          if (idle.isStranger(connection) && progress.isTooSlow(connection)) {
            connection
                .getEndPoint()
                .close(new TimeoutException("a request was not whole after " + LOOKS + " s"));
          }
        });
    if (isRunning() || isStarting()) {
      schedule();
    }
  }
}
