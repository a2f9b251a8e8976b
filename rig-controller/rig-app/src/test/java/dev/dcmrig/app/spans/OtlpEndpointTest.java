// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.compliance.Spans;
import dev.dcmrig.compliance.Spans.Trace;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's spans, taken by a small collector on loopback. */
class OtlpEndpointTest {

  @TempDir Path folder;
  private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
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
          taken.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
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
    assertEquals(List.of("POST /v1/traces application/x-protobuf null"), seen);
    ResourceSpans ofRun = taken.get(0).getResourceSpans(0);
    Map<String, String> resource = new HashMap<>();
    ofRun
        .getResource()
        .getAttributesList()
        .forEach(each -> resource.put(each.getKey(), each.getValue().getStringValue()));
    assertEquals("dcm-rig", resource.get("service.name"));
    Map<String, Span> byName = new HashMap<>();
    ofRun.getScopeSpans(0).getSpansList().forEach(span -> byName.put(span.getName(), span));
    assertEquals(5, byName.size(), byName::toString);
    Span run = byName.get("run run");
    Span scenario = byName.get("Ignition on: red and green alternate, then solid green");
    Span step = byName.get("When the ignition is turned to ON");
    assertTrue(run.getParentSpanId().isEmpty(), run::toString);
    assertEquals(run.getSpanId(), scenario.getParentSpanId());
    assertEquals(scenario.getSpanId(), step.getParentSpanId());
    assertEquals(run.getTraceId(), step.getTraceId());
    assertEquals(Status.StatusCode.STATUS_CODE_OK, step.getStatus().getCode());
    long began = scenario.getStartTimeUnixNano();
    long ended = scenario.getEndTimeUnixNano();
    assertTrue(began >= run.getStartTimeUnixNano() && ended > began);
    assertTrue(step.getStartTimeUnixNano() >= began, step::toString);
    assertTrue(step.getEndTimeUnixNano() > step.getStartTimeUnixNano(), step::toString);
    assertTrue(step.getEndTimeUnixNano() <= ended, step::toString);
  }

  private static Trace trace(int spans) {
    List<Spans.Span> made = new ArrayList<>();
    for (int number = 1; number <= spans; number++) {
      String id = String.format("%016x", number);
      String parent = number == 1 ? "" : String.format("%016x", 1);
      made.add(new Spans.Span(id, parent, "n" + number, 5, 7, Map.of("l", 3L), false, "why"));
    }
    return new Trace("0123456789abcdef0123456789abcdef", "1.2.3", made);
  }

  @Test
  void manySpansGoInSeveralMessagesAndKeepTheirIds() {
    OtlpEndpoint endpoint = OtlpEndpoint.of(address(), Map.of()).orElseThrow();
    assertEquals(Optional.empty(), SpanExport.send(endpoint, trace(501)));
    assertEquals(2, taken.size());
    Span last = taken.get(1).getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertEquals("00000000000001f5", HexFormat.of().formatHex(last.getSpanId().toByteArray()));
    assertEquals(
        "0123456789abcdef0123456789abcdef",
        HexFormat.of().formatHex(last.getTraceId().toByteArray()));
    assertEquals("why", last.getStatus().getMessage());
    assertEquals(3, last.getAttributes(0).getValue().getIntValue());
    assertEquals(5, last.getStartTimeUnixNano());
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
    String said = SpanExport.send(endpoint, trace(501)).orElseThrow();
    assertTrue(said.contains("answered with status 503"), said);
    assertEquals(List.of("POST /v1/traces application/x-protobuf secret"), seen);
    collector.stop(0);
    String gone = SpanExport.send(endpoint, trace(1)).orElseThrow();
    assertTrue(gone.contains("can't be reached"), gone);
  }

  @Test
  void aHeaderThatHttpDoesNotAllowIsSaid() {
    OtlpEndpoint endpoint = new OtlpEndpoint(URI.create(address()), Map.of("a b", "c"));
    String said = SpanExport.send(endpoint, trace(1)).orElseThrow();
    assertTrue(said.contains("OTEL_EXPORTER_OTLP_HEADERS"), said);
    assertEquals(List.of(), seen);
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
