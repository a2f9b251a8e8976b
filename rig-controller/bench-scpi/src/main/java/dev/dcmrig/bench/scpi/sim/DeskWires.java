// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The wires between simulated instruments and a DCM. Relay 101 presses the SOS switch; 201 to 207
 * break a line or take its part away. Any thread.
 *
 * <p>Does not simulate: resistance, inrush current, bounce of contacts, the time that an output or
 * a relay needs.
 */
final class DeskWires {
  static final int SOS_RELAY = 101;

  private static final Map<Integer, Line> LINES =
      Map.of(
          201, Line.CELLULAR_ANTENNA,
          202, Line.GNSS_ANTENNA,
          203, Line.SIM,
          204, Line.MICROPHONE,
          205, Line.SPEAKER,
          206, Line.SOS_SWITCH,
          207, Line.CRASH_LINE);

  private final Timeline timeline;
  private final Set<Integer> closed = new TreeSet<>();
  private final Map<Lamp, Double> lamps = new EnumMap<>(Lamp.class);
  private double volts;
  private double amperes;
  private @Nullable Runnable onChange;
  private LampListener onLamp = (nanos, green, red) -> {};

  /** Told of each change of a lamp, with the brightness of both from then on. */
  @FunctionalInterface
  interface LampListener {
    void lamps(long nanos, double green, double red);
  }

  DeskWires(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Relays that are wired; a matrix has no others. */
  static Set<Integer> relays() {
    Set<Integer> relays = new TreeSet<>(LINES.keySet());
    relays.add(SOS_RELAY);
    return relays;
  }

  /** A DCM is there: {@code listener} runs now, and at each change towards it. */
  synchronized void plugged(Runnable listener) {
    onChange = listener;
    listener.run();
  }

  synchronized void onLamp(LampListener listener) {
    onLamp = listener;
  }

  private void changed() {
    Runnable listener = onChange;
    if (listener != null) {
      listener.run();
    }
  }

  /** At the output of the supply; 0 when it is off. */
  synchronized void supply(double newVolts) {
    volts = newVolts;
    changed();
  }

  synchronized double volts() {
    return volts;
  }

  /** What flows: nothing without a voltage. */
  synchronized double amperes() {
    return volts == 0 ? 0 : amperes;
  }

  synchronized void draw(double newAmperes) {
    amperes = newAmperes;
  }

  synchronized void relay(int relay, boolean nowClosed) {
    boolean moved = nowClosed ? closed.add(relay) : closed.remove(relay);
    if (moved) {
      changed();
    }
  }

  synchronized boolean isClosed(int relay) {
    return closed.contains(relay);
  }

  synchronized boolean sosPressed() {
    return closed.contains(SOS_RELAY);
  }

  synchronized Condition condition(Line line) {
    boolean broken = closed.stream().anyMatch(relay -> line.equals(LINES.get(relay)));
    Condition fault = line == Line.SIM ? Condition.MISSING : Condition.OPEN;
    return broken ? fault : Condition.OK;
  }

  synchronized void lamp(Lamp lamp, double brightness) {
    lamps.put(lamp, brightness);
    onLamp.lamps(
        timeline.nowNanos(),
        lamps.getOrDefault(Lamp.GREEN, 0.0),
        lamps.getOrDefault(Lamp.RED, 0.0));
  }

  /** The DCM is gone: it draws nothing, and its lamps are dark. */
  synchronized void unplugged() {
    onChange = null;
    amperes = 0;
    lamp(Lamp.GREEN, 0);
    lamp(Lamp.RED, 0);
  }
}
