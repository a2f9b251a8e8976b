// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.sim.pins.AudioSink;
import dev.dcmrig.sim.pins.AudioSource;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The pins of a DCM without a clock: a change of an input is a turn, sound is asked for. */
final class RigSidePins implements DcmPins, ElectricalLines.ToDcm {
  private final RigLines lines;
  private final Supplier<short[]> sound;
  private final Map<Line, Condition> conditions = new EnumMap<>(Line.class);
  private final Map<Lamp, String> lamps = new EnumMap<>(Lamp.class);
  private Runnable onChange = () -> {};
  private String drawn = ElectricalLines.draw(0);
  private double volts;
  private boolean pressed;

  /**
   * @param sound asks the rig for the next 160 samples
   */
  RigSidePins(RigLines lines, Supplier<short[]> sound) {
    this.lines = lines;
    this.sound = sound;
    for (Lamp lamp : Lamp.values()) {
      lamps.put(lamp, ElectricalLines.lamp(lamp, 0));
    }
  }

  /** The rig has told all that has changed. */
  void changed() {
    onChange.run();
  }

  @Override
  public double supplyVolts() {
    return volts;
  }

  @Override
  public boolean sosPressed() {
    return pressed;
  }

  @Override
  public Condition condition(Line line) {
    return conditions.getOrDefault(line, Condition.OK);
  }

  @Override
  public AudioSource microphone() {
    return samples -> {
      short[] block = sound.get();
      System.arraycopy(block, 0, samples, 0, Math.min(block.length, samples.length));
    };
  }

  @Override
  public AudioSink speaker() {
    return (nanos, samples) -> lines.say(ElectricalLines.speaker(samples));
  }

  @Override
  public void lamp(Lamp lamp, double brightness) {
    String line = ElectricalLines.lamp(lamp, brightness);
    if (!line.equals(lamps.put(lamp, line))) {
      lines.say(line);
    }
  }

  @Override
  public void draw(double amperes) {
    String line = ElectricalLines.draw(amperes);
    if (!line.equals(drawn)) {
      drawn = line;
      lines.say(line);
    }
  }

  @Override
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  @Override
  public void supply(double newVolts) {
    volts = newVolts;
  }

  @Override
  public void sos(boolean nowPressed) {
    pressed = nowPressed;
  }

  @Override
  public void line(Line line, Condition condition) {
    conditions.put(line, condition);
  }

  @Override
  public void microphone(short[] samples) {
    throw new IllegalStateException("the rig sent sound that nobody asked for");
  }

  @Override
  public void reset() {
    throw new IllegalStateException("on virtual time a reset has a time");
  }

  @Override
  public void off() {
    throw new IllegalStateException("on virtual time the end has a time");
  }
}
