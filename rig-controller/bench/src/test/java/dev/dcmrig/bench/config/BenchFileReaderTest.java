// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.TestDrivers;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.process.CommandOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFileReaderTest {
  private static final String GOOD =
      """
      name: night
      time: virtual
      bus:
        uri: emulated:vehicle
        bitrate: 500k
      vehicle: vehicles/car.yaml
      dcm:
        driver: emulated
        profile: dcm-profiles/tps.yaml
      features: [sos]
      instruments:
        vehicle: {driver: emulated}
        supply: {driver: emulated}
        indicator: {driver: emulated}
        voice: {driver: emulated}
        faults: {driver: emulated}
        radioLink: {driver: emulated}
      services:
        centre: {driver: emulated}
        telematics: {driver: emulated}
      """;

  @TempDir Path root;
  private Problems problems;

  @BeforeEach
  void makeARig() throws IOException {
    problems = new Problems();
    for (String file : List.of("vehicles/car.yaml", "dcm-profiles/tps.yaml")) {
      Path path = root.resolve("hil-configs").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    Files.createDirectories(root.resolve("features/sos"));
    Files.createDirectories(root.resolve("hil-configs/benches"));
  }

  @Test
  void aGoodFileBecomesABench() throws IOException {
    BenchFile bench = read(GOOD).orElseThrow(() -> new AssertionError(problems.all()));
    assertEquals("night", bench.name());
    assertEquals(500_000, bench.bitRate());
    assertEquals(500_000, bench.dataBitRate());
    assertTrue(bench.virtualTime());
    assertEquals(List.of("sos"), bench.features());
    assertEquals(root.resolve("hil-configs/vehicles/car.yaml"), bench.vehicle());
  }

  @Test
  void anUnknownKeyIsNamedWithItsLineAndTheNearestKey() throws IOException {
    complains(
        GOOD.replace("  bitrate: 500k", "  bitrat: 500k"),
        "hil-configs/benches/b.yaml:6: unknown key 'bitrat' in 'bus'; did you mean 'bitrate'?");
  }

  @Test
  void aKernelsBusMayComeBack() throws IOException {
    String kernel =
        GOOD.replace("time: virtual", "time: real")
            .replace("uri: emulated:vehicle", "uri: socketcan:can0");
    BenchFile bench = read(kernel).orElseThrow(() -> new AssertionError(problems.all()));
    assertEquals(Duration.ZERO, bench.reconnectWithin());
    assertEquals("can0", bench.channel());
    String patient = kernel.replace("500k", "500k\n  reconnectWithin: 30s");
    assertEquals(Duration.ofSeconds(30), read(patient).orElseThrow().reconnectWithin());
    complains(
        patient.replace("30s", "soon"),
        "hil-configs/benches/b.yaml:7: 'reconnectWithin' is 'soon'; write 1s to 600s, for"
            + " instance '30s'");
    problems = new Problems();
    complains(
        GOOD.replace("500k", "500k\n  reconnectWithin: 30s"),
        "hil-configs/benches/b.yaml:7: 'emulated:vehicle' can't be lost; leave 'reconnectWithin'"
            + " out, or use a kernel's bus");
  }

  @Test
  void severalProblemsAreToldTogether() throws IOException {
    read(
        GOOD.replace("500k", "9M")
            .replace("kind: emulated", "kind: emulatd")
            .replace("[sos]", "[]"));
    assertEquals(3, problems.all().size(), () -> problems.all().toString());
  }

  @Test
  void aMissingFileIsNamedWithAFileThatIsThere() throws IOException {
    complains(
        GOOD.replace("car.yaml", "cart.yaml"),
        "hil-configs/benches/b.yaml:7: 'vehicle' names vehicles/cart.yaml, and there is no such"
            + " file; name a file in hil-configs, for instance vehicles/car.yaml");
  }

  @Test
  void aListWhereAMapBelongsIsAWrongType() throws IOException {
    complains(
        GOOD.replace("bus:\n  uri: emulated:vehicle\n  bitrate: 500k", "bus: [500k]"),
        "hil-configs/benches/b.yaml:4: 'bus' is a list; write a map of keys");
  }

  @Test
  void aRealDcmRefusesVirtualTime() throws IOException {
    complains(
        GOOD.replace("dcm:\n  driver: emulated", "dcm:\n  driver: real"),
        "hil-configs/benches/b.yaml:3: a bench with a real DCM (line 9) can't run on virtual time;"
            + " write 'time: real'");
  }

  @Test
  void aKernelsBusRefusesVirtualTime() throws IOException {
    complains(
        GOOD.replace("emulated:vehicle", "socketcan:vcan0"),
        "hil-configs/benches/b.yaml:3: a kernel's CAN bus keeps its own time, and 'socketcan:vcan0'"
            + " is one; write 'time: real', or an emulated bus");
  }

  private static final String PROCESS =
      GOOD.replace("time: virtual", "time: real")
          .replace("uri: emulated:vehicle", "uri: socketcan:vcan0")
          .replace("  driver: emulated\n", "  driver: process\n  command: [./my-dcm, -v]\n");

  @Test
  void aDcmMayBeAProcessOfItsOwn() throws IOException {
    BenchFile bench = read(PROCESS).orElseThrow(() -> new AssertionError(problems.all()));
    CommandOptions options = (CommandOptions) bench.choice(Port.DCM).options();
    assertEquals(List.of("./my-dcm", "-v"), options.command());
    assertEquals(BenchFile.Kind.CONTAINER, bench.kind());
  }

  @Test
  void aProcessNeedsACommandAClockAndAKernelsBus() throws IOException {
    complains(
        PROCESS.replace("  command: [./my-dcm, -v]\n", ""),
        "hil-configs/benches/b.yaml:9: key 'command' is missing in 'dcm'; add it");
    complains(
        PROCESS.replace("[./my-dcm, -v]", "[]"),
        "hil-configs/benches/b.yaml:10: 'dcm.command' names no program; list a program and its"
            + " arguments, for instance [\"./rig\", \"dcm\"]");
    complains(
        PROCESS.replace("time: real", "time: virtual"),
        "hil-configs/benches/b.yaml:3: a DCM in a process of its own (line 9) has its own clock;"
            + " write 'time: real', or 'driver: emulated'");
    complains(
        PROCESS.replace("socketcan:vcan0", "emulated:vehicle"),
        "hil-configs/benches/b.yaml:9: a DCM in a process of its own can't be reached over"
            + " 'emulated:vehicle'; use a kernel's bus, for instance 'socketcan:vcan0', or"
            + " 'driver: emulated'");
    complains(
        PROCESS.replace("driver: process", "driver: emulated"),
        "hil-configs/benches/b.yaml:10: a DCM of driver 'emulated' has no command; write 'driver:"
            + " process', or leave 'command' out");
  }

  @Test
  void theScenariosOfABenchCanBeNarrowedByTags() throws IOException {
    assertEquals("", read(GOOD).orElseThrow().tags());
    assertEquals(
        "@realtime and not @long",
        read(GOOD.replace("features:", "tags: \"@realtime and not @long\"\nfeatures:"))
            .orElseThrow()
            .tags());
  }

  @Test
  void brokenYamlIsNamedWithItsLine() throws IOException {
    read(GOOD.replace("kind: emulated", "kind: [emulated"));
    assertTrue(
        problems.all().get(0).toString().matches("hil-configs/benches/b.yaml:[23]: is no YAML: .*"),
        () -> problems.all().toString());
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    complains(
        GOOD + "name: day\n",
        "hil-configs/benches/b.yaml:22: key 'name' stands here for the second time; remove one of"
            + " the two");
  }

  @Test
  void aMissingKeyIsNamed() throws IOException {
    complains(
        GOOD.replace("time: virtual\n", ""),
        "hil-configs/benches/b.yaml:1: key 'time' is missing; add it");
  }

  @Test
  void aMissingBenchFileNamesTheOneThatMayBeMeant() throws IOException {
    read(GOOD);
    RigHome home = new RigHome(root);
    Problems missing = new Problems();
    assertTrue(
        new BenchFileReader(home, TestDrivers.TABLE, missing).read(home.benches().resolve("bb.yaml")).isEmpty());
    assertEquals(
        "hil-configs/benches/bb.yaml: there is no such file; check the path; did you mean"
            + " 'b.yaml'?",
        missing.all().get(0).toString());
  }

  @Test
  void aFeatureAreaThatIsNotThereIsNamed() throws IOException {
    complains(
        GOOD.replace("[sos]", "[sos, soss]"),
        "hil-configs/benches/b.yaml:11: there is no folder features/soss; name folders of"
            + " features/, for instance 'sos'");
  }

  private void complains(String yaml, String expected) throws IOException {
    assertTrue(read(yaml).isEmpty());
    assertTrue(
        problems.all().stream().anyMatch(problem -> problem.toString().equals(expected)),
        () -> "expected " + expected + "\nfound " + problems.all());
  }

  private Optional<BenchFile> read(String yaml) throws IOException {
    RigHome home = new RigHome(root);
    Path file = home.benches().resolve("b.yaml");
    Files.writeString(file, yaml);
    return new BenchFileReader(home, TestDrivers.TABLE, problems).read(file);
  }
}
