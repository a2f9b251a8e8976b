// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The clock of the bench as steps see it. Only {@code Eventually} uses it. */
public interface BenchTime {

  /** Time since the bench was opened. */
  Duration now();

  boolean isVirtual();

  /** Virtual bench: lets exactly this much time pass. */
  void advance(Duration duration);

  /**
   * Virtual bench: lets time pass until the condition holds, at most {@code limit}.
   *
   * @return whether it holds
   */
  boolean advanceUntil(BooleanSupplier condition, Duration limit);

  /** Real-time bench: evaluates a condition on the bench's thread, where its state lives. */
  boolean evaluate(BooleanSupplier condition);
}
