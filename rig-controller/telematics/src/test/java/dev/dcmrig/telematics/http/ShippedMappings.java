// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mappings that the rig comes with. */
final class ShippedMappings {
  private static final Path FOLDER =
      Path.of(System.getProperty("rig.root"), "hil-configs/wiremock/mappings");

  private ShippedMappings() {}

  static List<ServiceMappings.Source> sources() {
    List<ServiceMappings.Source> sources = new ArrayList<>();
    try {
      for (String name : List.of("faults.json", "service.json")) {
        sources.add(new ServiceMappings.Source(name, Files.readString(FOLDER.resolve(name))));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServiceMappings read() {
    return ServiceMappings.read("mappings", sources());
  }
}
