// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.OrderTricks.Topic;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.NoRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The emulated DCM's end of the contract: everything that it sends to the service is what the
 * OpenAPI file says. The service's end is held to the same file by ServiceContractTest.
 */
class DcmMessagesTest {
  private static final String REPORT = "VP-2026-000123";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenApiInteractionValidator validator = validator();

  private static OpenApiInteractionValidator validator() {
    try {
      String text =
          Files.readString(RigHome.find().configs().resolve("openapi").resolve("telematics.yaml"));
      return OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int ask(Bench bench, Role role, String path, Object body) throws IOException {
    ServiceApi api = bench.backend().api();
    return api.request(role, "POST", path, JSON.writeValueAsString(body)).status();
  }

  private static void journey(Bench bench) throws IOException {
    String vin = bench.dut().vin();
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(70));
    bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
    bench.time().advance(Duration.ofSeconds(20));
    bench.centre().hangUp(bench.dut().vin());
    bench.time().advance(Duration.ofSeconds(10));
    String commands = "/v1/vehicles/" + vin + "/commands";
    assertEquals(202, ask(bench, Role.OWNER_APP, commands, new Action("lock")));
    bench.time().advance(Duration.ofSeconds(10));
    assertEquals(202, ask(bench, Role.OWNER_APP, commands, new Action("locate")));
    bench.time().advance(Duration.ofSeconds(10));
    bench.backend().orders().send(vin, Topic.ORDERS, Trick.FORGED);
    bench.time().advance(Duration.ofSeconds(10));
    Role centre = Role.STOLEN_VEHICLE_CENTRE;
    assertEquals(201, ask(bench, centre, "/v1/tracking-requests", new Theft(REPORT, vin)));
    bench.time().advance(Duration.ofMinutes(3));
    assertEquals(200, ask(bench, centre, "/v1/tracking-requests/TR-1/end", new End("requester")));
    bench.time().advance(Duration.ofMinutes(1));
  }

  private record Action(String action) {}

  private record Theft(String policeReport, String vin) {}

  private record End(String requestedBy) {}

  private void judge(HttpExchange exchange) {
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(exchange.method(), exchange.path())
            .withHeader(EdgeHeaders.EDGE_TOKEN, "token");
    if (!exchange.key().isEmpty()) {
      request.withHeader("Idempotency-Key", exchange.key());
    }
    if (!exchange.requestBody().isEmpty()) {
      request.withContentType("application/json").withBody(exchange.requestBody());
    }
    ValidationReport report = validator.validateRequest(request.build());
    assertFalse(report.hasErrors(), () -> exchange + "\n" + report);
    // 410: a report was on its way when tracking ended.
    boolean late = exchange.status() == 410 && exchange.path().endsWith("/positions");
    assertTrue(late || Set.of(200, 204).contains(exchange.status()), exchange::toString);
  }

  @Test
  void everyMessageOfTheDcmIsWhatTheFileSays() throws IOException {
    try (OneBench benches = new OneBench(Set.of());
        Bench bench = benches.open("messages", 7, NoRecorder.INSTANCE)) {
      journey(bench);
      Set<String> seen = new TreeSet<>();
      for (HttpExchange exchange : bench.radioLink().http()) {
        judge(exchange);
        seen.add(exchange.path().substring(exchange.path().lastIndexOf('/') + 1));
      }
      assertEquals(
          Set.of(
              "configuration",
              "telemetry",
              "emergency-events",
              "tracking-order",
              "positions",
              "order-acknowledgements",
              "command-results",
              "security-events"),
          seen,
          "all kinds of messages were sent");
    }
  }
}
