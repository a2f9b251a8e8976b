package dev.dcmrig.bench.drivers;

import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.harness.RigPins;

/**
 * The supply at the DCM's pin, with a meter in the lead. Does not simulate: the resistance of the
 * lead, current limits, noise.
 */
public final class EmulatedSupply {
  private static final String INSTRUMENT = "supply";

  private final Timeline timeline;
  private final RigPins pins;
  private final ScenarioRecorder recorder;

  public EmulatedSupply(Timeline timeline, RigPins pins, ScenarioRecorder recorder) {
    this.timeline = timeline;
    this.pins = pins;
    this.recorder = recorder;
    pins.onDraw((nanos, amperes) -> recorder.reading(nanos, INSTRUMENT, "current", amperes, "A"));
  }

  /** Volts, 0 to 60; 0 disconnects. */
  public void volts(double volts) {
    if (pins.supplyVolts() != volts) {
      recorder.reading(timeline.nowNanos(), INSTRUMENT, "voltage", volts, "V");
      pins.supply(volts);
    }
  }
}
