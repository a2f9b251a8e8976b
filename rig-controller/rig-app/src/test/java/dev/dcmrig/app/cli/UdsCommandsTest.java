// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rig uds} and the ECUs of the reference car on a bus of this process. */
class UdsCommandsTest {
  private static final String BUS = "emulated:test";

  @TempDir Path folder;

  private static void says(Rig rig, ExitCode code, String... words) {
    assertEquals(code, rig.code(), rig::toString);
    for (String word : words) {
      assertTrue((rig.out() + rig.err()).contains(word), () -> "no '" + word + "' in " + rig);
    }
  }

  @Test
  void readsByNameAndByNumber() {
    says(
        Rig.run("uds", "read", BUS, "airbag", "VIN", "0xF189", "F186"),
        ExitCode.PASSED,
        "F190  VIN ",
        "DCMR0REF000000001",
        "F189  vehicleManufacturerECUSoftwareVersionNumber   V01.00.00",
        "F186  activeDiagnosticSession                       01");
  }

  @Test
  void allOfAnEcuIsWhatCanBeRead() {
    Rig all = Rig.run("uds", "read", BUS, "navigation");
    says(
        all,
        ExitCode.PASSED,
        "F189  vehicleManufacturerECUSoftwareVersionNumber   V01.00.00",
        "0201  timeNonce                                     not there");
    assertFalse(all.out().contains("attestedTime"), all.out());
    says(
        Rig.run("uds", "read", BUS, "navigation", "0201"),
        ExitCode.BENCH_BROKE,
        "refused: requestOutOfRange (0x31)");
  }

  @Test
  void aRefusalIsNamed() {
    says(
        Rig.run("uds", "read", BUS, "airbag", "1234"),
        ExitCode.BENCH_BROKE,
        "1234",
        "refused: requestOutOfRange (0x31); it has no such thing, or not in this session");
  }

  @Test
  void writesAndReadsBack() {
    says(
        Rig.run("uds", "write", BUS, "body", "F198", "WORKSHOP-7"),
        ExitCode.PASSED,
        "F198 is WORKSHOP-7 now");
    says(Rig.run("uds", "write", BUS, "body", "F198", "SHORT"), ExitCode.USAGE, "has 10 bytes");
    says(Rig.run("uds", "write", BUS, "body", "VIN", "X"), ExitCode.USAGE, "can't be written");
  }

  @Test
  void listsTroubleCodesByTheirNames() {
    says(
        Rig.run("uds", "dtc", BUS, "navigation", "--all"),
        ExitCode.PASSED,
        "B1B01-96  0x9B0196  Navigation: failure of the component:");
    says(
        Rig.run("uds", "dtc", BUS, "navigation", "--clear"),
        ExitCode.PASSED,
        "cleared",
        "no trouble code is stored in navigation");
  }

  @Test
  void triesTheSessions() {
    says(
        Rig.run("uds", "session", BUS, "body"),
        ExitCode.PASSED,
        "1  default      P2 50 ms, P2* 5000 ms",
        "2  programming  refused: subFunctionNotSupported",
        "3  extended     P2 50 ms, P2* 5000 ms");
    says(
        Rig.run("uds", "session", BUS, "body", "extendet"),
        ExitCode.USAGE,
        "did you mean 'extended'?");
  }

  @Test
  void findsWhoAnswers() {
    says(
        Rig.run("uds", "scan", BUS, "--range", "730-732"),
        ExitCode.PASSED,
        "0x731 -> 0x739  airbag, Airbag control unit",
        "0x732 -> 0x73A  body, Body control unit",
        "2 ECUs answer");
    says(Rig.run("uds", "scan", BUS, "--range", "0-900"), ExitCode.USAGE, "within 0-7FF");
  }

  @Test
  void givesAnEcuNewSoftware() throws IOException {
    byte[] software = new byte[5_000];
    Arrays.fill(software, (byte) 0x5A);
    byte[] version = "V02.00.00".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(version, 0, software, 0, version.length);
    Path file = Files.write(folder.resolve("new.bin"), software);
    says(
        Rig.run("uds", "flash", BUS, "navigation", file.toString()),
        ExitCode.PASSED,
        "navigation has taken 5000 bytes; software version V02.00.00");
    says(
        Rig.run("uds", "flash", BUS, "body", file.toString()),
        ExitCode.USAGE,
        "takes no software",
        "[gnss, navigation]");
  }

  @Test
  void whatIsMistypedIsAnsweredWithWhatMayBeMeant() {
    says(Rig.run("uds", "read", BUS, "airbags"), ExitCode.USAGE, "did you mean 'airbag'?");
    says(Rig.run("uds", "read", BUS, "body", "VINN"), ExitCode.USAGE, "did you mean 'VIN'?");
    says(Rig.run("uds", "reed", BUS, "body"), ExitCode.USAGE, "Did you mean 'read'?");
    says(Rig.run("uds"), ExitCode.USAGE, "say what to do: read, write, dtc, session, scan, flash");
  }
}
