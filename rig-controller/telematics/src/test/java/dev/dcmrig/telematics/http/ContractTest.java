// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.telematics.http.ServiceUnderTest.Reply;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A service on a real port; each exchange with it is judged by its OpenAPI file. */
abstract class ContractTest {
  static final String VEHICLE = "/v1/vehicles/" + ServiceUnderTest.VIN + "/";
  static final String TIME = "\"timestamp\":\"2026-06-01T08:00:00Z\"";

  static OpenApiInteractionValidator validator;
  static OpenAPI file;

  final ServiceUnderTest service = new ServiceUnderTest();

  @BeforeAll
  static void read() throws IOException {
    String text = Files.readString(ServiceUnderTest.OPENAPI);
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    file = new OpenAPIV3Parser().readContents(text).getOpenAPI();
  }

  @AfterEach
  void close() {
    service.close();
  }

  static SimpleRequest judged(@Nullable Role role, String method, String path, String json) {
    SimpleRequest.Builder builder =
        new SimpleRequest.Builder(method, path).withContentType("application/json");
    if (role == Role.DCM) {
      builder.withHeader(EdgeHeaders.EDGE_TOKEN, "token");
    } else if (role != null) {
      builder.withHeader("Authorization", "Bearer token");
    }
    return json.isEmpty() ? builder.build() : builder.withBody(json).build();
  }

  static void judge(String method, String path, Reply reply) {
    SimpleResponse.Builder response = new SimpleResponse.Builder(reply.status());
    if (!reply.body().isEmpty()) {
      response
          .withContentType(reply.response().headers().firstValue("Content-Type").orElse(""))
          .withBody(reply.body());
    }
    ValidationReport report =
        validator.validateResponse(path, Request.Method.valueOf(method), response.build());
    assertFalse(
        report.hasErrors(),
        () -> method + " " + path + " " + reply.status() + " " + reply.body() + "\n" + report);
  }

  Reply ask(Role role, String method, String path, String json)
      throws IOException, InterruptedException {
    ValidationReport report = validator.validateRequest(judged(role, method, path, json));
    assertFalse(report.hasErrors(), () -> method + " " + path + " " + json + "\n" + report);
    Reply reply = service.ask(role, method, path, json);
    judge(method, path, reply);
    return reply;
  }

  void expect(int status, Role role, String method, String path, String json)
      throws IOException, InterruptedException {
    Reply reply = ask(role, method, path, json);
    assertEquals(status, reply.status(), () -> method + " " + path + " " + reply.body());
  }

  void refused(int status, String reason, Role role, String method, String path, String json)
      throws IOException, InterruptedException {
    Reply reply = ask(role, method, path, json);
    assertEquals(status + " " + reason, reply.status() + " " + reply.reason());
  }

  void bothRefuse(Role role, String method, String path, String json, String reason)
      throws Exception {
    Reply reply = service.ask(role, method, path, json);
    assertEquals("400 " + reason, reply.status() + " " + reply.reason(), path + " " + json);
    judge(method, path, reply);
    assertTrue(
        validator.validateRequest(judged(role, method, path, json)).hasErrors(),
        () -> "the file lets this through: " + method + " " + path + " " + json);
  }
}
