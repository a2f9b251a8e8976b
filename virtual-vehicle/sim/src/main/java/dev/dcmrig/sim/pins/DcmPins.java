// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** The electrical face as the DCM sees it. Belongs to the timeline's thread. */
public interface DcmPins {

  /** Voltage at the supply pin in volts; 0 when disconnected. */
  double supplyVolts();

  /** Whether the SOS switch that is wired to the DCM is pressed. */
  boolean sosPressed();

  Condition condition(Line line);

  AudioSource microphone();

  AudioSink speaker();

  /** Drives a lamp, 0 (dark) to 1 (full). */
  void lamp(Lamp lamp, double brightness);

  /** What the DCM draws from the supply, in amperes. */
  void draw(double amperes);

  /** Runs {@code listener} after each change of an input; replaces the one before. */
  void onChange(Runnable listener);
}
