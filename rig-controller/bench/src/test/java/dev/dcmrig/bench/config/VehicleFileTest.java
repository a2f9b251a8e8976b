// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped vehicle and its DBC file, damaged one line at a time. */
class VehicleFileTest {

  @TempDir Path root;
  private String vehicle = "";
  private String dbc = "";

  /** What of the ECUs' files is written otherwise. */
  private String ecu = "title: Data communication module";

  private String damagedEcu = ecu;
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

  @Test
  void anIdentifierOfTheCarsOwnMessagesIsRefused() throws IOException {
    String damaged = vehicle.replace("\"0x730\"", "\"0x110\"");
    read(damaged, dbc);
    says(
        "hil-configs/vehicles/v.yaml:" + lineOf(damaged, "    dcm: {") + ": ",
        "'diagnostics.ecus.dcm.request' is 0x110, which belongs to message IgnitionStatus");
  }

  @Test
  void twoEcusWithOneIdentifierAreRefused() throws IOException {
    String damaged = vehicle.replace("\"0x731\"", "\"0x730\"");
    read(damaged, dbc);
    says(
        "hil-configs/vehicles/v.yaml:" + lineOf(damaged, "    airbag: {") + ": ",
        "is 0x730, which belongs to requests to dcm");
  }

  @Test
  void anEcusFileThatIsMissingIsNamed() throws IOException {
    read(vehicle.replace("ecus/gnss.yaml", "ecus/gns.yaml"), dbc);
    says("hil-configs/vehicles/v.yaml:", "names ecus/gns.yaml, and there is no such file");
  }

  @Test
  void anEcusFileIsNamedWithTheLineOfItsMistake() throws IOException {
    ecu = "0x9A0513";
    damagedEcu = "0x9A0613";
    read(vehicle, dbc);
    says("hil-configs/ecus/dcm.yaml:", "dtc 0x9A0613 stands there twice");
  }

  @Test
  void aValueThatIsNoneIsNamedByItsLine() throws IOException {
    ecu = "did: \"0xF1EF\"";
    damagedEcu = "did: \"F1EF\"";
    read(vehicle, dbc);
    says("hil-configs/ecus/dcm.yaml:17: ", "did 'F1EF' can't be used; write it as 0xFFFF");
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
    Path ecus = Files.createDirectories(root.resolve("hil-configs/ecus"));
    try (Stream<Path> shipped = Files.list(RigHome.find().configs().resolve("ecus"))) {
      for (Path one : shipped.toList()) {
        Files.writeString(
            ecus.resolve(one.getFileName()), Files.readString(one).replace(ecu, damagedEcu));
      }
    }
    Files.writeString(dbcs.resolve("v.dbc"), dbcText);
    Path file = vehicles.resolve("v.yaml");
    Files.writeString(file, vehicleText.replaceFirst("dbc: .*", "dbc: dbc/v.dbc"));
    return VehicleFile.read(new RigHome(root), file, problems).isPresent();
  }
}
