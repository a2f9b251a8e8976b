// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's spans, taken by a small collector on loopback. */
class OtlpEndpointTest {

  @TempDir Path folder;
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer collector;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          seen.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Key"));
          taken.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + collector.getAddress().getPort();
  }

  @Test
  void aRunIsATraceOfItsScenariosAndTheirSteps() {
    Rig rig =
        Rig.run(
            "run",
            "indicator/indicator.feature:8",
            "--otlp",
            address(),
            "--out",
            folder.resolve("run").toString());
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(List.of("POST /v1/traces application/json null"), seen);
    JsonNode scoped = taken.get(0).path("resourceSpans").get(0).path("scopeSpans").get(0);
    Map<String, JsonNode> byName = new HashMap<>();
    scoped.path("spans").forEach(span -> byName.put(span.path("name").asText(), span));
    assertEquals(5, byName.size(), byName::toString);
    JsonNode run = byName.get("run run");
    JsonNode scenario = byName.get("Ignition on: red and green alternate, then solid green");
    JsonNode step = byName.get("When the ignition is turned to ON");
    assertTrue(run.path("parentSpanId").isMissingNode(), run::toString);
    assertEquals(run.path("spanId"), scenario.path("parentSpanId"));
    assertEquals(scenario.path("spanId"), step.path("parentSpanId"));
    assertTrue(step.path("spanId").asText().matches("[0-9a-f]{16}"), step::toString);
    assertTrue(step.path("traceId").asText().matches("[0-9a-f]{32}"), step::toString);
    assertEquals(1, step.path("status").path("code").asInt());
    long began = scenario.path("startTimeUnixNano").asLong();
    long ended = scenario.path("endTimeUnixNano").asLong();
    assertTrue(began >= run.path("startTimeUnixNano").asLong() && ended > began);
    assertEquals(began, step.path("startTimeUnixNano").asLong());
    assertTrue(step.path("endTimeUnixNano").asLong() <= ended, step::toString);
  }

  @Test
  void whatTheCollectorRefusesIsSaidAndNothingElse() {
    status = 503;
    OtlpEndpoint endpoint =
        OtlpEndpoint.of(
                null,
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    address() + "/",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "x-key=secret, x-other=1"))
            .orElseThrow();
    String said = endpoint.send(List.of("{}".getBytes(), "{}".getBytes())).orElseThrow();
    assertTrue(said.contains("answered with status 503"), said);
    assertEquals(List.of("POST /v1/traces application/json secret"), seen);
    collector.stop(0);
    assertTrue(endpoint.send(List.of(new byte[0])).orElseThrow().contains("can't be reached"));
  }

  @Test
  void anAddressIsAskedForOnlyWhereOneIsNamed() {
    assertTrue(OtlpEndpoint.of(null, Map.of()).isEmpty());
    assertEquals(
        "http://c:1/mine",
        OtlpEndpoint.of(null, Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c:1/mine"))
            .orElseThrow()
            .traces()
            .toString());
    for (String wrong : List.of("collector", "ftp://x", "http://", "http://a b")) {
      assertTrue(
          assertThrows(ConfigurationException.class, () -> OtlpEndpoint.of(wrong, Map.of()))
              .getMessage()
              .contains("--otlp"),
          wrong);
    }
  }
}
