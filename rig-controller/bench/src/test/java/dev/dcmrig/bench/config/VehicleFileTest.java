// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped vehicle and its DBC file, damaged one line at a time. */
class VehicleFileTest {

  @TempDir Path root;
  private String vehicle = "";
  private String dbc = "";
  private final Problems problems = new Problems();

  @BeforeEach
  void copyTheShippedFiles() throws IOException {
    Path configs = RigHome.find().configs();
    vehicle = Files.readString(configs.resolve("vehicles/reference.yaml"));
    dbc = Files.readString(configs.resolve("dbc/vehicle.dbc"));
  }

  @Test
  void theShippedVehicleIsRight() throws IOException {
    assertTrue(read(vehicle, dbc), () -> problems.all().toString());
  }

  @Test
  void aBindingToASignalThatIsNotThereIsNamedByItsLine() throws IOException {
    String damaged = vehicle.replace("signal: Deployed", "signal: Deploied");
    read(damaged, dbc);
    says(
        "hil-configs/vehicles/v.yaml:" + lineOf(damaged, "Deploied") + ": ",
        "no signal \"Deploied\" in message AirbagStatus, it has: ");
  }

  @Test
  void aDomainValueThatIsNotThereIsNamedByItsLine() throws IOException {
    String damaged = vehicle.replace("  doors:", "  dors:");
    read(damaged, dbc);
    says(
        "hil-configs/vehicles/v.yaml:" + lineOf(damaged, "dors:") + ": ",
        "there is no domain value \"dors\"");
  }

  @Test
  void aSignalThatDoesNotFitIsNamedByFileAndLineOfTheDbc() throws IOException {
    String damaged = dbc.replaceFirst("SG_ ImpactLevel : (\\d+)\\|", "SG_ ImpactLevel : 60|");
    read(vehicle, damaged);
    says("hil-configs/dbc/v.dbc:" + lineOf(damaged, "SG_ ImpactLevel") + ": ", "ImpactLevel");
  }

  @Test
  void aVinWithALetterThatItCanNotHaveIsRefused() throws IOException {
    read(vehicle.replaceFirst("vin: .*", "vin: DCMR1GOREF0000001"), dbc);
    says("hil-configs/vehicles/v.yaml:3: ", "is no vehicle identification number");
  }

  private void says(String where, String what) {
    assertEquals(1, problems.all().size(), () -> problems.all().toString());
    String said = problems.all().get(0).toString();
    assertTrue(said.startsWith(where), said);
    assertTrue(said.contains(what), said);
  }

  private static int lineOf(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).lines().count()
        + (text.charAt(text.indexOf(part) - 1) == '\n' ? 1 : 0);
  }

  private boolean read(String vehicleText, String dbcText) throws IOException {
    Path vehicles = Files.createDirectories(root.resolve("hil-configs/vehicles"));
    Path dbcs = Files.createDirectories(root.resolve("hil-configs/dbc"));
    Files.writeString(dbcs.resolve("v.dbc"), dbcText);
    Path file = vehicles.resolve("v.yaml");
    Files.writeString(file, vehicleText.replaceFirst("dbc: .*", "dbc: dbc/v.dbc"));
    return VehicleFile.read(new RigHome(root), file, problems).isPresent();
  }
}
