// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.server.OtaServer;
import java.util.Optional;

/**
 * Who gives updates to devices: the rig's own server, or another one beside it. The software itself
 * is made and kept in the rig's own. On the bench's thread, but for {@link #edge()}.
 */
public interface Deployments {

  /** Makes one for a scenario. */
  interface Opener {
    /**
     * @param own holds modules, sets and artifacts, and is what devices reach
     * @param devices how devices reach it
     */
    Deployments at(OtaServer own, DdiSettings devices);

    /**
     * Returns if rollouts go on in the bench's time.
     *
     * @throws dev.dcmrig.api.NotOnThisBench if they don't
     */
    void expectRollouts();
  }

  /** A device that takes updates from now on. */
  void register(String controllerId);

  /**
   * Gives a device a distribution set.
   *
   * @param set in the rig's own server
   * @throws dev.dcmrig.api.NotOnThisBench if it can't do what the policy asks
   */
  void assign(String controllerId, long set, UpdatePolicy policy);

  /** Takes back what a device was given, and has not ended. */
  void withdraw(String controllerId);

  /** Whether the last thing that a device was given has ended, and not with success. */
  default boolean isGivenUp(String controllerId) {
    return false;
  }

  /** Answers the devices, if the rig's own server does not. */
  Optional<HttpEdge> edge();
}
