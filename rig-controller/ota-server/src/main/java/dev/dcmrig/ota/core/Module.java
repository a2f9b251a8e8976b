// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import java.util.List;

/**
 * A software module with its artifacts.
 *
 * @param type the part of the vehicle, such as {@code os} or {@code multimedia}
 */
public record Module(
    long id, String name, String version, String type, String vendor, List<Artifact> artifacts) {
  public Module {
    artifacts = List.copyOf(artifacts);
  }
}
