// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.sim.VirtualTimeline;

/** The rig's own broker. */
class EmbeddedBrokerContractTest extends BrokerContract {

  @Override
  protected Broker open(VirtualTimeline of) {
    return new EmbeddedBroker(of);
  }
}
