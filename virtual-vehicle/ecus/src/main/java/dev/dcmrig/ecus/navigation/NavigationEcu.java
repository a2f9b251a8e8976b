// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.navigation;

import static dev.dcmrig.can.binding.DomainValue.NAVIGATION;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.EcuContext;

/**
 * The navigation system: works, is faulty, or says nothing.
 *
 * <p>Does not simulate: routes, maps, the head unit around it.
 */
public final class NavigationEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 13;

  public NavigationEcu(EcuContext context) {
    super("navigation", context, OFFSET_MILLIS, context.binding().writers(NAVIGATION));
    set(NAVIGATION, "OK");
  }

  /** Ends any disturbance of its message. */
  public void state(NavigationState state) {
    undisturb(NAVIGATION);
    tested("navigation", state == NavigationState.FAULTY);
    switch (state) {
      case WORKING -> set(NAVIGATION, "OK");
      case FAULTY -> set(NAVIGATION, "FAULTY");
      case SILENT -> disturb(NAVIGATION, Disturbance.SILENT);
    }
  }
}
