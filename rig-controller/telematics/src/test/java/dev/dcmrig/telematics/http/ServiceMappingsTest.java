// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.telematics.http.ServiceMappings.Problem;
import dev.dcmrig.telematics.http.ServiceMappings.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that answers in the service's place must not pass for a service. */
class ServiceMappingsTest {

  private static List<Problem> problems(Source... sources) {
    return ServiceMappings.read("mappings", List.of(sources)).problems();
  }

  private static String first(String text) {
    List<Problem> problems = problems(new Source("own.json", text));
    assertTrue(!problems.isEmpty(), "no problem: " + text);
    Problem problem = problems.get(0);
    assertTrue(!problem.remedy().isEmpty(), problem.toString());
    return problem.file() + ":" + problem.line() + " " + problem.what();
  }

  @Test
  void theShippedMappingsAreWell() {
    assertEquals(List.of(), ServiceMappings.read("mappings", ShippedMappings.sources()).problems());
  }

  @Test
  void whoAnswersEverythingWith204IsNoService() {
    assertEquals(
        "own.json:2 answers in place of the service",
        first(
            "{\"mappings\": [\n"
                + "{\"request\": {\"method\": \"ANY\"}, \"response\": {\"status\": 204}}]}"));
  }

  @Test
  void aSecondMappingCanNotStandBeforeTheService() {
    List<Source> all = new ArrayList<>(ShippedMappings.sources());
    all.add(
        new Source(
            "more.json",
            "{\"mappings\": [{\"priority\": 1, \"request\": {\"method\": \"POST\"},"
                + " \"response\": {\"status\": 204}}]}"));
    List<Problem> problems = ServiceMappings.read("mappings", all).problems();
    assertEquals(1, problems.size());
    assertEquals("more.json", problems.get(0).file());
  }

  @Test
  void withoutAServiceOrWithoutAFaultSomethingIsMissing() {
    List<Source> shipped = ShippedMappings.sources();
    assertEquals(
        List.of("no mapping hands every request to the service"),
        problems(shipped.get(0)).stream().map(Problem::what).toList());
    List<Problem> withoutFaults = problems(shipped.get(1));
    assertTrue(withoutFaults.size() >= 11, withoutFaults::toString);
    assertTrue(withoutFaults.get(0).what().contains("what the fault STATUS_400 looks like"));
    assertEquals(withoutFaults.size() + 1, problems().size());
  }

  @Test
  void whatIsNoFileOfMappingsIsSaidWithItsLine() {
    assertEquals("own.json:1 is empty or no JSON object", first(""));
    assertEquals("own.json:1 is empty or no JSON object", first("[]"));
    assertEquals("own.json:0 holds no mapping", first("{\"mappings\": []}"));
    assertEquals("own.json:0 holds no mapping", first("{}"));
    assertEquals("own.json:2 'request' is no list of mappings", first("{\n\"request\": {}}"));
    assertTrue(first("{\"mappings\": [\n{\"request\": }]}").startsWith("own.json:2 "));
    assertTrue(first("{\"mappings\": [\n").startsWith("own.json:2 "));
    assertEquals(
        "own.json:1 a mapping without request and response", first("{\"mappings\": [{}]}"));
    assertEquals("own.json:1 a mapping without request and response", first("{\"mappings\": [3]}"));
  }

  @Test
  void anAnswerThatTakesTimeOrComesFromElsewhereIsNotPlayed() {
    for (String key : List.of("proxyBaseUrl", "bodyFileName", "fixedDelayMilliseconds", "fault")) {
      assertEquals(
          "own.json:1 'response." + key + "' is not played",
          first("{\"mappings\": [{\"request\": {}, \"response\": {\"" + key + "\": \"x\"}}]}"));
    }
  }

  @Test
  void aFaultThatNobodyPlaysIsNamed() {
    assertEquals(
        "own.json:1 there is no fault 'STATUS_418' of an answer",
        first(
            "{\"mappings\": [{\"request\": {\"headers\": {\"X-Rig-Fault\": {\"equalTo\":"
                + " \"STATUS_418\"}}}, \"response\": {\"status\": 418}}]}"));
  }
}
