// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Digests hang on the bytes of a line: its keys have one order, and what is absent is left out. */
class EventLineTest {

  private static void written(String json, EventLine line) throws IOException {
    assertEquals(json, new ObjectMapper().writeValueAsString(line));
  }

  @Test
  void whatWasSeenAndReadIsWrittenInOneOrder() throws IOException {
    written(
        "{\"t\":5,\"type\":\"observation\",\"source\":\"DCM\",\"kind\":\"call.ended\","
            + "\"details\":{\"a\":\"1\",\"b\":\"2\"}}",
        new EventLine.Observation(
            5, Subject.DCM, "call.ended", new TreeMap<>(Map.of("b", "2", "a", "1"))));
    written(
        "{\"t\":6,\"type\":\"reading\",\"instrument\":\"supply\",\"quantity\":\"current\","
            + "\"value\":0.0,\"unit\":\"A\"}",
        new EventLine.Reading(6, "supply", "current", 0.0, "A"));
  }

  @Test
  void aStepThatPassedHasNoVerdictBesideItsStatus() throws IOException {
    written(
        "{\"t\":7,\"type\":\"step\",\"keyword\":\"Then\",\"text\":\"x\",\"status\":\"passed\"}",
        EventLine.Step.of(7, "Then", "x", StepVerdict.PASSED));
    written(
        "{\"t\":8,\"type\":\"step\",\"keyword\":\"Then\",\"text\":\"x\",\"status\":\"failed\","
            + "\"verdict\":\"FAILED\",\"subject\":\"DCM\",\"requirements\":[\"SOS-04\"],"
            + "\"reason\":\"late\"}",
        EventLine.Step.of(
            8,
            "Then",
            "x",
            new StepVerdict(Verdict.FAILED, Subject.DCM, List.of("SOS-04"), "late")));
  }

  @Test
  void theReasonOfAnErrorStandsBesideTheEvidenceOnly() throws IOException {
    written(
        "{\"t\":9,\"type\":\"step\",\"keyword\":\"When\",\"text\":\"x\",\"status\":\"failed\","
            + "\"verdict\":\"ERROR\",\"subject\":\"\",\"requirements\":[],\"reason\":\"\"}",
        EventLine.Step.of(
            9, "When", "x", new StepVerdict(Verdict.ERROR, null, List.of(), "port 40123 is gone")));
  }
}
