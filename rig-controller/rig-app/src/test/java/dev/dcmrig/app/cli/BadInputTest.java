// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with what a user gives: what, where, what to do; exit code 2; no trace. */
class BadInputTest {

  @TempDir Path folder;
  private String bench = "";

  @BeforeEach
  void readTheShippedBench() throws IOException {
    bench = Files.readString(RigHome.find().benches().resolve("emulated.yaml"));
  }

  @Test
  void wrongYaml() throws IOException {
    refused(check(bench.replace("time: virtual", "time: [virtual")), "bench.yaml:", "is no YAML");
  }

  @Test
  void anyFileOfTheConfigurationCanBeCheckedAlone() throws IOException {
    for (String file :
        List.of(
            "vehicles/kei.yaml",
            "dcm-profiles/tps.yaml",
            "requirements/catalogue.yaml",
            "subscriptions/packages.yaml",
            "dbc/kei.dbc")) {
      Rig rig = Rig.run("check", "hil-configs/" + file);
      assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
      assertTrue(rig.out().contains(file + ": all is well"), rig::toString);
      Path cut = folder.resolve(Path.of(file).getFileName().toString());
      Files.writeString(
          cut, Files.readString(RigHome.find().configs().resolve(file)) + "nonsense here\n");
      refused(Rig.run("check", cut.toString()), cut.toString());
    }
    Path pipe = folder.resolve("pipe.dbc");
    Files.createSymbolicLink(pipe, Path.of("/dev/zero"));
    refused(Rig.run("check", pipe.toString()), "is a pipe, a socket or a device");
    refused(Rig.run("check", "/dev/zero"), "is a pipe, a socket or a device");
  }

  /** A pipe was waited for without end, and a scenario behind a dead link was not missed. */
  @Test
  void featuresThatAreNoFiles() throws IOException {
    Path suite = Files.createDirectories(folder.resolve("suite/deeper"));
    Files.createSymbolicLink(suite.resolve("zero.feature"), Path.of("/dev/zero"));
    Files.createSymbolicLink(suite.resolve("gone.feature"), suite.resolve("nowhere"));
    Files.createSymbolicLink(suite.resolve("circle"), folder.resolve("suite"));
    Files.createSymbolicLink(suite.resolve("notes.txt"), suite.resolve("nowhere"));
    String mine = bench.replaceAll("(?m)^features:.*", "features: [./suite]");
    for (String command : List.of("check", "run")) {
      Path file = Files.writeString(folder.resolve("bench.yaml"), mine);
      Rig rig =
          command.equals("check")
              ? Rig.run("check", file.toString())
              : Rig.run("run", "--bench", file.toString(), "--out", folder + "/out");
      refused(
          rig,
          "zero.feature: is a pipe, a socket or a device; name a regular file",
          "gone.feature: is a link to a file that is not there",
          "circle: is a link that leads in a circle");
      assertFalse((rig.out() + rig.err()).contains("notes.txt:"), rig::toString);
    }
  }

  @Test
  void anUnknownKey() throws IOException {
    refused(
        check(bench.replace("vehicle: vehicles", "vehicel: vehicles")),
        "unknown key 'vehicel'; did you mean 'vehicle'?",
        "key 'vehicle' is missing");
  }

  @Test
  void aMissingFile() throws IOException {
    refused(check(bench.replace("tps.yaml", "tqs.yaml")), "tqs.yaml, and there is no such file");
    refused(Rig.run("check", folder.resolve("none.yaml").toString()), "there is no such file");
    refused(Rig.run("check", "emulate"), "there is no such file", "did you mean 'emulated.yaml'?");
  }

  @Test
  void aDbcWithASignalThatDoesNotFit() throws IOException {
    Path configs = RigHome.find().configs();
    String dbc = Files.readString(configs.resolve("dbc/vehicle.dbc"));
    Files.writeString(
        folder.resolve("car.dbc"),
        dbc.replaceFirst("SG_ ImpactLevel : (\\d+)\\|", "SG_ ImpactLevel : 60|"));
    writeVehicle("dbc: car.dbc", "");
    refused(
        check(bench.replace("vehicles/reference.yaml", "car.yaml")),
        "car.dbc:",
        "ImpactLevel",
        "does not fit");
  }

  @Test
  void aBindingToASignalThatIsNotThere() throws IOException {
    writeVehicle("dbc: dbc/vehicle.dbc", "signal: Deploied");
    refused(
        check(bench.replace("vehicles/reference.yaml", "car.yaml")),
        "car.yaml:",
        "no signal \"Deploied\" in message AirbagStatus");
  }

  @Test
  void aTagExpressionWithATypo() {
    refused(Rig.run("run", "--tags", "@SOS-04 and"), "--tags '@SOS-04 and': ");
    refused(Rig.run("run", "--tags", "@SOS-4"), "did you mean @SOS-");
    refused(Rig.run("run", "--tags", "SOS-04"), "a tag begins with @");
  }

