// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

import dev.dcmrig.sim.Timeline;
import java.util.EnumMap;
import java.util.Map;

/**
 * The pins between one DCM and the rig, in memory. Does not simulate: resistance of wires, inrush
 * current, bounce of the switch, colour or angle of the lamps.
 */
public final class PinBoard implements DcmPins, RigPins {
  private final Timeline timeline;
  private final Map<Line, Condition> conditions = new EnumMap<>(Line.class);
  private final Map<Lamp, Double> lamps = new EnumMap<>(Lamp.class);
  private double volts;
  private double amperes;
  private boolean pressed;
  private AudioSource microphone = AudioSource.SILENCE;
  private AudioSink speaker = (time, samples) -> {};
  private Runnable onChange = () -> {};
  private LampListener onLamp = (time, lamp, brightness) -> {};
  private DrawListener onDraw = (time, drawn) -> {};

  public PinBoard(Timeline timeline) {
    this.timeline = timeline;
    for (Line line : Line.values()) {
      conditions.put(line, Condition.OK);
    }
    for (Lamp lamp : Lamp.values()) {
      lamps.put(lamp, 0.0);
    }
  }

  @Override
  public void supply(double newVolts) {
    if (!(newVolts >= 0 && newVolts <= 60)) {
      throw new IllegalArgumentException("supply of " + newVolts + " V: 0 to 60 V are possible");
    }
    volts = newVolts;
    onChange.run();
  }

  @Override
  public double supplyVolts() {
    return volts;
  }

  @Override
  public void sosSwitch(boolean nowPressed) {
    pressed = nowPressed;
    onChange.run();
  }

  @Override
  public boolean sosPressed() {
    return pressed;
  }

  @Override
  public void condition(Line line, Condition condition) {
    conditions.put(line, condition);
    onChange.run();
  }

  @Override
  public Condition condition(Line line) {
    return conditions.getOrDefault(line, Condition.OK);
  }

  @Override
  public void microphone(AudioSource source) {
    microphone = source;
  }

  @Override
  public AudioSource microphone() {
    return microphone;
  }

  @Override
  public void speaker(AudioSink sink) {
    speaker = sink;
  }

  @Override
  public AudioSink speaker() {
    return speaker;
  }

  @Override
  public void lamp(Lamp lamp, double brightness) {
    if (!(brightness >= 0 && brightness <= 1)) {
      throw new IllegalArgumentException("brightness of " + brightness + ": 0 to 1 are possible");
    }
    if (brightness(lamp) != brightness) {
      lamps.put(lamp, brightness);
      onLamp.lamp(timeline.nowNanos(), lamp, brightness);
    }
  }

  @Override
  public double brightness(Lamp lamp) {
    return lamps.getOrDefault(lamp, 0.0);
  }

  @Override
  public void draw(double newAmperes) {
    if (amperes != newAmperes) {
      amperes = newAmperes;
      onDraw.draw(timeline.nowNanos(), newAmperes);
    }
  }

  @Override
  public double amperes() {
    return amperes;
  }

  @Override
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  @Override
  public void onLamp(LampListener listener) {
    onLamp = listener;
  }

  @Override
  public void onDraw(DrawListener listener) {
    onDraw = listener;
  }
}
