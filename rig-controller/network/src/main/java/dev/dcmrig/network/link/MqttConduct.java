// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What docs/DCM-INTERFACE.md, 2.6, asks of a DCM beyond MQTT 3.1.1: no will, no user name, a keep
 * alive, subscriptions of QoS 1, and a PUBACK for whatever it could read. Packets are whole; what a
 * broker refuses anyhow is not looked at again. On the timeline's thread.
 */
final class MqttConduct {
  /** A DCM acknowledges at once; the network's own delays lie far below. */
  static final long UNACKNOWLEDGED_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int TYPE = 0xF0;
  private static final int CONNECT = 0x10;
  private static final int PUBLISH = 0x30;
  private static final int PUBACK = 0x40;
  private static final int SUBSCRIBE = 0x80;
  private static final int QOS = 0x06;
  private static final int WILL = 0x04;
  private static final int CREDENTIALS = 0xC0;

  private final Consumer<String> wrong;
  private final Timer unacknowledged;
  private final List<Integer> sent = new ArrayList<>();

  /**
   * @param wrong told what is wrong, in a phrase
   */
  MqttConduct(Timeline timeline, Consumer<String> wrong) {
    this.wrong = wrong;
    this.unacknowledged =
        timeline.timer(() -> wrong.accept("no PUBACK for a minute to packets " + sent));
  }

  /** From the DCM. */
  void up(byte[] packet) {
    int at = start(packet);
    switch (packet[0] & TYPE) {
      case CONNECT -> connect(packet, at);
      case SUBSCRIBE -> subscribe(packet, at + 2);
      case PUBACK -> acknowledged(at + 1 < packet.length ? number(packet, at) : 0);
      default -> {
        // Nothing that this page says more of than the standard.
      }
    }
  }

  /** To the DCM. */
  void down(byte[] packet) {
    if ((packet[0] & TYPE) == PUBLISH && (packet[0] & QOS) != 0) {
      int topic = start(packet);
      sent.add(number(packet, topic + 2 + number(packet, topic)));
      if (!unacknowledged.isArmed()) {
        unacknowledged.armAfter(UNACKNOWLEDGED_NANOS);
      }
    }
  }

  void close() {
    unacknowledged.cancel();
  }

  /** Where the variable header begins (2.2.3). */
  private static int start(byte[] packet) {
    int at = 1;
    while (at < packet.length - 1 && packet[at] < 0) {
      at++;
    }
    return at + 1;
  }

  private static int number(byte[] packet, int at) {
    return at + 1 < packet.length ? (packet[at] & 0xFF) << 8 | (packet[at + 1] & 0xFF) : 0;
  }

  /** Name of the protocol, level, flags, keep alive (3.1.2). */
  private void connect(byte[] packet, int at) {
    int flags = at + 2 + number(packet, at) + 1;
    if (flags + 2 >= packet.length) {
      return;
    }
    if ((packet[flags] & (WILL | CREDENTIALS)) != 0) {
      wrong.accept("a will, a user name or a password: the interface has none");
    }
    if (number(packet, flags + 1) == 0) {
      wrong.accept("no keep alive: nobody would notice that the DCM is gone");
    }
  }

  private void subscribe(byte[] packet, int first) {
    int at = first;
    while (at + 2 < packet.length) {
      int length = number(packet, at);
      int qos = at + 2 + length;
      if (qos < packet.length && packet[qos] != 1) {
        String topic = new String(packet, at + 2, length, StandardCharsets.UTF_8);
        wrong.accept("a subscription to " + topic + " with QoS " + packet[qos] + ", not 1");
      }
      at = qos + 1;
    }
  }

  private void acknowledged(int identifier) {
    if (!sent.remove((Integer) identifier)) {
      wrong.accept("a PUBACK of packet " + identifier + ", which was not sent");
    }
    unacknowledged.cancel();
    if (!sent.isEmpty()) {
      unacknowledged.armAfter(UNACKNOWLEDGED_NANOS);
    }
  }
}
