// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Features and a bench file in a rig's folder of somebody else. */
class OtherFeaturesTest {

  private static final String READY =
      "    Given a car with the ignition on and a DCM that is ready\n";

  private static final String DARK = "    Then the indicator is solid green within 1 s\n";

  private static final String EMPTY =
      """
      Feature: placeholder
        @OTA-01
        Scenario: to be written
          # Given a car with the ignition on and a DCM that is ready
      """;

  private static final String SHOWS_NOTHING = "it shows nothing: no 'Then' of it looks";

  /** Scenarios of the suite that end soon. */
  private static final String QUICK = "@IND-02 or @SOS-08";

  @TempDir Path folder;
  private final RigHome real = RigHome.find();
  private Path root;

  @BeforeEach
  void lay() throws IOException {
    root = folder.resolve("rig");
    copy(real.configs(), root.resolve("hil-configs"));
    Files.copy(real.root().resolve("pom.xml"), root.resolve("pom.xml"));
    System.setProperty(RigHome.PROPERTY, root.toString());
  }

  @AfterEach
  void goHome() {
    System.setProperty(RigHome.PROPERTY, real.root().toString());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isRegularFile(file)) {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  private void feature(String name, String text) throws IOException {
    Path file = root.resolve("features/mine").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Rig run(String out, String... more) throws IOException {
    Path bench = folder.resolve("mine.yaml");
    String reference = Files.readString(root.resolve("hil-configs/benches/emulated.yaml"));
    Files.writeString(bench, reference.replaceAll("(?m)^features:.*", "features: [mine]"));
    return Rig.run(
        Stream.concat(
                Stream.of("run", "--bench=" + bench, "--out=" + folder.resolve(out)),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void aScenarioThatJudgesNothingVerifiesNothing() throws IOException {
    feature("empty.feature", EMPTY);
    feature("given.feature", "Feature: g\n  @OTA-02\n  Scenario: only a given\n" + READY);
    Rig rig = run("out");
    assertEquals(ExitCode.BENCH_BROKE, rig.code(), rig::toString);
    // Beside each scenario, and at the end.
    assertEquals(4, rig.out().split(SHOWS_NOTHING, -1).length - 1, rig::toString);
    String requirements = Files.readString(folder.resolve("out/requirements.json"));
    assertFalse(requirements.contains("\"passed\""), requirements);
    assertTrue(
        Files.readString(folder.resolve("out/report.html")).contains("it shows nothing"), "report");
    assertTrue(
        Files.readString(folder.resolve("out/junit.xml")).contains("it shows nothing"), "junit");
    Rig verify = Rig.run("verify", folder.resolve("out").toString());
    assertEquals(ExitCode.PASSED, verify.code(), verify::toString);
  }

  @Test
  void anIdThatNoCatalogueHasIsNoRequirementThatWasShown() throws IOException {
    feature(
        "typo.feature",
        "Feature: t\n  @IND-01 @SOS-99 @SOS-98\n  Scenario: misspelt\n" + READY + DARK);
    Rig rig = run("out");
    String note = "no catalogue has @SOS-98, @SOS-99: scenarios with such a tag show nothing of it";
    assertTrue((rig.out() + rig.err()).contains(note), rig::toString);
    assertTrue(Files.readString(folder.resolve("out/run.json")).contains(note), "run.json");
    Rig verify = Rig.run("verify", folder.resolve("out").toString());
    assertEquals(ExitCode.PASSED, verify.code(), verify::toString);
  }

  private Path ownBench(String more) throws IOException {
    Path bench = folder.resolve("benches/own.yaml");
    Files.createDirectories(bench.resolveSibling("my-suite"));
    Files.writeString(
        bench.resolveSibling("my-suite/n.feature"),
        "Feature: n\n  @NGT-01\n  Scenario: of my own\n" + READY + DARK);
    String reference = Files.readString(root.resolve("hil-configs/benches/emulated.yaml"));
    Files.writeString(
        bench, reference.replaceAll("(?m)^features:.*", "features: [./my-suite]\n" + more));
    return bench;
  }

  private static String requirement(String id) {
    return "requirements:\n  - id: %s\n    title: Mine\n    statement: It is lit.\n    source: D\n"
            .formatted(id)
        + "    subject: dcm\n    verifiedBy: my-suite\n";
  }

  @Test
  void aCatalogueOfOnesOwnLiesBesideTheBenchFile() throws IOException {
    Path bench = ownBench("catalogues: [./mine.yaml]\n");
    Path mine = bench.resolveSibling("mine.yaml");
    Rig absent = Rig.run("check", bench.toString());
    assertTrue(
        absent.err().contains("names ./mine.yaml, and there is no such file"), absent::toString);
    Files.writeString(mine, requirement("SOS-04"));
    Rig twice = Rig.run("check", bench.toString());
    assertTrue(twice.err().contains("mine.yaml:2"), twice::toString);
    assertTrue(
        twice.err().contains("SOS-04 is in a catalogue before this one, too"), twice::toString);
    Files.writeString(mine, requirement("NGT-02"));
    Rig unknown = Rig.run("check", bench.toString());
    assertTrue(unknown.err().contains("NGT-01"), unknown::toString);
    Files.writeString(mine, requirement("NGT-01"));
    Rig good = Rig.run("check", bench.toString());
    assertEquals(ExitCode.PASSED, good.code(), good::toString);
    Path out = folder.resolve("out");
    Rig run = Rig.run("run", "--bench=" + bench, "--out=" + out);
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    assertTrue(Files.readString(out.resolve("requirements.json")).contains("NGT-01"));
    Rig verify = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verify.code(), verify::toString);
    Path copy = out.resolve("inputs/requirements/1/mine.yaml");
    assertEquals(requirement("NGT-01"), Files.readString(copy));
  }

  @Test
  void aTagWithParenthesesIsFoundAsTagExpressionsWriteIt() throws IOException {
    feature("tag.feature", "Feature: t\n  @a(b)\n  Scenario: tagged\n" + READY);
    feature("empty.feature", EMPTY);
    Rig rig = run("out", "--tags", "@a\\(b\\)");
    assertTrue(rig.out().contains("1 scenarios"), rig::toString);
    assertTrue(rig.out().contains("tagged"), rig::toString);
  }

  @Test
  void aNameNeitherDrivesTheTerminalNorBecomesMarkup() throws IOException {
    String name = "</script><b>x</b> & \u202Eback\u202C \u001B[31mred\u001B[0m \u2066y\u2069";
    feature("n.feature", "Feature: " + name + "\n  @IND-02\n  Scenario: " + name + "\n");
    Rig rig = run("out");
    assertFalse(rig.out().matches("(?s).*[\u202A-\u202E\u2066-\u2069\u001B].*"), rig::toString);
    String report = Files.readString(folder.resolve("out/report.html"));
    assertFalse(report.contains("<b>x</b>"), "markup in report.html");
    assertFalse(report.contains("</script><b"), "a script's end in report.html");
    assertFalse(report.matches("(?s).*[\u202A-\u202E\u2066-\u2069\u001B].*"), "marks in report");
    String junit = Files.readString(folder.resolve("out/junit.xml"));
    assertFalse(junit.contains("<b>") || junit.contains("\u001B"), junit);
    Rig verify = Rig.run("verify", folder.resolve("out").toString());
    assertEquals(ExitCode.PASSED, verify.code(), verify::toString);
  }

  @Test
  void aCommentOnTopOfEveryFeatureFileChangesNoSeedDigestOrJunitName() throws IOException {
    Path mine = root.resolve("features/mine");
    for (String part : List.of("indicator", "sos")) {
      copy(real.features().resolve(part), mine.resolve(part));
    }
    Rig before = run("before", "--seed=7", "--tags", QUICK);
    try (Stream<Path> all = Files.walk(mine)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "# somebody's note\n" + Files.readString(file));
      }
    }
    Rig after = run("after", "--seed=7", "--tags", QUICK);
    assertEquals(ExitCode.PASSED, before.code(), before::toString);
    assertEquals(ExitCode.PASSED, after.code(), after::toString);
    assertEquals(before.digest(), after.digest());
    assertEquals(names("before"), names("after"));
    assertTrue(names("before").size() > 2, () -> names("before").toString());
    assertEquals(of("before", "id"), of("after", "id"));
    assertEquals(of("before", "seed"), of("after", "seed"));
    assertEquals(of("before", "folder"), of("after", "folder"));
  }

  private List<String> names(String out) {
    try (Stream<String> lines = Files.lines(folder.resolve(out).resolve("junit.xml"))) {
      return lines
          .filter(line -> line.contains("<testcase "))
          .map(line -> line.replaceAll(" time=\"[^\"]*\".*", ""))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> of(String out, String field) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve(out).resolve("plan.json").toFile())
        .findValuesAsText(field);
  }
}
