// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import java.util.Map;

/**
 * One machine of {@code features/states/*.yaml}: how the bench brings the device into a state, what
 * makes an event happen, and what shows a state at the faces of the device.
 *
 * <p>The keys of each map are the words of the table; {@code StateTablesTest} holds them equal.
 * Each sign is a method with a {@link dev.dcmrig.api.Check} for each quantity that it measures. It
 * judges with {@link Scene#judge}, also where nothing may change.
 */
public interface StateMachine {
  /** As the table and the scenarios say it. */
  String name();

  /**
   * By state: brings the device there, after the table's {@code given}. What can't be reached makes
   * the scenario inconclusive ({@link Scene#need}).
   */
  Map<String, Runnable> ways();

  /** By event: lets it happen, and takes no longer than the event does. */
  Map<String, Runnable> events();

  /** By state: measures that the device is in it. */
  Map<String, Runnable> signs();
}
