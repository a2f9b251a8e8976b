// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

/** Hears of what happens to the CAN interfaces. */
@FunctionalInterface
public interface LinkListener {

  /** Called on the monitor's own thread, in the order of the events; must not wait. */
  void onEvent(LinkEvent event);
}
