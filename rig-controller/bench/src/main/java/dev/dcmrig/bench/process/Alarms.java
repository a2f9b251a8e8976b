// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** The timers of a DCM's process, which stand in the rig's own queue. On the timeline's thread. */
final class Alarms {
  /** Timers that may be armed. */
  static final int MAX_ARMED = 10_000;

  private final Timeline timeline;
  private final LongConsumer ring;
  private final Map<Long, Alarm> armed = new HashMap<>();

  /**
   * @param ring gives the DCM a turn for one
   */
  Alarms(Timeline timeline, LongConsumer ring) {
    this.timeline = timeline;
    this.ring = ring;
  }

  /**
   * Arms one, or moves it.
   *
   * @return false when {@value #MAX_ARMED} are armed already
   */
  boolean arm(long number, long nanos) {
    Alarm alarm = armed.get(number);
    if (alarm == null) {
      if (armed.size() >= MAX_ARMED) {
        return false;
      }
      alarm = new Alarm(number);
      armed.put(number, alarm);
    }
    alarm.timer.armAt(nanos);
    return true;
  }

  /** Disarms one; false when it is not armed. */
  boolean disarm(long number) {
    Alarm alarm = armed.remove(number);
    if (alarm == null) {
      return false;
    }
    alarm.timer.cancel();
    return true;
  }

  void disarmAll() {
    armed.values().forEach(alarm -> alarm.timer.cancel());
    armed.clear();
  }

  private final class Alarm {
    private final long number;
    private final Timer timer = timeline.timer(this::rings);

    Alarm(long number) {
      this.number = number;
    }

    private void rings() {
      ring.accept(number);
      if (!timer.isArmed()) {
        armed.remove(number, this);
      }
    }
  }
}
