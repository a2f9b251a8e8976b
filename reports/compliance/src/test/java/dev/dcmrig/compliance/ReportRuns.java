// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Synthetic runs for tests of the report; nothing random. */
final class ReportRuns {
  private ReportRuns() {}

  static RunOptions options(String name) {
    return new RunOptions(
        name,
        "test",
        "rig run",
        7,
        "emulated",
        "DUT",
        true,
        "",
        "random",
        List.of(),
        1,
        List.of(new RunOptions.Channel("vehicle", "dbc/car.dbc")),
        true,
        List.of());
  }

  static Path run(Path folder, Verdict verdict, String name) throws IOException {
    Path path = folder.resolve(verdict.word());
    try (RunFolder run = RunFolder.create(path, options("run"))) {
      run.inputs(List.of(new InputFile("dbc/car.dbc", FrameWordsTest.dbc(folder))));
      run.requirements(
          List.of(
              new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM),
              new Requirement("SVT-01", "Tracking", "Not here.", "CS", Subject.SERVICE)));
      run.plan(List.of(planned("sos/a", 3, "First, passed"), planned("sos/a", 9, name)));
      play(run.scenario("sos/a:3", EPOCH), null);
      play(
          run.scenario("sos/a:9", EPOCH),
          verdict == Verdict.FAILED ? "expected one call, saw none (at 4 s)" : null);
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  static final Instant EPOCH = Instant.parse("2026-06-01T08:00:00Z");

  static void play(ScenarioEvidence scenario, String failure) {
    for (int n = 0; n < 200; n++) {
      scenario.frame(
          n * 20_000_000L, 0, Frame.classic(0x50, (byte) n, (byte) (n < 100 ? 0x10 : 0x50)));
    }
    scenario.reading(4_000_000_000L, "led.green", "brightness", 1, "1");
    scenario.reading(4_000_000_000L, "supply", "voltage", 12.6, "V");
    scenario.reading(4_050_000_000L, "supply", "voltage", 9.4, "V");
    scenario.network(
        4_100_000_000L,
        Protocol.SIP,
        "10.64.0.2:49153",
        "198.51.100.10:5060",
        Delivery.DELIVERED,
        "INVITE sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    scenario.observation(4_200_000_000L, Subject.DCM, "call.arrived", Map.of("number", "1"));
    measure(scenario, failure == null);
    scenario.step(
        4_300_000_000L,
        "Then",
        "a call is connected",
        failure == null
            ? StepVerdict.PASSED
            : new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), failure));
    scenario.conclude(
        4_400_000_000L,
        failure == null ? Verdict.PASSED : Verdict.FAILED,
        failure == null ? null : Subject.DCM,
        List.of(),
        failure == null ? "" : failure,
        true);
    scenario.close();
  }

  /** Three scenarios of a fault matrix, with every kind of line that the network has. */
  static Path matrix(Path folder) throws IOException {
    Path path = folder.resolve("matrix");
    try (RunFolder run = RunFolder.create(path, options("matrix"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM)));
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(3, "SOS call", "no coverage", null));
      cells.add(new Cell(9, "SOS call", "certificate of another name", "no call came (at 4 s)"));
      cells.add(new Cell(15, "tracking order that was forged", "no coverage", null));
      for (int column = 0; column < 6; column++) {
        cells.add(new Cell(20 + column, "position", "service answers 50" + column, null));
      }
      run.plan(cells.stream().map(Cell::planned).toList());
      cells.forEach(cell -> play(run, cell));
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  record Cell(int line, String row, String column, @Nullable String failure) {
    PlannedScenario planned() {
      return ReportRuns.planned("faults/a", line, row + " with " + column);
    }
  }

  /** Has nowhere to break by itself. */
  private static final String LONG_PATH =
      "POST /DEFAULT/controller/v1/DCMR0REF000000001/deploymentBase/1234567890/feedback, no answer";

