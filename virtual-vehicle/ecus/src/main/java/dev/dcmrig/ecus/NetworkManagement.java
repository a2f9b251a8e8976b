// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Agrees for all ECUs of one car when its bus sleeps and when it wakes. While the ignition is not
 * OFF it never sleeps; else it does {@link #sleepAfter} after the last thing that happened in the
 * car. Asleep it costs nothing: no timer is armed until something happens. Belongs to the
 * timeline's thread.
 *
 * <p>Does not simulate: the messages of network management, ECUs of which some sleep and some
 * don't, a partial network.
 */
public final class NetworkManagement {

  /** When a vehicle file doesn't say otherwise. */
  public static final Duration DEFAULT_SLEEP_AFTER = Duration.ofSeconds(60);

  /** An ECU, as network management sees it. */
  interface Member {
    void sleep();

    void wake();
  }

  private final Duration sleepAfter;
  private final Timer falling;
  private final List<Member> members = new ArrayList<>();
  private boolean started;
  private boolean asleep;
  private boolean ignition;

  /**
   * @param sleepAfter from the last thing that happened to silence
   */
  public NetworkManagement(Timeline timeline, Duration sleepAfter) {
    if (sleepAfter.isNegative() || sleepAfter.isZero()) {
      throw new IllegalArgumentException("a bus that sleeps after " + sleepAfter + ": give a time");
    }
    this.sleepAfter = sleepAfter;
    this.falling = timeline.timer(this::fallAsleep);
  }

  void join(Member member) {
    members.add(member);
  }

  /** The car is put together: from now on what happens in it counts. */
  public void start() {
    started = true;
    happened();
  }

  /** The car is taken apart: nothing is armed any more. */
  public void stop() {
    started = false;
    falling.cancel();
  }

  /** Something has happened in the car that keeps its bus awake, or wakes it. */
  public void happened() {
    if (!started) {
      return;
    }
    falling.cancel();
    if (!ignition) {
      falling.armAfter(sleepAfter.toNanos());
    }
    if (asleep) {
      asleep = false;
      members.forEach(Member::wake);
    }
  }

  /** The ignition switch was turned. */
  public void ignition(boolean notOff) {
    ignition = notOff;
    happened();
  }

  public boolean isAsleep() {
    return asleep;
  }

  private void fallAsleep() {
    asleep = true;
    members.forEach(Member::sleep);
  }
}
