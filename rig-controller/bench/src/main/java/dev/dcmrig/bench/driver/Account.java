// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.Map;

/** A part that has something to say for itself at a scenario's end. */
public interface Account {

  /** Details of the observation {@code restbus}: who has sent the cyclic messages, and why. */
  Map<String, String> account();
}
