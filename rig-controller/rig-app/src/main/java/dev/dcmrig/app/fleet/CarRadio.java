// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.dcm.tls.Trust;

/** The way from one DCM of a fleet to the update server. On the timeline's thread. */
public interface CarRadio extends Trust {
  /** Coverage comes or goes. */
  void covered(boolean now);
}
