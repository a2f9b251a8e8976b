// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

/** A reusable alarm on a {@link Timeline}. */
public interface Timer {

  /** Runs the task at {@code nanos} on the timeline's clock; at once if that has passed. */
  void armAt(long nanos);

  /** Runs the task {@code nanos} from now. Arming an armed timer moves it. */
  void armAfter(long nanos);

  /** Disarms; nothing happens if it is not armed. */
  void cancel();

  boolean isArmed();
}
