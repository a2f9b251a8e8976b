// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.power;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/**
 * The main battery as the car sees it: a voltage at its posts. Belongs to the timeline's thread.
 *
 * <p>Does not simulate: charge, inner resistance, temperature, the ripple of the alternator.
 */
public final class MainBattery {

  /** What a healthy battery at rest has. */
  public static final double HEALTHY_VOLTS = 12.6;

  /** More than any 12 V or 24 V system has. */
  public static final double MAX_VOLTS = 40;

  private static final long CRANK_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Timeline timeline;
  private final Timer crankStep;
  private final List<DoubleConsumer> followers = new ArrayList<>();
  private Runnable onCrank = () -> {};
  private CrankProfile profile = CrankProfile.NORMAL;
  private long crankStartNanos;
  private double restVolts = HEALTHY_VOLTS;
  private double volts = HEALTHY_VOLTS;
  private boolean connected = true;

  public MainBattery(Timeline timeline) {
    this.timeline = timeline;
    this.crankStep = timeline.timer(this::crankStep);
  }

  /** Tells the voltage now, and then every change. */
  public void follow(DoubleConsumer follower) {
    followers.add(follower);
    follower.accept(volts);
  }

  /** Told of each start of the engine, as the starter begins to turn. */
  public void onCrank(Runnable listener) {
    onCrank = listener;
  }

  /** At the posts of the car: 0 while the battery is disconnected. */
  public double volts() {
    return volts;
  }

  public boolean isConnected() {
    return connected;
  }

  /** The voltage at rest; while the starter turns it shows at the end. */
  public void rest(double newVolts) {
    if (!(newVolts >= 0 && newVolts <= MAX_VOLTS)) {
      throw new IllegalArgumentException(
          "main battery of " + newVolts + " V: 0 to " + MAX_VOLTS + " V are possible");
    }
    restVolts = newVolts;
    if (connected && !crankStep.isArmed()) {
      change(restVolts);
    }
  }

  public void disconnect() {
    connected = false;
    crankStep.cancel();
    change(0);
  }

  public void reconnect(double newVolts) {
    rest(newVolts);
    connected = true;
    change(restVolts);
  }

  /** Turns the starter; nothing happens while the battery is disconnected. */
  public void crank(CrankProfile newProfile) {
    if (connected) {
      profile = newProfile;
      crankStartNanos = timeline.nowNanos();
      crankStep.armAfter(CRANK_STEP_NANOS);
      onCrank.run();
    }
  }

  private void crankStep() {
    double millis = (timeline.nowNanos() - crankStartNanos) / NANOS_PER_MILLI;
    if (millis < profile.durationMillis()) {
      crankStep.armAfter(CRANK_STEP_NANOS);
    }
    change(profile.voltsAt(millis, restVolts));
  }

  private void change(double newVolts) {
    if (newVolts != volts) {
      volts = newVolts;
      for (DoubleConsumer follower : followers) {
        follower.accept(newVolts);
      }
    }
  }
}
