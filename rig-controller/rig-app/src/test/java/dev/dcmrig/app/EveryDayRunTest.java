// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody types who writes a scenario, or looks for what failed. */
class EveryDayRunTest {

  private static final String MINE =
      """
      Feature: mine

        @SOS-01
        Scenario: passes
          Given a car with the ignition on and a DCM that is ready
          When the SOS button is pressed for 1 s
          Then a call is connected

        @SOS-04
        Scenario: fails
          Given a car with the ignition on and a DCM that is ready
          Then a call is connected within 1 s

        @SOS-04
        Scenario: fails too
          Given a car with the ignition on and a DCM that is ready
          Then exactly 1 call is attempted within 1 s
      """;

  @TempDir Path folder;
  private final RigHome real = RigHome.find();
  private Path root = Path.of("");
  private Path bench = Path.of("");
  private Path feature = Path.of("");

  /** A rig's folder of its own, since runs go into it; the suite lies outside. */
  @BeforeEach
  void lay() throws IOException {
    root = Files.createDirectory(folder.resolve("rig"));
    Files.createSymbolicLink(root.resolve("hil-configs"), real.configs());
    Files.createSymbolicLink(root.resolve("features"), real.features());
    feature = folder.resolve("suites/mine/mine.feature");
    Files.createDirectories(feature.getParent());
    Files.writeString(feature, MINE);
    bench = folder.resolve("suites/bench.yaml");
    String reference = Files.readString(real.benches().resolve("emulated.yaml"));
    Files.writeString(bench, reference.replaceAll("(?m)^features:.*", "features: [./mine]"));
    System.setProperty(RigHome.PROPERTY, root.toString());
  }

  @AfterEach
  void goHome() {
    System.setProperty(RigHome.PROPERTY, real.root().toString());
  }

  private Rig run(String... more) {
    return Rig.run(
        Stream.concat(Stream.of("run", "--bench=" + bench, "--order=feature"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<String> verdicts(Rig rig) {
    return rig.out()
        .lines()
        .filter(line -> line.matches(" +\\d+/\\d+ .*"))
        .map(line -> line.strip().split(" {1,2}")[1] + " " + line.strip().split(" {2}")[1])
        .toList();
  }

  @Test
  void aRunEndsWithWhatFailedWhereAndWhatToType() throws IOException {
    Rig rig = run("--seed=7");
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertEquals(List.of("passed passes", "FAILED fails", "FAILED fails too"), verdicts(rig));
    String end = rig.out().substring(rig.out().indexOf("failed requirements:"));
    assertTrue(end.contains("  SOS-04  "), end);
    Path cwd = Path.of("").toAbsolutePath();
    Path shown = Path.of(end.lines().toList().get(3).strip().replaceAll(":12$", ""));
    assertTrue(Files.isSameFile(feature, cwd.resolve(shown)), end);
    assertTrue(end.contains("run --failed-of latest --bench " + bench + " --seed 7"), end);
    assertTrue(end.contains("1 of 2 DCM requirements passed on the emulated DCM"), end);

    Path latest = root.resolve("reports/runs/latest");
    assertTrue(Files.isSymbolicLink(latest));
    assertEquals(ExitCode.PASSED, Rig.run("verify", latest.toString()).code());
    Files.writeString(feature, MINE.replace("within 1 s", "within 20 s").replace("fails", "gone"));
    Rig nothing = run("--failed-of", "latest");
    assertEquals(ExitCode.USAGE, nothing.code(), nothing::toString);
    assertTrue(nothing.err().contains("--failed-of latest"), nothing::toString);
    Files.writeString(feature, MINE);
    Rig again = run("--failed-of", "latest", "--max-failures", "1");
    assertEquals(List.of("FAILED fails"), verdicts(again), again::toString);
    assertEquals(ExitCode.FAILED, again.code(), again::toString);
    assertTrue(again.out().contains("ended early"), again::toString);
  }

  @Test
  void aLatestThatIsNoLinkStaysAsItIs() throws IOException {
    Path mine = Files.createDirectories(root.resolve("reports/runs/latest/mine"));
    Rig rig = run(feature + ":4", "--defect=sos-one-retry-too-many");
    assertEquals(List.of("passed passes"), verdicts(rig), rig::toString);
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertTrue(Files.isDirectory(mine));
    String note = "No scenario was chosen for SOS-04, which the seeded defect";
    assertTrue(rig.err().contains(note), rig::toString);
    Path report = mine.getParent().getParent().resolve(runs().get(0) + "/report.html");
    assertTrue(Files.readString(report).contains(note), report::toString);
    assertFalse(rig.out().contains("\u001B"), "escape codes in what is no terminal");
  }

  private List<String> runs() throws IOException {
    try (Stream<Path> all = Files.list(root.resolve("reports/runs"))) {
      return all.map(run -> String.valueOf(run.getFileName()))
          .filter(name -> !name.equals("latest"))
          .toList();
    }
  }

  @Test
  void whatCanNotBeRunIsSaid() {
    refused(run("--failed-of", "latest"), "there is no run yet");
    refused(run("--name", "("), "--name '('");
    refused(run("--name", "no such"), "--name 'no such'", "no scenario matches");
    refused(run("mine/mine.feature"), "there is no such file or folder");
    refused(run(feature + ":4711111111111"), "there is no such file or folder");
    refused(run("--max-failures", "0"), "--max-failures 0");
  }

  @Test
  void aCheckReadsTheFeaturesToo() throws IOException {
    Files.writeString(
        feature,
        MINE.replace("the SOS button is pressed", "the SOS button was pushed")
            .replace("@SOS-04", "@SOS-94"));
    Rig check = Rig.run("check", bench.toString());
    refused(
        check,
        "mine.feature:6: no step is 'the SOS button was pushed for 1 s'",
        "near: 'the SOS button is pressed for {duration}'",
        "has the tag @SOS-94, which is no requirement");
  }

  @Test
  void aBenchWhosePartsAreMissingStopsOnceBeforeItsFirstScenario() throws IOException {
    String yaml = Files.readString(bench);
    Files.writeString(
        bench,
        yaml.replace("time: virtual", "time: real")
            .replaceAll("emulated:[a-z]+", "socketcan:can97"));
    for (String command : List.of("run", "check")) {
      Rig rig = Rig.run(command, command.equals("run") ? "--bench=" + bench : bench.toString());
      refused(rig, "this machine has no interface can97");
      assertEquals(1, rig.err().lines().count(), rig::toString);
    }
    assertEquals(ExitCode.PASSED, Rig.run("check", "--elsewhere", bench.toString()).code());
  }

  private static void refused(Rig rig, String... said) {
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    for (String part : said) {
      assertTrue(rig.err().contains(part), () -> "expected '" + part + "' in " + rig);
    }
  }
}
