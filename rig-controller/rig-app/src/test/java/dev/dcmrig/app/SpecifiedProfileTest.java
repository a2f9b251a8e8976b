// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits come from the specified profile: a DCM whose numbers differ from it fails by the right
 * requirement, and another maker's numbers on both sides pass.
 */
class SpecifiedProfileTest {
  /** Numbers of another maker, none of which is that of {@code tps}. */
  private static final Map<String, String> OTHER_MAKER =
      Map.of(
          "holdTime: 500 ms", "holdTime: 800 ms",
          "attempts: 3 ", "attempts: 2 ",
          "gap: 30 s ", "gap: 40 s ",
          "gap: 120 s ", "gap: 90 s ",
          "impactThreshold: 20 ", "impactThreshold: 25 ",
          "phase: 500 ms", "phase: 400 ms",
          "firstRetry: 5 s", "firstRetry: 8 s",
          "tries: 3 ", "tries: 2 ",
          "interval: 60 s            # SVT-13", "interval: 45 s            # SVT-13",
          "lowBelow: 11.5", "lowBelow: 11.8");

  @TempDir Path folder;
  private final RigHome real = RigHome.find();
  private Path root = Path.of("");

  /** A rig's folder of its own, with profiles of its own. */
  @BeforeEach
  void lay() throws IOException {
    root = Files.createDirectory(folder.resolve("rig"));
    Files.createSymbolicLink(root.resolve("features"), real.features());
    Path configs = Files.createDirectory(root.resolve("hil-configs"));
    try (Stream<Path> entries = Files.list(real.configs())) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (!name.equals("dcm-profiles") && !name.equals("benches")) {
          Files.createSymbolicLink(configs.resolve(name), entry);
        }
      }
    }
    Files.createDirectory(configs.resolve("benches"));
    Files.createDirectory(configs.resolve("dcm-profiles"));
    Files.writeString(profile("tps"), tps());
    System.setProperty(RigHome.PROPERTY, root.toString());
  }

  @AfterEach
  void goHome() {
    System.setProperty(RigHome.PROPERTY, real.root().toString());
  }

  private String tps() throws IOException {
    return Files.readString(real.configs().resolve("dcm-profiles/tps.yaml"));
  }

  private Path profile(String name) {
    return root.resolve("hil-configs/dcm-profiles/" + name + ".yaml");
  }

  /** A profile that differs from {@code tps} in one line of a section. */
  private void changed(String section, String line) throws IOException {
    String key = line.substring(0, line.indexOf(':'));
    Matcher found =
        Pattern.compile("(?ms)(^" + section + ":.*?^  )" + key + ":[^\n#]*").matcher(tps());
    assertTrue(found.find(), () -> section + "." + key);
    Files.writeString(
        profile("dut"), found.replaceFirst(Matcher.quoteReplacement(found.group(1) + line + " ")));
  }

  private Rig run(String specification, String tags, String... features) throws IOException {
    String bench =
        Files.readString(real.benches().resolve("emulated.yaml"))
            .replace("dcm-profiles/tps.yaml", "dcm-profiles/dut.yaml");
    Path file = root.resolve("hil-configs/benches/mine.yaml");
    Files.writeString(file, bench + "\nspecification: dcm-profiles/" + specification + ".yaml\n");
    List<String> arguments =
        new ArrayList<>(List.of("run", "--bench=" + file, "--seed=7", "--order=feature"));
    arguments.add("--out=" + folder.resolve("run"));
    arguments.add("--tags=" + tags);
    arguments.addAll(List.of(features));
    return Rig.run(arguments.toArray(String[]::new));
  }

  private String place(String feature) {
    return real.features().resolve(feature).toString();
  }

  private String requirements() throws IOException {
    return Files.readString(folder.resolve("run/requirements.json"));
  }

  /** The verdict of one requirement. */
  private String verdict(String id) throws IOException {
    Matcher found =
        Pattern.compile(
                "\"id\" ?: ?\"" + id + "\"(?:(?!\"id\" ?:).)*?\"verdict\" ?: ?\"(\\w+)\"",
                Pattern.DOTALL)
            .matcher(requirements());
    assertTrue(found.find(), () -> id + " is not in requirements.json");
    return found.group(1);
  }

  /** A gap is held against ± 500 ms, which the step declares. */
  @ParameterizedTest
  @CsvSource({
    "gap: 29 s, 29.000 s, false",
    "gap: 30.4 s, 30.400 s, true",
    "gap: 31 s, 31.000 s, false"
  })
  void aGapThatDiffersFailsItsRequirement(String line, String seen, boolean passes)
      throws IOException {
    changed("sos", line);
    Rig rig = run("tps", "@SOS-04 and @SOS-15");
    assertEquals(passes ? ExitCode.PASSED : ExitCode.FAILED, rig.code(), rig::toString);
    if (!passes) {
      String said =
          "gap between two attempts, after number 1: " + seen + ", limit 30.000 s ± 0.500 s";
      assertTrue(rig.out().contains(said + " (profile sos.gap)"), rig::toString);
      assertEquals("failed", verdict("SOS-15"));
    }
  }

  @Test
  void anotherCallTargetFailsTheCall() throws IOException {
    changed("call", "target: \"sip:+61800555999@assist.dcmrig.example;user=phone\"");
    Rig rig =
        run(
            "tps",
            "@SOS-01",
            place("sos"),
            "--name=A press with the ignition on places a voice call");
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertTrue(rig.out().contains("(profile call.mode, call.target)"), rig::toString);
    assertTrue(rig.out().contains("sip:+61800555999@"), rig::toString);
    assertEquals("failed", verdict("SOS-01"));
  }

  @Test
  void oneTryInsteadOfThreeFailsTheRetries() throws IOException {
    changed("telematics", "tries: 1");
    Rig rig =
        run("tps", "@NET-02", place("network/retries.feature"), "--name=Telemetry is given up.*");
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertTrue(
        rig.out()
            .contains(
                "fewest tries of one message that was given up: 1, limit at least 3"
                    + " (profile telematics.tries)"),
        rig::toString);
    assertEquals("failed", verdict("NET-02"));
  }

  /** Numbers of the exchange with the services, each measured by the scenario that is about it. */
  @ParameterizedTest
  @CsvSource({
    "sms, retry: 9 s, Without coverage the network of short messages.*, 9.000 s, sms.retry",
    "telematics, idleTimeout: 132 s, A connection that nothing needs.*, 132.040 s,"
        + " telematics.idleTimeout",
    "telematics, firstConfiguration: 500 ms, The configuration is asked for soon.*, 0.523 s,"
        + " telematics.firstConfiguration",
    "telematics, retryJitter: 0.0, Five tries.*status 503: the gaps grow.*, 0.0,"
        + " telematics.retryJitter"
  })
  void aNumberOfTheExchangeThatDiffersFails(
      String section, String line, String scenario, String seen, String key) throws IOException {
    changed(section, line);
    Rig rig = run("tps", "@NET-01 or @NET-02", place("network"), "--name=" + scenario);
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertTrue(rig.out().contains(": " + seen), rig::toString);
    assertTrue(rig.out().contains("(profile " + key + ")"), rig::toString);
  }

  @Test
  void aPressIsJudgedOnBothSidesOfTheSpecifiedHoldTime() throws IOException {
    changed("sos", "holdTime: 400 ms");
    Rig early = run("tps", "@SOS-13 and not @realtime");
    assertEquals(ExitCode.FAILED, early.code(), early::toString);
    assertEquals("failed", verdict("SOS-13"));
  }

  @Test
  void anotherMakersNumbersOnBothSidesPass() throws IOException {
    String other = tps();
    for (Map.Entry<String, String> number : OTHER_MAKER.entrySet()) {
      assertTrue(other.contains(number.getKey()), number::getKey);
      other = other.replace(number.getKey(), number.getValue());
    }
    Files.writeString(profile("dut"), other);
    Rig rig =
        run(
            "dut",
            "@SOS-04 or @SOS-13 or @ACN-02 or @IND-01 or @IND-03 or @SVT-07",
            place("sos"),
            place("acn"),
            place("indicator"),
            place("svt"));
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
  }
}
