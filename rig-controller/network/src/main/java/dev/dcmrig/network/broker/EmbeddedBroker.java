// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.sim.Timeline;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rig's own broker: persistent sessions, QoS 0 and 1, takeover of a session by a client of the
 * same identifier (MQTT 3.1.1, 3.1.4-2), keep alive. It has no socket and no thread: a packet is
 * answered on the timeline's thread, at the instant at which it comes. A client may subscribe to
 * the topics of its own identifier only, and publishes nothing.
 *
 * <p>Does not do: retained messages, wills, QoS 2.
 */
public final class EmbeddedBroker implements Broker {
  private final Timeline timeline;
  private final Map<String, BrokerSession> sessions = new LinkedHashMap<>();

  public EmbeddedBroker(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Future<?> listen() {
    return Future.succeededFuture();
  }

  @Override
  public Connection connect(String name, Client client) {
    return new EmbeddedConnection(this, timeline, name, client);
  }

  /** Whether a client that comes back finds what it left. */
  boolean hasSession(String name) {
    BrokerSession old = sessions.get(name);
    return old != null && !old.isClean();
  }

  /** The session of a client that has just come; an older connection of it ends (3.1.4-2). */
  BrokerSession session(String name, boolean clean) {
    BrokerSession old = sessions.get(name);
    EmbeddedConnection before = old == null ? null : old.connection();
    if (before != null) {
      before.end();
    }
    BrokerSession session = old == null || old.isClean() || clean ? new BrokerSession(clean) : old;
    sessions.put(name, session);
    return session;
  }

  @Override
  public void publish(String topic, byte[] payload, Runnable done) {
    sessions.values().forEach(session -> session.publish(topic, payload));
    timeline.post("broker", done);
  }

  @Override
  public Future<?> close() {
    return Future.succeededFuture();
  }
}
