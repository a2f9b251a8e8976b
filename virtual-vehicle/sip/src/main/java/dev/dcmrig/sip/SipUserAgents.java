// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;

/** Makes user agents. */
public final class SipUserAgents {
  private SipUserAgents() {}

  /**
   * @param timeline whose thread all calls come from, and whose timers are used
   * @param ids where Call-IDs, tags and branches come from
   */
  public static SipUserAgent create(
      Timeline timeline, Seed.Stream ids, SipSettings settings, SipUserAgent.Listener listener) {
    return new Agent(timeline, ids, settings, listener);
  }
}
