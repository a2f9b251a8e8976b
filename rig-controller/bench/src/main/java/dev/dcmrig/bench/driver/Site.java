// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;

/**
 * Where a driver opens its part: one scenario's bench, and one car of it. All of it belongs to the
 * bench's thread. Parts are opened when they are first asked for, so a driver may ask for others.
 */
public interface Site {

  /** The scenario's name and the car's: unique among what is open, and fixed. */
  String name();

  /** What does not change from scenario to scenario. */
  BenchFacts facts();

  /** The driver's own options. */
  <O extends Record> O options(Class<O> type);

  Timeline timeline();

  /** Takes readings into the evidence. */
  ScenarioRecorder recorder();

  /** Takes down what happened. */
  Observations observations();

  /** Drawn from seed, scenario and port: the only source of chance. */
  Seed seed();

  /** The part of another port of the same car. */
  <P> P part(Port<P> port);

  /** The car's bus, with everybody on it. */
  default CanBus bus() {
    return part(Port.BUS);
  }

  /**
   * The electrical face of the DCM, for stand-ins of instruments. A bench with a real DCM has none
   * that anybody drives.
   */
  PinBoard pins();

  /**
   * Hears each frame of the car's bus, after it was recorded: a listener of its own would be one
   * more socket on a kernel's bus, which loses frames of its own.
   */
  void hear(FrameListener listener);

  /** The network and the services of the stand-ins, opened when first asked for. */
  Environment environment();

  /** The car's way into the mobile network. Makes the car known there. */
  Modem modem();

  /** The bench can't judge any more; any thread may say so. */
  void broke(BenchBroken cause);

  /**
   * What the run shares between scenarios, by its type; of the rig's own drivers only.
   *
   * @throws IllegalStateException when the run has none
   */
  <T> T shared(Class<T> type);
}
