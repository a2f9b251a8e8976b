// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.TestDrivers;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.exec.ExecOptions;
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
        "hil-configs/benches/b.yaml:5: unknown key 'bitrat' in 'bus'; did you mean 'bitrate'?");
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
        "hil-configs/benches/b.yaml:6: 'reconnectWithin' is 'soon'; write 1s to 600s, for"
            + " instance '30s'");
    problems = new Problems();
    complains(
        GOOD.replace("500k", "500k\n  reconnectWithin: 30s"),
        "hil-configs/benches/b.yaml:6: 'emulated:vehicle' can't be lost; leave 'reconnectWithin'"
            + " out, or use a kernel's bus");
  }

  @Test
  void severalProblemsAreToldTogether() throws IOException {
    read(
        GOOD.replace("500k", "9M").replace("time: virtual", "time: virtul").replace("[sos]", "[]"));
    assertEquals(3, problems.all().size(), () -> problems.all().toString());
  }

  @Test
  void aMissingFileIsNamedWithAFileThatIsThere() throws IOException {
    complains(
        GOOD.replace("car.yaml", "cart.yaml"),
        "hil-configs/benches/b.yaml:6: 'vehicle' names vehicles/cart.yaml, and there is no such"
            + " file; name a file in hil-configs, for instance vehicles/car.yaml");
  }

  @Test
  void aListWhereAMapBelongsIsAWrongType() throws IOException {
    complains(
        GOOD.replace("bus:\n  uri: emulated:vehicle\n  bitrate: 500k", "bus: [500k]"),
        "hil-configs/benches/b.yaml:3: 'bus' is a list; write a map of keys");
  }

  @Test
  void aRealDcmRefusesVirtualTime() throws IOException {
    complains(
        GOOD.replace("dcm:\n  driver: emulated", "dcm:\n  driver: real"),
        "hil-configs/benches/b.yaml:2: driver 'real' of 'dcm' (line 8) keeps its own time: no"
            + " virtual time with it; write 'time: real', or use another driver");
  }

  @Test
  void aKernelsBusRefusesVirtualTime() throws IOException {
    complains(
        GOOD.replace("emulated:vehicle", "socketcan:vcan0"),
        "hil-configs/benches/b.yaml:2: driver 'socketcan' of 'bus' (line 4) keeps its own time: no"
            + " virtual time with it; write 'time: real', or use another driver");
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
  void aProcessNeedsACommandAndItsBusHasAClock() throws IOException {
    complains(
        PROCESS.replace("  command: [./my-dcm, -v]\n", ""),
        "hil-configs/benches/b.yaml:7: key 'command' is missing in 'dcm'; write a list, of each: a"
            + " text");
    complains(
        PROCESS.replace("[./my-dcm, -v]", "[]"),
        "hil-configs/benches/b.yaml:7: 'dcm' names no program; list a program and its arguments,"
            + " for instance [\"./rig\", \"dcm\"]");
    complains(
        PROCESS.replace("time: real", "time: virtual"),
        "hil-configs/benches/b.yaml:2: driver 'socketcan' of 'bus' (line 4) keeps its own time: no"
            + " virtual time with it; write 'time: real', or use another driver");
    complains(
        PROCESS.replace("driver: process", "driver: emulated"),
        "hil-configs/benches/b.yaml:9: unknown key 'command' in 'dcm'; driver 'emulated' has no"
            + " options");
  }

  @Test
  void whatABenchIsFollowsFromItsDrivers() throws IOException {
    assertEquals(BenchFile.Kind.EMULATED, read(GOOD).orElseThrow().kind());
    BenchFile program =
        read(GOOD.replace("supply: {driver: emulated}", "supply: {driver: exec, command: [./psu]}"))
            .orElseThrow(() -> new AssertionError(problems.all()));
    assertEquals(BenchFile.Kind.CONTAINER, program.kind());
    assertEquals(
        java.util.List.of("./psu"),
        ((ExecOptions) program.choice(Port.SUPPLY).options()).command());
    complains(
        GOOD + "kind: hardware\n",
        "hil-configs/benches/b.yaml:21: 'kind' can't be typed: it follows from the drivers; remove"
            + " the line; 'rig check' shows the kind");
  }

  @Test
  void whatAFileDoesNotNameIsEmulated() throws IOException {
    BenchFile bench =
        read(GOOD.substring(0, GOOD.indexOf("instruments:")))
            .orElseThrow(() -> new AssertionError(problems.all()));
    for (Port<?> port : Port.ALL) {
      assertEquals("emulated", bench.choice(port).name());
    }
  }

  @Test
  void aDriversOptionsAreItsOwn() throws IOException {
    complains(
        GOOD.replace("supply: {driver: emulated}", "supply: {driver: exec, comand: [./psu]}"),
        "hil-configs/benches/b.yaml:13: unknown key 'comand' in 'instruments.supply'; did you mean"
            + " 'command'?");
    problems = new Problems();
    complains(
        GOOD.replace("supply: {driver: emulated}", "supply: {driver: scpi}"),
        "hil-configs/benches/b.yaml:13: 'instruments.supply.driver' is 'scpi'; It is one of"
            + " emulated, exec");
    problems = new Problems();
    complains(
        GOOD.replace(
            "supply: {driver: emulated}",
            "supply: {driver: exec, command: [a], answerWithin: 1 h}"),
        "hil-configs/benches/b.yaml:13: 'instruments.supply.answerWithin' '1 h' can't be used;"
            + " write a duration, for instance 500ms, 30s, 60min, 24h from 1 to 25 s");
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
    read(GOOD.replace("time: virtual", "time: [virtual"));
    assertTrue(
        problems.all().get(0).toString().matches("hil-configs/benches/b.yaml:[23]: is no YAML: .*"),
        () -> problems.all().toString());
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    complains(
        GOOD + "name: day\n",
        "hil-configs/benches/b.yaml:21: key 'name' stands here for the second time; remove one of"
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
        new BenchFileReader(home, TestDrivers.TABLE, missing)
            .read(home.benches().resolve("bb.yaml"))
            .isEmpty());
    assertEquals(
        "hil-configs/benches/bb.yaml: there is no such file; check the path; did you mean"
            + " 'b.yaml'?",
        missing.all().get(0).toString());
  }

  @Test
  void aFeatureAreaThatIsNotThereIsNamed() throws IOException {
    complains(
        GOOD.replace("[sos]", "[sos, soss]"),
        "hil-configs/benches/b.yaml:10: there is no folder features/soss; did you mean 'sos'?");
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
