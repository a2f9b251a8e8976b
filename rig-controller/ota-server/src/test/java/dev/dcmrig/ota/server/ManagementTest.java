// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management API; each exchange is judged by its OpenAPI file. */
class ManagementTest {
  private static final Path FILE =
      Path.of(System.getProperty("rig.root")).resolve("hil-configs/openapi/ota.yaml");

  @TempDir static Path folder;
  private static OpenApiInteractionValidator validator;
  private static ServerFixture fixture;

  @BeforeAll
  static void open() throws IOException {
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(Files.readString(FILE)).build();
    fixture = new ServerFixture(folder);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static HttpResponse<byte[]> send(String method, String path, String body) {
    boolean upload = path.contains("/artifacts");
    HttpRequest request =
        HttpRequest.newBuilder(fixture.uri("/rest/v1/" + path))
            .header("Authorization", "Bearer " + ServerFixture.MANAGEMENT)
            .header("Content-Type", upload ? "application/octet-stream" : "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return fixture.send(request);
  }

  private static SimpleRequest request(String method, String path, String body) {
    String[] parts = ("/rest/v1/" + path).split("\\?", 2);
    SimpleRequest.Builder builder =
        new SimpleRequest.Builder(method, parts[0])
            .withHeader("Authorization", "Bearer token")
            .withContentType(
                path.contains("/artifacts") ? "application/octet-stream" : "application/json");
    if (parts.length > 1) {
      for (String pair : parts[1].split("&")) {
        builder.withQueryParam(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return body.isEmpty() ? builder.build() : builder.withBody(body).build();
  }

  private static void judge(String method, String path, HttpResponse<byte[]> response) {
    SimpleResponse.Builder answer = new SimpleResponse.Builder(response.statusCode());
    if (response.body().length > 0) {
      answer
          .withContentType(response.headers().firstValue("Content-Type").orElse(""))
          .withBody(new String(response.body(), StandardCharsets.UTF_8));
    }
    ValidationReport report =
        validator.validateResponse(
            ("/rest/v1/" + path).split("\\?", 2)[0],
            Request.Method.valueOf(method),
            answer.build());
    assertFalse(report.hasErrors(), () -> method + " " + path + "\n" + report);
  }

  private static JsonNode ask(int status, String method, String path, String body) {
    ValidationReport report = validator.validateRequest(request(method, path, body));
    assertFalse(report.hasErrors(), () -> method + " " + path + " " + body + "\n" + report);
    HttpResponse<byte[]> response = send(method, path, body);
    String said = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.statusCode(), () -> method + " " + path + " " + said);
    judge(method, path, response);
    return response.body().length == 0
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : ServerFixture.json(response);
  }

  @Test
  void aCampaignIsLedFromItsUploadToItsEnd() {
    JsonNode module =
        ask(201, "POST", "softwaremodules", "{\"name\":\"m\",\"version\":\"1\",\"type\":\"os\"}");
    long id = module.path("id").asLong();
    JsonNode artifact =
        ask(201, "POST", "softwaremodules/" + id + "/artifacts?filename=a.bin", "abc");
    assertEquals("900150983cd24fb0d6963f7d28e17f72", artifact.at("/hashes/md5").asText());
    ask(201, "POST", "softwaremodules/" + id + "/artifacts?filename=targets.json", "{}");
    assertEquals(2, ask(200, "GET", "softwaremodules/" + id, "").path("artifacts").size());
    ask(200, "GET", "softwaremodules", "");
    long set =
        ask(
                201,
                "POST",
                "distributionsets",
                "{\"name\":\"s\",\"version\":\"1\",\"modules\":[" + id + "]}")
            .path("id")
            .asLong();
    ask(200, "GET", "distributionsets/" + set, "");
    ask(200, "GET", "distributionsets?offset=0&limit=1", "");

    String token =
        ask(201, "POST", "targets", "{\"controllerId\":\"M1\"}").path("securityToken").asText();
    ask(201, "POST", "targets", "{\"controllerId\":\"M2\",\"name\":\"n\",\"securityToken\":\"t\"}");
    ServerFixture.Device device = fixture.new Device("M1", "TargetToken " + token);
    device.send("PUT", device.base() + "/configData", "{\"data\":{\"hw\":\"A\"}}");
    assertEquals("A", ask(200, "GET", "targets/M1", "").at("/attributes/hw").asText());
    ask(200, "GET", "targets/M1/attributes", "");
    ask(204, "POST", "targets/M1/attributes", "");
    assertFalse(device.link("configData").isEmpty());
    assertEquals(1, ask(200, "GET", "targets?q=attribute.hw==A", "").path("total").asInt());

    JsonNode action =
        ask(
            200,
            "POST",
            "targets/M1/assignedDS",
            "{\"id\":" + set + ",\"policy\":{\"kind\":\"SOFT\",\"silentAfterSeconds\":60}}");
    String actions = "targets/M1/actions";
    ask(200, "GET", actions, "");
    device.send("GET", device.link("deploymentBase"), "");
    assertEquals(
        "CANCELLING",
        ask(200, "DELETE", actions + "/" + action.path("id").asText(), "").path("state").asText());
    assertEquals(
        "CANCELLED",
        ask(200, "DELETE", actions + "/" + action.path("id").asText() + "?force=true", "")
            .path("state")
            .asText());
    JsonNode past = ask(200, "GET", actions + "/" + action.path("id").asText(), "").path("history");
    assertEquals("FORCE_CANCEL", past.get(past.size() - 1).path("event").asText());

    String plan =
        "{\"name\":\"r\",\"set\":%d,\"filter\":\"controllerId==M*\",\"takesLate\":true,\"waves\":["
            + "{\"sharePercent\":50,\"errorPercent\":50},{\"sharePercent\":100,\"successPercent\":0}],"
            + "\"policy\":{\"retries\":{\"most\":1,\"backOffSeconds\":5},"
            + "\"window\":{\"fromMinute\":0,\"minutes\":1440}}}";
    String rollout =
        "rollouts/" + ask(201, "POST", "rollouts", plan.formatted(set)).path("id").asText();
    ask(200, "GET", "rollouts", "");
    ask(200, "POST", rollout + "/start", "");
    ask(200, "POST", rollout + "/pause", "");
    ask(200, "POST", rollout + "/resume", "");
    device.update("success");
    JsonNode now = ask(200, "GET", rollout, "");
    assertEquals("ENDED", now.at("/waves/0/state").asText());
    assertEquals(1, now.at("/waves/1/active").asInt());
    ask(200, "POST", rollout + "/close", "");
    ask(200, "POST", rollout + "/retry", "");
    assertEquals("CANCELLED", ask(200, "POST", rollout + "/cancel", "").path("state").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | nothing | '' | 404",
        "GET | rollouts/99 | '' | 404",
        "GET | targets/nobody | '' | 404",
        "PUT | rollouts | {} | 405",
        "POST | rollouts | {} | 400",
        "POST | rollouts | [] | 400",
        "POST | rollouts | {\"name\":\"x\",\"set\":1,\"waves\":[]} | 400",
        "POST | rollouts | {\"name\":\"x\",\"set\":99,\"waves\":[{\"sharePercent\":100}]} | 404",
        "POST | rollouts | {\"name\":\"x\",\"set\":1,\"waves\":[{\"sharePercent\":101}]} | 400",
        "POST | rollouts | {\"name\":\"x\",\"set\":1,\"waves\":[{\"sharePercent\":9}],\"more\":1} |"
            + " 400",
        "POST | rollouts |"
            + " {\"name\":\"x\",\"set\":1,\"filter\":\"a=b\",\"waves\":[{\"sharePercent\":9}]} |"
            + " 400",
        "POST | rollouts |"
            + " {\"name\":\"x\",\"set\":1,\"startAt\":\"soon\",\"waves\":[{\"sharePercent\":9}]} |"
            + " 400",
        "POST | rollouts/1/explode | {} | 404",
        "GET | targets?q=nofield==1 | '' | 400",
        "GET | targets?q=assignedSet==x | '' | 400",
        "GET | targets?limit=501 | '' | 400",
        "GET | targets?offset=-1 | '' | 400",
        "POST | targets | {\"controllerId\":\"\"} | 400",
        "POST | targets | {\"controllerId\":\"a\\u0000\"} | 400",
        "POST | targets/nobody/assignedDS | {\"id\":1} | 404",
        "POST | softwaremodules/99/artifacts?filename=a | x | 404",
        "POST | softwaremodules/99/artifacts?filename=..%2Fa | x | 400",
        "POST | softwaremodules/99/artifacts | x | 400",
        "POST | distributionsets | {\"name\":\"x\",\"version\":\"1\",\"modules\":[]} | 400",
        "POST | distributionsets | {\"name\":\"x\",\"version\":\"1\",\"modules\":[999]} | 404",
      })
  void whatCannotBeIsRefusedWithAReason(String method, String path, String body, int expected) {
    HttpResponse<byte[]> response = send(method, path, body);
    assertEquals(expected, response.statusCode());
    assertFalse(ServerFixture.json(response).path("message").asText().isBlank());
  }

  @Test
  void anUploadThatIsNotWhatItShouldBeIsNotKept() throws IOException {
    long id = fixture.core.software().createModule("sum", "1", "os", "");
    String path = "softwaremodules/" + id + "/artifacts?filename=a.bin&sha256=" + "0".repeat(64);
    assertEquals(400, send("POST", path, "abcd").statusCode());
    assertTrue(fixture.core.software().module(id).artifacts().isEmpty());
    try (var files = Files.walk(folder)) {
      assertFalse(
          files.anyMatch(
              file ->
                  file.getFileName()
                      .toString()
                      .equals("88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589")));
    }
  }

  @Test
  void whatHasBeenAssignedNeverChanges() {
    long set = fixture.set("fixed", new byte[] {1});
    long module = fixture.core.software().set(set).modules().get(0).id();
    fixture.device("FIXED");
    fixture.core.actions().assign("FIXED", set, dev.dcmrig.ota.model.UpdatePolicy.FORCED);
    assertEquals(
        409, send("POST", "softwaremodules/" + module + "/artifacts?filename=b", "x").statusCode());
  }

  @ParameterizedTest
  @CsvSource({"''", "Bearer wrong", "Bearer", "GatewayToken gateway-secret", "management-secret"})
  void withoutTheTokenNothingIsSaid(String authorization) {
    for (String path : new String[] {"targets", "softwaremodules/1/artifacts?filename=a"}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(fixture.uri("/rest/v1/" + path))
              .POST(BodyPublishers.ofString("{}"));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      var refused = fixture.send(request.build());
      assertEquals(401, refused.statusCode(), path);
      assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElse(""), path);
    }
  }
}