  @Test
  void tagsThatNoScenarioHas() {
    refused(Rig.run("run", "--tags", "@SOS-04 and @IND-01"), "no scenario matches");
  }

  @Test
  void anUnknownDefect() {
    refused(
        Rig.run("run", "--defect", "sos-one-retry-too-meny"),
        "there is no such seeded defect; did you mean 'sos-one-retry-too-many'?");
  }

  @Test
  void aDefectOfTheRigsOwnUpdateServerWhereAnotherOneServes() {
    Rig rig =
        Rig.run(
            "run",
            "--bench",
            "hil-configs/benches/emulated-hawkbit.yaml",
            "--tags",
            "@OTA-01",
            "--defect",
            "rollout-wave-early");
    refused(rig, "defect 'rollout-wave-early' is one of the rig's own update server");
    assertTrue(rig.err().contains("emulated-hawkbit.yaml"), rig::toString);
  }

  @Test
  void anOutFolderThatCanNotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("other"), "somebody else's");
    refused(Rig.run("run", "--tags", "@SOS-03", "--out", file.toString()), file.toString());
    refused(Rig.run("run", "--tags", "@SOS-03", "--out", full.toString()), full.toString());
    refused(
        Rig.run("run", "--tags", "@SOS-03", "--out", file.resolve("below").toString()),
        file.toString());
    assertEquals("somebody else's", Files.readString(full.resolve("other")));
  }

  @Test
  void wrongUsage() {
    refused(Rig.run("ran"), "'ran'", "rig --help");
    refused(Rig.run("run", "--sed", "7"), "--sed", "rig run --help");
    refused(Rig.run("run", "--seed", "seven"), "'seven' is no whole number", "instance 7");
    refused(Rig.run("run", "--parallel", "2x"), "'2x' is no whole number");
    refused(Rig.run("chekc", "emulated"), "Did you mean 'check'?");
    refused(Rig.run("run", "--sedd=7"), "Did you mean '--seed'?");
    refused(Rig.run("run", "--bench", "emulatd"), "did you mean 'emulated.yaml'?");
    refused(Rig.run("run", "--parallel", "0"), "--parallel 0", "1 to 64");
    refused(Rig.run("list"), "say what to list: benches, requirements, steps, defects");
    refused(Rig.run("list", "deffects"), "deffects");
    refused(Rig.run("check"), "BENCH");
    refused(Rig.run("trace", "convert", folder.resolve("none").toString(), "out"), "none");
    refused(Rig.run("verify", folder.toString()), folder.toString());
    refused(Rig.run(), "a command is missing");
  }

  @Test
  void aFileOfAnotherKindIsCalledByIt() throws IOException {
    refused(
        Rig.run("run", "--bench", "hil-configs/vehicles/kei.yaml"), "is a vehicle, and no bench");
    refused(Rig.run("check", "features/sos/attempts.feature"), "is a feature file");
    refused(Rig.run("check", "hil-configs/openapi/telematics.yaml"), "is an OpenAPI description");
    refused(Rig.run("check", "hil-configs/schema/bench.schema.json"), "is a JSON file");
    refused(Rig.run("check", RigHome.find().features().toString()), "is a folder");
    Path other = Files.writeString(folder.resolve("o.yaml"), "eggs: 1\nham: 2\n");
    refused(Rig.run("check", other.toString()), "its keys are eggs, ham");
  }

  @Test
  void aFileSystemThatTakesNoFolderIsTheTrueCause() {
    refused(
        Rig.run("run", "--tags", "@SOS-03", "--out", "/proc/x"),
        "no folder can be made in /proc, a file system of the type proc");
  }

  @Test
  void theDebugOptionShowsTheTrace() {
    assertTrue(Rig.run("check", "emulate", "--debug").err().contains("\tat dev.dcmrig."));
  }

  private Rig check(String yaml) throws IOException {
    return Rig.run("check", Files.writeString(folder.resolve("bench.yaml"), yaml).toString());
  }

  private void writeVehicle(String dbc, String deployed) throws IOException {
    String vehicle =
        Files.readString(RigHome.find().configs().resolve("vehicles/reference.yaml"))
            .replaceFirst("dbc: .*", dbc);
    Files.writeString(
        folder.resolve("car.yaml"),
        deployed.isEmpty() ? vehicle : vehicle.replace("signal: Deployed", deployed));
  }

  private static void refused(Rig rig, String... said) {
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    for (String part : said) {
      assertTrue(rig.err().contains(part), () -> "expected '" + part + "' in " + rig);
    }
    assertFalse(rig.err().contains("\tat "), rig::toString);
    assertFalse(rig.err().contains("Exception"), rig::toString);
  }
}
