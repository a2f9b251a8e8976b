// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** The electrical face as instruments see it. Belongs to the timeline's thread. */
public interface RigPins {

  /** Sets the supply, in volts, 0 to 60; 0 disconnects. */
  void supply(double volts);

  double supplyVolts();

  void sosSwitch(boolean pressed);

  void condition(Line line, Condition condition);

  void microphone(AudioSource source);

  void speaker(AudioSink sink);

  double brightness(Lamp lamp);

  double amperes();

  /** Told of each change of a lamp. */
  void onLamp(LampListener listener);

  /** Told of each change of the current drawn. */
  void onDraw(DrawListener listener);

  /** A lamp's brightness has changed. */
  @FunctionalInterface
  interface LampListener {
    void lamp(long timeNanos, Lamp lamp, double brightness);
  }

  /** The current has changed, in amperes. */
  @FunctionalInterface
  interface DrawListener {
    void draw(long timeNanos, double amperes);
  }
}
