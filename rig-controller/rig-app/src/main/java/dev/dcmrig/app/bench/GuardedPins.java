// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.sim.pins.AudioSink;
import dev.dcmrig.sim.pins.AudioSource;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.util.function.Consumer;

/**
 * Pins whose listener is called by somebody.
 *
 * @param guard calls it, on the timeline's thread
 */
record GuardedPins(DcmPins pins, Consumer<Runnable> guard) implements DcmPins {
  @Override
  public double supplyVolts() {
    return pins.supplyVolts();
  }

  @Override
  public boolean sosPressed() {
    return pins.sosPressed();
  }

  @Override
  public Condition condition(Line line) {
    return pins.condition(line);
  }

  @Override
  public AudioSource microphone() {
    return pins.microphone();
  }

  @Override
  public AudioSink speaker() {
    return pins.speaker();
  }

  @Override
  public void lamp(Lamp lamp, double brightness) {
    pins.lamp(lamp, brightness);
  }

  @Override
  public void draw(double amperes) {
    pins.draw(amperes);
  }

  @Override
  public void onChange(Runnable listener) {
    pins.onChange(() -> guard.accept(listener));
  }
}
