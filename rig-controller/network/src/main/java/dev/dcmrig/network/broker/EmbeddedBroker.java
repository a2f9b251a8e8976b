// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rig's own broker, on the Vert.x MQTT server: persistent sessions, QoS 1, takeover of a
 * session by a client of the same identifier (MQTT 3.1.1, 3.1.4-2). A client may subscribe to the
 * topics of its own identifier only.
 *
 * <p>Does not do: retained messages, wills, QoS 2, wildcards.
 */
public final class EmbeddedBroker implements Broker {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String OWN_TOPICS = "dcmrig/v1/vehicles/%s/";

  /** Messages that wait for one client; the oldest makes room. */
  private static final int MAX_WAITING = 100;

  /** Messages that one client has been sent and not acknowledged; further ones wait. */
  private static final int MAX_UNACKNOWLEDGED = 100;

  private static final int MAX_IDENTIFIER = 65_535;

  private record Message(String topic, byte[] payload) {}

  /** What is kept of a client, connected or not. */
  private static final class Session {
    final Set<String> topics = new LinkedHashSet<>();
    final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
    final Deque<Message> waiting = new ArrayDeque<>();
    @Nullable MqttEndpoint endpoint;
    int identifier;

    boolean takesMore() {
      return endpoint != null && unacknowledged.size() < MAX_UNACKNOWLEDGED;
    }
  }

  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final MqttServer server;
  private final NetClient client;

  /** A broker that lives on the context on which it is told to listen. */
  public EmbeddedBroker(Vertx vertx) {
    server =
        MqttServer.create(
            vertx, new MqttServerOptions().setHost(LOOPBACK).setPort(0).setMaxMessageSize(8192));
    client = vertx.createNetClient();
    server.endpointHandler(this::connected);
    // A client that breaks the protocol is cut off by the server itself.
    server.exceptionHandler(ignored -> {});
  }

  @Override
  public Future<?> listen() {
    return server.listen();
  }

  @Override
  public Future<NetSocket> connect(String vin) {
    return client.connect(server.actualPort(), LOOPBACK);
  }

  private void connected(MqttEndpoint endpoint) {
    String name = endpoint.clientIdentifier();
    Session old = sessions.get(name);
    if (old != null && old.endpoint != null) {
      MqttEndpoint before = old.endpoint;
      old.endpoint = null;
      before.close();
    }
    Session session = old == null || endpoint.isCleanSession() ? new Session() : old;
    boolean present = session == old;
    sessions.put(name, session);
    session.endpoint = endpoint;
    endpoint.publishAcknowledgeHandler(identifier -> acknowledged(session, identifier));
    endpoint.subscribeHandler(message -> subscribe(name, session, endpoint, message));
    // Clients of this broker have nothing to publish.
    endpoint.publishHandler(ignored -> endpoint.close());
    endpoint.closeHandler(ignored -> forget(session, endpoint));
    endpoint.disconnectHandler(ignored -> forget(session, endpoint));
    endpoint.exceptionHandler(ignored -> forget(session, endpoint));
    endpoint.accept(present);
    if (present) {
      session.unacknowledged.forEach((id, message) -> send(endpoint, message, id, true));
      deliverWaiting(session);
    }
  }

  private static void acknowledged(Session session, int identifier) {
    session.unacknowledged.remove(identifier);
    deliverWaiting(session);
  }

  private static void deliverWaiting(Session session) {
    while (!session.waiting.isEmpty() && session.takesMore()) {
      deliver(session, session.waiting.remove());
    }
  }

  private static void forget(Session session, MqttEndpoint endpoint) {
    if (session.endpoint == endpoint) {
      session.endpoint = null;
    }
  }

  private static void subscribe(
      String name, Session session, MqttEndpoint endpoint, MqttSubscribeMessage message) {
    String own = String.format(OWN_TOPICS, name);
    List<MqttQoS> granted =
        message.topicSubscriptions().stream()
            .map(
                topic -> {
                  boolean allowed =
                      topic.topicName().startsWith(own)
                          && !topic.topicName().contains("#")
                          && !topic.topicName().contains("+");
                  if (allowed) {
                    session.topics.add(topic.topicName());
                  }
                  return allowed ? MqttQoS.AT_LEAST_ONCE : MqttQoS.FAILURE;
                })
            .toList();
    endpoint.subscribeAcknowledge(message.messageId(), granted);
  }

  @Override
  public Future<?> publish(String topic, byte[] payload) {
    Message message = new Message(topic, payload);
    for (Session session : sessions.values()) {
      if (session.topics.contains(topic)) {
        deliver(session, message);
      }
    }
    return Future.succeededFuture();
  }

  private static void deliver(Session session, Message message) {
    MqttEndpoint endpoint = session.endpoint;
    if (endpoint == null || !session.takesMore()) {
      if (session.waiting.size() == MAX_WAITING) {
        session.waiting.remove();
      }
      session.waiting.add(message);
      return;
    }
    session.identifier = session.identifier % MAX_IDENTIFIER + 1;
    session.unacknowledged.put(session.identifier, message);
    send(endpoint, message, session.identifier, false);
  }

  private static void send(MqttEndpoint endpoint, Message message, int identifier, boolean again) {
    endpoint.publish(
        message.topic,
        Buffer.buffer(message.payload),
        MqttQoS.AT_LEAST_ONCE,
        again,
        false,
        identifier);
  }

  @Override
  public Future<?> close() {
    return server.close().compose(ignored -> client.close());
  }
}