  /** One measurement of each kind; a failed scenario has one attempt too many. */
  private static void measure(ScenarioEvidence scenario, boolean passed) {
    LimitSource key = LimitSource.profile("sos.gap");
    List<EvidenceItem> attempts = new ArrayList<>();
    for (int number = 0; number < (passed ? 3 : 4); number++) {
      attempts.add(new EvidenceItem("attempt", 1_000_000_000L * (number + 1), "INVITE"));
    }
    List<Measurement> all =
        List.of(
            Measurement.number(
                "call attempts", Unit.ONE, attempts.size(), Limit.exactly(3, key), attempts),
            Measurement.number(
                "gap between two attempts, after number 1",
                Unit.SECOND,
                0.96,
                Limit.nominal(1, 0.5, key),
                attempts.subList(0, 2)),
            Measurement.number(
                "how far the position is off",
                Unit.METRE,
                12.5,
                Limit.atMost(150, 0, LimitSource.requirement("SOS-02")),
                List.of(new EvidenceItem("sip", 4_100_000_000L, "MSD 1"))),
            Measurement.number(
                "lit phase",
                Unit.SECOND,
                0.5,
                Limit.nominal(0.5, 0.05, LimitSource.step("0.5 s")),
                List.of(new EvidenceItem("lamp", 4_000_000_000L, "green 100 %"))),
            Measurement.number(
                "battery at which it stops",
                Unit.VOLT,
                9.4,
                Limit.between(9, 10, 0, LimitSource.profile("svt.flat")),
                List.of(new EvidenceItem("reading", 4_000_000_000L, "9.4 V"))),
            Measurement.missing(
                "time to a connected call",
                Unit.SECOND,
                "none in 4.000 s",
                Limit.atMost(30, 5, LimitSource.profile("call.answerTimeout")),
                List.of(new EvidenceItem("http", 4_200_000_000L, LONG_PATH))),
            Measurement.word(
                "the agent hears the occupant",
                "heard",
                Limit.is("heard", LimitSource.step("6 s")),
                List.of(new EvidenceItem("call", 4_100_000_000L, "RTP"))));
    for (Measurement each : all) {
      if (passed && each.value() == null && each.unit() == Unit.SECOND) {
        continue;
      }
      scenario.measurement(
          4_250_000_000L,
          Subject.DCM,
          List.of("SOS-01"),
          DecisionRule.SIMPLE_ACCEPTANCE.decide(each, each.unit() == Unit.SECOND ? 0.02 : 0));
    }
  }

  static PlannedScenario planned(String file, int line, String name) {
    return new PlannedScenario(
        file + ":" + line, file + ".feature:" + line, name, List.of("@SOS-01"), List.of("SOS-01"));
  }

  static void play(RunFolder run, Cell cell) {
    ScenarioEvidence scenario = run.scenario("faults/a:" + cell.line(), EPOCH);
    scenario.observation(
        1_000_000L, Subject.DCM, "matrix.cell", Map.of("row", cell.row(), "column", cell.column()));
    say(scenario, Protocol.CONNECTION, "198.51.100.30:8883", "tls TLSv1.3 mqtt.dcmrig.example");
    say(scenario, Protocol.CONNECTION, "198.51.100.20:443", "tls failed certificate_unknown");
    say(scenario, Protocol.HTTP, "198.51.100.20:443", "POST /v1/positions HTTP/1.1\r\n\r\n");
    say(scenario, Protocol.SMS, "198.51.100.40:2775", "sms +61400000000 wake up\n");
    String topic = "dcmrig/v1/vehicles/V/orders";
    String payload = "e30.eyJpZCI6IlRSLTEifQ.****";
    say(
        scenario,
        Protocol.MQTT,
        "198.51.100.30:8883",
        "0"
            + (char) (2 + topic.length() + payload.length())
            + "\0"
            + (char) topic.length()
            + topic
            + payload);
    play(scenario, cell.failure());
  }

  static void say(ScenarioEvidence scenario, Protocol protocol, String to, String text) {
    scenario.network(
        2_000_000L,
        protocol,
        "10.64.0.2:49153",
        to,
        Delivery.DELIVERED,
        text.getBytes(StandardCharsets.UTF_8));
  }
}
