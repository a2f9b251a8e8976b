// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came from the DCM and was not used, told from the evidence. */
class NotUsedTest {
  private static final String DCM = "10.64.0.2:49153";
  private static final String CENTRE = "198.51.100.10:5060";
  private static final String SERVICE = "198.51.100.20:443";

  @TempDir Path folder;
  private long nanos;

  private void up(ScenarioEvidence to, Protocol how, String partner, Delivery came, String text) {
    nanos += 1_000_000_000L;
    to.network(nanos, how, DCM, partner, came, text.getBytes(StandardCharsets.UTF_8));
  }

  private void down(ScenarioEvidence to, Protocol how, String partner, String text) {
    nanos += 1_000_000_000L;
    to.network(nanos, how, partner, DCM, Delivery.DELIVERED, text.getBytes(StandardCharsets.UTF_8));
  }

  private void played(ScenarioEvidence it) {
    up(it, Protocol.CONNECTION, CENTRE, Delivery.DROPPED, "tcp");
    up(it, Protocol.SIP, CENTRE, Delivery.DELIVERED, "INVITE sip:x SIP/2.0\r\nCall-ID: a\r\n\r\n");
    down(it, Protocol.SIP, CENTRE, "SIP/2.0 180 Ringing\r\nCall-ID: a\r\n\r\n");
    down(it, Protocol.SIP, CENTRE, "SIP/2.0 486 Busy Here\r\nCall-ID: a\r\n\r\n");
    for (int time = 0; time < 2; time++) {
      up(it, Protocol.HTTP, SERVICE, Delivery.DELIVERED, "POST /v1/t HTTP/1.1\r\n\r\n");
      down(it, Protocol.HTTP, SERVICE, "HTTP/1.1 503 Service Unavailable\r\n\r\n");
    }
    up(it, Protocol.HTTP, SERVICE, Delivery.DELIVERED, "POST /v1/t HTTP/1.1\r\n\r\n");
    down(it, Protocol.HTTP, SERVICE, "HTTP/1.1 204 No Content\r\n\r\n");
    it.observation(
        nanos, Subject.DCM, "noted", Map.of("reason", "msd-missing", "what", "INVITE without"));
    it.observation(nanos, Subject.DCM, "call.arrived", Map.of("number", "1"));
    it.observation(nanos, Subject.SERVICE, "noted", Map.of("what", "somebody else's"));
  }

  private Path run() throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("run"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM)));
      run.plan(List.of(ReportRuns.planned("sos/a", 3, "One")));
      try (ScenarioEvidence scenario = run.scenario("sos/a:3", ReportRuns.EPOCH)) {
        played(scenario);
        scenario.conclude(nanos, Verdict.PASSED, null, List.of(), "", true);
      }
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path;
  }

  @Test
  void eachThingStandsWithItsReasonAndHowOften() throws IOException {
    List<String> told = new ArrayList<>();
    for (JsonNode item : new ObjectMapper().readTree(run().resolve("not-used.json").toFile())) {
      told.add(
          String.join(
              " | ",
              item.path("seconds").asText(),
              item.path("protocol").asText(),
              item.path("what").asText(),
              item.path("why").asText(),
              item.path("times").asText()));
    }
    assertEquals(
        List.of(
            "1.0 | CONNECTION | tcp | the radio link dropped it | 1",
            "2.0 | SIP | INVITE sip:x SIP/2.0 | answered 486 Busy Here | 1",
            "5.0 | HTTP | POST /v1/t HTTP/1.1 | answered 503 Service Unavailable | 2",
            "10.0 | noted | reason msd-missing, what INVITE without"
                + " | taken down as wrong: msd-missing | 1"),
        told);
  }

  @Test
  void verifyMakesItAnew() throws IOException {
    Path run = run();
    assertEquals(List.of(), ReportWriter.differences(run));
    Path log = run.resolve("not-used.json");
    Files.writeString(log, Files.readString(log).replace("486 Busy Here", "487 Cancelled"));
    assertTrue(
        ReportWriter.differences(run).toString().contains("not-used.json is not what"),
        "an edited reason");
  }
}
