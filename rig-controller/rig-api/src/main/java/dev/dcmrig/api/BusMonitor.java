// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** Counts what is on the car's bus. */
public interface BusMonitor {

  /** Frames so far, whoever sent them. */
  long frames();

  /** When the newest frame ended on the wire; zero when there was none. */
  Duration lastFrame();
}
