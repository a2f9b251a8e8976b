// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.network.link.Link;
import dev.dcmrig.telematics.domain.OrderPublisher;

/** The service's ways to a DCM: the broker and short messages. */
record LinkPublisher(Link link) implements OrderPublisher {
  private static final String SENDER = "+61800555922";

  @Override
  public void publish(String vin, String part, String payload) {
    link.publish(vin, part, payload);
  }

  @Override
  public void page(String vin, String text) {
    link.page(vin, SENDER, text);
  }
}
