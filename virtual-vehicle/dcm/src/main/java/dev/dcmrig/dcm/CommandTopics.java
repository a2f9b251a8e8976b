// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.mqtt.MqttChannel;

/** What the commands' channel brings goes to tracking or to remote services, by its topic. */
final class CommandTopics implements MqttChannel.Listener {
  private final DcmServices services;

  CommandTopics(DcmServices services) {
    this.services = services;
  }

  @Override
  public void connected() {
    services.svt.ask();
  }

  @Override
  public void message(String topic, byte[] payload) {
    if (topic.equals("orders")) {
      services.svt.order(payload);
    } else {
      services.remote.command(payload);
    }
  }
}
