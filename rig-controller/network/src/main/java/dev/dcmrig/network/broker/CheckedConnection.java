// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection to any broker: a packet that breaks a rule of MQTT 3.1.1 does not reach it. It is
 * told to the client's side, which notes it, and ends the connection.
 */
abstract class CheckedConnection implements Broker.Connection {
  /** A DCM has nothing longer to say. */
  private static final int MAX_PACKET_BYTES = 8 * 1024;

  private final MqttCodec codec = new MqttCodec(MAX_PACKET_BYTES);
  private final ClientRules rules;
  private final Broker.Client client;
  private boolean over;

  CheckedConnection(String name, Broker.Client client) {
    this.rules = new ClientRules(name);
    this.client = client;
  }

  final Broker.Client client() {
    return client;
  }

  /** Whether nothing is taken from this client any more. */
  final boolean isOver() {
    return over;
  }

  /** A packet that is well. */
  abstract void accept(byte[] bytes, MqttMessage packet);

  /** Lets go of the connection on the broker's side. */
  abstract void release();

  @Override
  public final void send(byte[] packet) {
    if (over) {
      return;
    }
    MqttMessage read = codec.read(packet);
    try {
      ClientRules.Breach breach = rules.breach(packet, read);
      if (breach == null && read != null) {
        accept(packet, read);
      } else if (breach != null) {
        refuse(breach);
      }
    } finally {
      ReferenceCountUtil.release(read);
    }
  }

  private void refuse(ClientRules.Breach breach) {
    client.refused(breach.why());
    if (breach.code() != null) {
      MqttConnAckMessage answer =
          MqttMessageBuilders.connAck().returnCode(breach.code()).sessionPresent(false).build();
      client.packet(MqttCodec.bytes(answer));
    }
    end();
  }

  /** The broker ends the connection. */
  final void end() {
    if (!over) {
      close();
      client.closed();
    }
  }

  @Override
  public final void close() {
    if (!over) {
      over = true;
      codec.close();
      release();
    }
  }
}
