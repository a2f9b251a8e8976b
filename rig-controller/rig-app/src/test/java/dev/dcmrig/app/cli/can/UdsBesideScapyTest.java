// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.sim.RealTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's python3-scapy and the rig on a kernel's vcan0, in both directions: its UDS client asks
 * the rig's head unit, and {@code rig uds} asks an ECU that is its answering machine.
 */
class UdsBesideScapyTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final String ECU = "navigation";
  private static final String REQUEST = "737";
  private static final String RESPONSE = "73F";
  private static final String SECRET = "bench-navigation";

  @TempDir Path folder;

  @BeforeAll
  static void kernelAndScapy() throws InterruptedException {
    Guest.mustBeThere();
    int code = 1;
    try {
      Process probe =
          new ProcessBuilder(PYTHON, "-c", "import scapy.contrib.isotp")
              .redirectErrorStream(true)
              .start();
      probe.getInputStream().readAllBytes();
      code = probe.waitFor();
    } catch (IOException e) {
      // No Python is no scapy.
    }
    if (code != 0) {
      String reason = "scapy is not installed (Debian: apt-get install python3-scapy)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    }
  }

  private ProcessBuilder scapy(String name) throws IOException {
    Path script = folder.resolve(name);
    try (InputStream stream = Rig.class.getResourceAsStream("/dev/dcmrig/app/cli/uds/" + name)) {
      Files.write(script, Objects.requireNonNull(stream, name).readAllBytes());
    }
    return new ProcessBuilder(PYTHON, script.toString(), Guest.NAME, REQUEST, RESPONSE, SECRET)
        .redirectError(folder.resolve("err").toFile());
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static VehicleFile car() {
    Problems problems = new Problems();
    RigHome home = RigHome.find();
    var car = VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), problems);
    problems.throwIfAny();
    return car.orElseThrow();
  }

  @Test
  void itsTesterReadsWritesAndGivesTheHeadUnitNewSoftware() throws Exception {
    VehicleFile file = car();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<String> said;
    try (RealTimeline timeline = new RealTimeline("car", failures::add);
        SocketCanBus bus = new SocketCanBus(Guest.NAME, timeline, failures::add)) {
      CompletableFuture<Void> started = new CompletableFuture<>();
      timeline.post(
          "car",
          () -> {
            VirtualVehicle car =
                new VirtualVehicle(
                    file.vin(),
                    timeline,
                    bus,
                    file.binding(),
                    file.busSleepAfter(),
                    file.diagnostics(),
                    (ecu, cause) -> failures.add(cause));
            bus.listen("testers", car.testers());
            car.start();
            car.body().ignition(Ignition.ON);
            started.complete(null);
          });
      started.get(Guest.BOUND_SECONDS, TimeUnit.SECONDS);
      Path out = folder.resolve("out");
      Process tester = scapy("scapy_tester.py").redirectOutput(out.toFile()).start();
      tester.waitFor(Guest.BOUND_SECONDS, TimeUnit.SECONDS);
      tester.destroyForcibly();
      said = Files.readAllLines(out);
    }
    assertEquals(List.of(), failures);
    List<String> expected = new ArrayList<>();
    Collections.addAll(expected, "session 3 003201f4", "VIN " + file.vin(), "version V01.00.00");
    Collections.addAll(expected, "unknown requestOutOfRange", "write ", "written SCAPY-0001");
    Collections.addAll(expected, "clear ", "codes 027f", "present ");
    Collections.addAll(expected, "erase requestOutOfRange", "setting ");
    Collections.addAll(expected, "session 2 003201f4", "locked securityAccessDenied", "seed 4");
    Collections.addAll(expected, "wrong key invalidKey", "seed 4", "key ", "erase 01ff0000");
    Collections.addAll(expected, "download ", "block 01", "block 02", "exit ");
    Collections.addAll(expected, "checksum 01020200", "dependencies 01ff0100", "reset ");
    Collections.addAll(expected, "version V07.00.00");
    assertEquals(expected, said, this::errors);
  }

  private static void says(String words, String... arguments) {
    List<String> command = new ArrayList<>(List.of("uds", arguments[0], Guest.NAME));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    Rig rig = Rig.run(command.toArray(String[]::new));
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    for (String line : words.split("\\|")) {
      assertTrue(rig.out().contains(line), () -> "no '" + line + "' in " + rig);
    }
  }

  @Test
  void rigUdsReadsWritesAndGivesItsEcuNewSoftware() throws Exception {
    byte[] software = new byte[1_000];
    byte[] head = "V06.00.00 DR-NAV-HW-1\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, software, 0, head.length);
    Path image = Files.write(folder.resolve("new.bin"), software);
    Process ecu = scapy("scapy_ecu.py").start();
    try {
      assertEquals("ready", ecu.inputReader(StandardCharsets.UTF_8).readLine(), this::errors);
      says("0x737 -> 0x73F  navigation|1 ECU answers", "scan", "--range", "736-738");
      says("JTSCAPYVIN0000001|V05.00.00", "read", ECU, "VIN", "F189");
      says("F198 is WORKSHOP-7 now", "write", ECU, "F198", "WORKSHOP-7");
      says("B1B01-96  0x9B0196", "dtc", ECU);
      says("cleared|no trouble code is stored", "dtc", ECU, "--clear");
      says("3  extended     P2 2000 ms, P2* 10000 ms", "session", ECU);
      says("has taken 1000 bytes; software version V06.00.00", "flash", ECU, image.toString());
      says("V06.00.00", "read", ECU, "F189");
    } finally {
      ecu.destroy();
      assertTrue(ecu.waitFor(Guest.BOUND_SECONDS, TimeUnit.SECONDS));
    }
  }
}
