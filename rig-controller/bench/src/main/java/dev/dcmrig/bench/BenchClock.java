// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchTime;
import dev.dcmrig.sim.Timeline;
import java.util.function.Supplier;

/**
 * The clock of one bench, and the one thread that all of its parts belong to. On virtual time that
 * is the thread of the step that lets time pass; in real time it is the timeline's own, and what a
 * step asks of the bench is carried over to it.
 */
interface BenchClock extends AutoCloseable {

  Timeline timeline();

  BenchTime time();

  /**
   * Does something on the bench's thread and waits for it.
   *
   * @throws dev.dcmrig.api.BenchBroken when that thread doesn't get to it
   */
  <T> T call(Supplier<T> work);

  /**
   * Does the last things on the bench's thread. Ctrl-C interrupts a scenario's thread: what was
   * started must be stopped all the same, and a supply be off. The interrupt is kept for
   * afterwards.
   *
   * @throws dev.dcmrig.api.BenchBroken when that thread doesn't get to it
   */
  void finish(Runnable work);

  /**
   * The same port, usable from a step's thread: each call is done on the bench's thread.
   *
   * @param port an interface of {@code dev.dcmrig.api}
   */
  <T> T reachable(Class<T> port, T part);

  /** Stops the clock; what is armed never runs. */
  @Override
  void close();
}
