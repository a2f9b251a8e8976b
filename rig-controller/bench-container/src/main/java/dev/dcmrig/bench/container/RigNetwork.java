// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Network;
import dev.dcmrig.api.BenchBroken;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The network between the rig and one container: a bridge of this machine's that leads nowhere
 * else. Each container has one of its own, so that DCMs don't reach each other.
 *
 * @param here the rig's address in it
 */
record RigNetwork(ContainerEngine engine, String id, String name, InetAddress here) {

  /**
   * Makes one.
   *
   * @throws BenchBroken when the engine can't, or the bridge is not on this machine
   */
  static RigNetwork open(ContainerEngine engine, String name) {
    DockerClient client = engine.client();
    try {
      String id =
          client
              .createNetworkCmd()
              .withName(name)
              .withInternal(true)
              .withLabels(Leftovers.labels())
              .exec()
              .getId();
      Network network = client.inspectNetworkCmd().withNetworkId(id).exec();
      String gateway = network.getIpam().getConfig().get(0).getGateway();
      return new RigNetwork(engine, id, name, InetAddress.getByName(gateway));
    } catch (UnknownHostException e) {
      throw new BenchBroken("the engine's network " + name + " has no address: " + e, e);
    } catch (RuntimeException e) {
      throw engine.gone(e);
    }
  }

  void remove() {
    Leftovers.removeNetwork(engine.client(), id);
  }
}
