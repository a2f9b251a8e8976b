// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.emulated.EmulatedDrivers;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a run folder before the first scenario. */
class RunEvidenceTest {

  @TempDir Path folder;

  /** What the shipped benches name; nothing of it is opened here. */
  private static DriverTable table() {
    List<DriverFactory<?>> all = new ArrayList<>(EmulatedDrivers.ALL);
    all.add(Driver.emulated(Port.BUS, site -> null));
    all.add(new Driver<>(Port.BUS, "socketcan", Set.of(Trait.SHARED), site -> null));
    all.add(Driver.emulated(Port.DCM, site -> null));
    all.add(Driver.emulated(Port.BROKER, site -> null));
    all.add(Driver.emulated(Port.UPDATES, site -> null));
    return DriverTable.of(all);
  }

  private Path begin(String bench) {
    RigHome home = RigHome.find();
    try (RunEvidence evidence =
        RunEvidence.create(
            home,
            new RunRequest(
                home.benches().resolve(bench + ".yaml"),
                "",
                folder.resolve(bench),
                7,
                List.of(),
                Order.RANDOM,
                1,
                "rig run --seed 7",
                "1"),
            BenchConfiguration.load(home, home.benches().resolve(bench + ".yaml"), table()),
            RequirementCatalogue.read(home),
            List.of(
                new FeatureScenario(
                    "sos/manual_call:one",
                    "sos/manual_call.feature",
                    home.features().resolve("sos/manual_call.feature"),
                    17,
                    "",
                    "",
                    List.of("@profile-ecall-112"),
                    4)),
            List.of(),
            new Interruption())) {
      return evidence.folder();
    }
  }

  /** Real time makes nobody else's service of our own. */
  @ParameterizedTest
  @CsvSource({"emulated,vehicle", "emulated-realtime,vehicle", "vcan,vcan0"})
  void theRigsOwnServicesAndDcmAreMarkedAsStandInsOnEachBench(String bench, String channel)
      throws IOException {
    JsonNode options =
        new ObjectMapper().readTree(begin(bench).resolve("run.json").toFile()).path("options");
    assertTrue(options.path("serviceIsStandIn").asBoolean());
    assertTrue(options.path("dutIsStandIn").asBoolean());
    assertEquals("rig run --seed 7", options.path("commandLine").asText());
    assertEquals("random", options.path("order").asText());
    assertEquals(
        "[{\"name\":\"" + channel + "\",\"database\":\"dbc/vehicle.dbc\"}]",
        options.path("channels").toString());
  }

  @Test
  void copiesOfTheConfigurationAreKept() throws IOException {
    Path inputs = begin("emulated").resolve("inputs");
    Path configs = RigHome.find().configs();
    for (String[] copy :
        new String[][] {
          {"bench/emulated.yaml", "benches/emulated.yaml"},
          {"vehicle/reference.yaml", "vehicles/reference.yaml"},
          {"dbc/vehicle.dbc", "dbc/vehicle.dbc"},
          {"dcm-profile/tps.yaml", "dcm-profiles/tps.yaml"},
          {"dcm-profile/ecall-112.yaml", "dcm-profiles/ecall-112.yaml"},
          {"features/sos/manual_call.feature", "../features/sos/manual_call.feature"}
        }) {
      assertEquals(-1, Files.mismatch(inputs.resolve(copy[0]), configs.resolve(copy[1])), copy[0]);
    }
  }
}
