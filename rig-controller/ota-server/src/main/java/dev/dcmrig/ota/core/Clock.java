// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.sim.Timeline;

/** The server's time: that of its timeline, in milliseconds since 1970. */
final class Clock {
  private final Timeline timeline;

  Clock(Timeline timeline) {
    this.timeline = timeline;
  }

  long nowMillis() {
    return timeline.now().toEpochMilli();
  }
}
