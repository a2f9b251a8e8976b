// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import dev.dcmrig.sim.settings.Key;
import java.util.List;
import java.util.Optional;

/**
 * Options of a DCM in a container.
 *
 * @param image as the engine knows it
 * @param command in place of the image's own
 * @param memory in MiB; above it the kernel kills the DCM
 */
public record ContainerOptions(
    @Key("The image, which must be on this machine: dcm-rig/dcm. Nothing is ever pulled.")
        String image,
    @Key("The program and its arguments, in place of the image's own.")
        Optional<List<String>> command,
    @Key(
            value = "What it may use of memory; above it the kernel kills it.",
            unit = "MiB",
            minimum = 16,
            maximum = 65_536,
            fallback = "512")
        int memory) {

  public ContainerOptions {
    if (!image.matches("[a-z0-9][A-Za-z0-9._:/@-]{0,254}")) {
      throw new IllegalArgumentException(
          "'" + image + "' is no name of an image, for instance dcm-rig/dcm:latest");
    }
    if (command.isPresent() && command.get().isEmpty()) {
      throw new IllegalArgumentException(
          "'command' names no program; leave it out for the image's own");
    }
  }
}
