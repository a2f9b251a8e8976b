// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a broker keeps of one client, connected or not (MQTT 3.1.1, 3.1.2.4): subscriptions, and
 * messages of QoS 1 that it has not acknowledged.
 */
final class BrokerSession {
  /** Messages that wait for one client; the oldest makes room. */
  private static final int MAX_WAITING = 100;

  /** Messages that one client has been sent and not acknowledged; further ones wait. */
  private static final int MAX_UNACKNOWLEDGED = 100;

  /** Subscriptions of one client; further ones are not granted. */
  private static final int MAX_FILTERS = 100;

  private static final int MAX_IDENTIFIER = 65_535;

  private record Message(String topic, byte[] payload) {}

  private final Map<String, MqttQoS> filters = new LinkedHashMap<>();
  private final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final boolean clean;
  private @Nullable EmbeddedConnection connection;
  private int identifier;

  /**
   * @param clean whether nothing of it may outlive its connection (3.1.2-6)
   */
  BrokerSession(boolean clean) {
    this.clean = clean;
  }

  boolean isClean() {
    return clean;
  }

  /** The connection of the client that is there now. */
  @Nullable EmbeddedConnection connection() {
    return connection;
  }

  /** The client is there: what it has not acknowledged comes again, in order (4.4, 4.6). */
  void attach(EmbeddedConnection to) {
    connection = to;
    unacknowledged.forEach((id, message) -> to.say(publish(message, id, true)));
    deliverWaiting();
  }

  void detach(EmbeddedConnection from) {
    if (connection == from) {
      connection = null;
    }
  }

  /** Replaces a subscription to the same filter (3.8.4-3). */
  MqttQoS subscribe(String filter, MqttQoS asked) {
    if (!filters.containsKey(filter) && filters.size() == MAX_FILTERS) {
      return MqttQoS.FAILURE;
    }
    MqttQoS granted = asked == MqttQoS.AT_MOST_ONCE ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
    filters.put(filter, granted);
    return granted;
  }

  void unsubscribe(List<String> gone) {
    gone.forEach(filters::remove);
  }

  /** A PUBACK has come. */
  void acknowledged(int messageIdentifier) {
    unacknowledged.remove(messageIdentifier);
    deliverWaiting();
  }

  /** A message has been published: it comes once, by the best subscription that it fits (3.3.5). */
  void publish(String topic, byte[] payload) {
    MqttQoS best = null;
    for (Map.Entry<String, MqttQoS> each : filters.entrySet()) {
      if (TopicFilter.matches(each.getKey(), topic)
          && (best == null || each.getValue().value() > best.value())) {
        best = each.getValue();
      }
    }
    Message message = new Message(topic, payload);
    if (best == MqttQoS.AT_MOST_ONCE) {
      EmbeddedConnection to = connection;
      if (to != null) {
        to.say(publish(message, 0, false));
      }
    } else if (best != null) {
      deliver(message);
    }
  }

  private void deliverWaiting() {
    while (!waiting.isEmpty() && takesMore()) {
      deliver(waiting.remove());
    }
  }

  private boolean takesMore() {
    return connection != null && unacknowledged.size() < MAX_UNACKNOWLEDGED;
  }

  private void deliver(Message message) {
    EmbeddedConnection to = connection;
    if (to == null || !takesMore()) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove();
      }
      waiting.add(message);
      return;
    }
    identifier = identifier % MAX_IDENTIFIER + 1;
    unacknowledged.put(identifier, message);
    to.say(publish(message, identifier, false));
  }

  private static byte[] publish(Message message, int identifier, boolean again) {
    MqttPublishMessage packet =
        MqttMessageBuilders.publish()
            .topicName(message.topic)
            .payload(Unpooled.wrappedBuffer(message.payload))
            .qos(identifier == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE)
            .messageId(identifier)
            .build();
    byte[] bytes = MqttCodec.bytes(packet);
    if (again) {
      bytes[0] |= MqttBytes.DUPLICATE;
    }
    return bytes;
  }
}
