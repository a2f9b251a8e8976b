// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.dbc.Dbc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cars of hil-configs. */
final class Cars {
  private Cars() {}

  static VehicleBinding reference(UnaryOperator<String> dbcEdit) {
    Path configs = Path.of(System.getProperty("rig.root", "."), "hil-configs");
    try {
      Object yaml =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(configs.resolve("vehicles/reference.yaml")));
      String dbc = dbcEdit.apply(Files.readString(configs.resolve("dbc/vehicle.dbc")));
      @SuppressWarnings("unchecked")
      Map<String, ?> bindings = (Map<String, ?>) ((Map<String, ?>) yaml).get("bindings");
      return VehicleBinding.of("reference.yaml", Dbc.parse("vehicle.dbc", dbc), bindings);
    } catch (IOException e) {
      throw new IllegalStateException("run this from the project's root", e);
    }
  }
}
