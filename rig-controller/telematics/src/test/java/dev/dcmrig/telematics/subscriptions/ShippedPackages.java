// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.settings.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The packages that the rig comes with. */
public final class ShippedPackages {
  private ShippedPackages() {}

  public static Packages read() {
    Path file = Path.of(System.getProperty("rig.root"), "hil-configs/subscriptions/packages.yaml");
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return RecordReader.read(Packages.class, (Map<?, ?>) root).value().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
