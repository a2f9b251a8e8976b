// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.telematics.http.Routes.Route;
import dev.dcmrig.telematics.http.ServiceUnderTest.Reply;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The service against its OpenAPI file; each exchange is judged by a validator of that format. */
class ServiceContractTest extends ContractTest {
  private static String example(String template) {
    return template
        .replace("{vin}", ServiceUnderTest.VIN)
        .replace("{id}", "TR-1")
        .replace("{owner}", "owner-001")
        .replace("{product}", "remote");
  }

  @Test
  void theServiceAndItsFileHaveTheSameEndpointsAndRoles() {
    TreeSet<String> ofService = new TreeSet<>();
    for (Route route : service.routes.all()) {
      ofService.add(
          route.method() + " " + route.template() + " " + new TreeSet<>(names(route.roles())));
    }
    TreeSet<String> ofFile = new TreeSet<>();
    file.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            ofFile.add(method + " " + path + " " + roles(operation))));
    assertEquals(ofFile, ofService);
    assertEquals(34, ofFile.size());
  }

  private static List<String> names(Iterable<Role> roles) {
    List<String> names = new ArrayList<>();
    roles.forEach(role -> names.add(role.name()));
    return names;
  }

  private static TreeSet<String> roles(Operation operation) {
    TreeSet<String> roles = new TreeSet<>();
    for (Object role : (List<?>) operation.getExtensions().get("x-roles")) {
      roles.add(role.toString());
    }
    return roles;
  }

  @Test
  void everyEndpointRefusesEveryWrongRoleAndStrangers() throws Exception {
    int tries = 0;
    for (Route route : service.routes.all()) {
      String path = example(route.template());
      for (Role role : Role.values()) {
        if (!route.roles().contains(role)) {
          Reply reply = service.ask(role, route.method(), path, "");
          judge(route.method(), path, reply);
          assertEquals(
              "403 role-not-allowed", reply.status() + " " + reply.reason(), role + " " + path);
          tries++;
        }
      }
      for (String credentials : List.of("", "Bearer ", "Bearer wrong", "Basic wrong")) {
        Reply reply =
            service.send(
                (credentials.isEmpty()
                        ? service.request(null, path)
                        : service.request(null, path).header("Authorization", credentials))
                    .method(route.method(), HttpRequest.BodyPublishers.noBody()));
        judge(route.method(), path, reply);
        assertEquals("401 not-authenticated", reply.status() + " " + reply.reason(), path);
      }
    }
    assertTrue(tries > 34 * 4, "so many wrong roles: " + tries);
  }

  @Test
  void aDcmIsNeverTakenForAnotherAndNeverWithoutTheEdgesToken() throws Exception {
    String another = "/v1/vehicles/" + ServiceUnderTest.OTHER_VIN + "/configuration";
    assertEquals(403, service.ask(Role.DCM, "GET", another, "").status());
    Reply forged =
        service.send(
            service
                .request(null, VEHICLE + "configuration")
                .header(EdgeHeaders.EDGE_TOKEN, "guessed")
                .header(EdgeHeaders.DCM_VIN, ServiceUnderTest.VIN));
    assertEquals("403 header-of-the-link", forged.status() + " " + forged.reason());
    assertEquals(200, service.ask(Role.DCM, "GET", VEHICLE + "configuration", "").status());
  }

  @Test
  void anAppThatNamesItsOwnerIsHeldToIt() throws Exception {
    String token = "Bearer " + service.server.tokens().bearer(Role.OWNER_APP, "owner-002");
    for (String path :
        List.of(VEHICLE + "location", VEHICLE + "subscriptions", "/v1/owners/owner-001/vehicles")) {
      Reply reply = service.send(service.request(null, path).header("Authorization", token));
      judge("GET", path, reply);
      assertEquals("403 not-the-owner", reply.status() + " " + reply.reason(), path);
    }
    String own = "/v1/owners/owner-002/vehicles";
    assertEquals(
        200, service.send(service.request(null, own).header("Authorization", token)).status());
    String police = "Bearer " + service.server.tokens().bearer(Role.POLICE) + ".owner-001";
    assertEquals(
        401,
        service
            .send(service.request(null, VEHICLE + "location").header("Authorization", police))
            .status());
  }

  /** A field's value of a type that no field of this API has. */
  private static final String WRONG_TYPE = "[[]]";

  @Test
  void unknownFieldsAndWrongTypesAreRefusedWhereverTheFileSaysSo() throws Exception {
    int fields = 0;
    for (Map.Entry<String, PathItem> entry : file.getPaths().entrySet()) {
      for (Map.Entry<PathItem.HttpMethod, Operation> operation :
          entry.getValue().readOperationsMap().entrySet()) {
        if (operation.getValue().getRequestBody() == null) {
          continue;
        }
        String path = example(entry.getKey());
        String method = operation.getKey().name();
        Role role = Role.valueOf(roles(operation.getValue()).first());
        bothRefuse(role, method, path, "{\"unexpected\":1}", "field-unknown");
        String name =
            operation
                .getValue()
                .getRequestBody()
                .getContent()
                .get("application/json")
                .getSchema()
                .get$ref();
        Schema<?> schema =
            file.getComponents().getSchemas().get(name.substring(name.lastIndexOf('/') + 1));
        if (schema.getProperties() != null) {
          for (String field : schema.getProperties().keySet()) {
            String body = "{\"" + field + "\":" + WRONG_TYPE + "}";
            bothRefuse(role, method, path, body, "field-of-wrong-type");
            fields++;
          }
        }
      }
    }
    assertTrue(fields > 40, "so many fields: " + fields);
  }

  @Test
  void aTheftFromTheReportToTheReactivation() throws Exception {
    String requests = "/v1/tracking-requests";
    Role centre = Role.STOLEN_VEHICLE_CENTRE;
    String vin = "\"vin\":\"" + ServiceUnderTest.VIN + "\"";
    expect(200, Role.OWNER_APP, "GET", VEHICLE + "tracking-status", "");
    expect(202, Role.OWNER_APP, "POST", VEHICLE + "commands", "{\"action\":\"locate\"}");
    String position =
        "{\"latitude\":-37.8183,\"longitude\":144.9671,\"fixTime\":\"2026-06-01T08:00:00Z\",\"fresh\":true}";
    expect(
        204,
        Role.DCM,
        "POST",
        VEHICLE + "command-results",
        "{\"command\":\"C-1\",\"action\":\"locate\",\"result\":\"done\","
            + TIME
            + ",\"position\":"
            + position
            + "}");
    expect(200, Role.OWNER_APP, "GET", VEHICLE + "commands/C-1", "");
    expect(200, Role.OWNER_APP, "GET", VEHICLE + "location", "");
    expect(
        201,
        centre,
        "POST",
        requests,
        "{\"policeReport\":\"VP-2026-000123\"," + vin + ",\"requestedBy\":\"owner\"}");
    refused(
        409,
        "already-active",
        centre,
        "POST",
        requests,
        "{\"policeReport\":\"VP-2026-000123\"," + vin + "}");
    expect(200, Role.DCM, "GET", VEHICLE + "tracking-order", "");
    expect(
        204,
        Role.DCM,
        "POST",
        VEHICLE + "order-acknowledgements",
        "{\"order\":\"TR-1\",\"action\":\"start\",\"result\":\"accepted\"," + TIME + "}");
    for (String where : List.of(position, "null")) {
      expect(
          204,
          Role.DCM,
          "POST",
          VEHICLE + "positions",
          "{\"order\":\"TR-1\",\"sequence\":1,"
              + TIME
              + ",\"batteryVolts\":12.6,\"position\":"
              + where
              + "}");
    }
    expect(200, Role.POLICE, "GET", requests + "/TR-1/positions", "");
    refused(409, "tracking-active", Role.OWNER_APP, "GET", VEHICLE + "location", "");
    expect(200, Role.DCM, "GET", VEHICLE + "configuration", "");
    refused(
        403,
        "not-entitled-to-end",
        Role.POLICE,
        "POST",
        requests + "/TR-1/end",
        "{\"requestedBy\":\"owner\"}");
    expect(200, Role.POLICE, "POST", requests + "/TR-1/end", "{\"requestedBy\":\"police\"}");
    refused(
        409,
        "already-ended",
        Role.POLICE,
        "POST",
        requests + "/TR-1/end",
        "{\"requestedBy\":\"police\"}");
    expect(200, centre, "GET", requests + "/TR-1", "");
    refused(410, "request-ended", centre, "GET", requests + "/TR-1/positions", "");
    Reply status = ask(Role.OWNER_APP, "GET", VEHICLE + "tracking-status", "");
    assertEquals("{\"status\":\"end-requested-by-police\"}", status.body());
    refused(
        409,
        "features-disabled",
        Role.OWNER_APP,
        "POST",
        VEHICLE + "commands",
        "{\"action\":\"lock\"}");
    refused(
        409,
        "step-out-of-order",
        Role.OWNER_APP,
        "POST",
        VEHICLE + "reactivation",
        "{\"step\":\"accept-terms\"}");
    for (String step : List.of("reactivate", "confirm-identity", "accept-terms")) {
      expect(200, Role.OWNER_APP, "POST", VEHICLE + "reactivation", "{\"step\":\"" + step + "\"}");
    }
    expect(202, Role.OWNER_APP, "POST", VEHICLE + "commands", "{\"action\":\"lock\"}");
    service.pass(Duration.ofSeconds(1));
    assertEquals(4, service.published.size());
  }

  private static JsonNode claims(String jws) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jws.split("\\.")[1]));
  }

  @Test
  void aDcmThatAsksGetsTheSameOrderAndNeverAnExpiredOne() throws Exception {
    ask(Role.OWNER_APP, "POST", VEHICLE + "commands", "{\"action\":\"lock\"}");
    ask(
        Role.STOLEN_VEHICLE_CENTRE,
        "POST",
        "/v1/tracking-requests",
        "{\"policeReport\":\"VP-2026-000123\",\"vin\":\"" + ServiceUnderTest.VIN + "\"}");
    service.pass(Duration.ofHours(30));
    String published = service.published.get(1);
    var sent = claims(published.substring(published.lastIndexOf(' ') + 1));
    for (int time = 0; time < 2; time++) {
      Reply reply = ask(Role.DCM, "GET", VEHICLE + "tracking-order", "");
      var again = claims(reply.json().path("order").asText());
      assertEquals(sent.path("id"), again.path("id"));
      assertEquals(2, again.path("sequence").asInt());
      assertEquals(sent.path("sequence"), again.path("sequence"));
      assertEquals("2026-06-02T14:00:00Z", again.path("issued").asText());
    }
  }

  @Test
  void whatElseADcmSays() throws Exception {
    expect(
        204,
        Role.DCM,
        "POST",
        VEHICLE + "telemetry",
        "{\"sequence\":1," + TIME + ",\"speedKmh\":0.0,\"batteryVolts\":12.60}");
    expect(
        204,
        Role.DCM,
        "POST",
        VEHICLE + "emergency-events",
        "{\"incident\":1,\"kind\":\"sos\",\"state\":\"triggered\",\"attempt\":1," + TIME + "}");
    expect(
        204,
        Role.DCM,
        "POST",
        VEHICLE + "security-events",
        "{\"kind\":\"order-forged\"," + TIME + "}");
  }

  @Test
  void theShopAndTheOffice() throws Exception {
    Role app = Role.OWNER_APP;
    String owner = "/v1/owners/owner-001/";
    expect(
        204,
        Role.DEALER,
        "PUT",
        VEHICLE + "delivery",
        "{\"firstDelivery\":\"2026-03-01\",\"package\":\"essential\",\"dcm\":\"gen1\"}");
    refused(
        422,
        "package-unknown",
        Role.DEALER,
        "PUT",
        VEHICLE + "delivery",
        "{\"firstDelivery\":\"2026-03-01\",\"package\":\"gold\"}");
    expect(200, Role.CUSTOMER_ASSISTANCE, "GET", VEHICLE + "subscriptions", "");
    refused(
        422,
        "payment-method-missing",
        app,
        "POST",
        VEHICLE + "subscriptions",
        "{\"product\":\"remote\",\"kind\":\"paid\"}");
    expect(
        201,
        app,
        "POST",
        owner + "payment-methods",
        "{\"number\":\"4111111111111111\",\"expiry\":\"12/29\",\"holder\":\"A. Owner\"}");
    expect(
        200,
        app,
        "PUT",
        owner + "payment-methods/PM-1",
        "{\"number\":\"5555555555554444\",\"expiry\":\"12/29\",\"holder\":\"A. Owner\"}");
    Reply cards = ask(app, "GET", owner + "payment-methods", "");
    assertFalse(cards.body().contains("55555555"), cards::body);
    expect(
        201, app, "POST", VEHICLE + "subscriptions", "{\"product\":\"remote\",\"kind\":\"paid\"}");
    expect(
        204,
        Role.PAYMENT_PROVIDER,
        "POST",
        "/v1/payments/PAY-1/result",
        "{\"outcome\":\"approved\"}");
    expect(200, app, "GET", VEHICLE + "subscriptions", "");
    expect(204, app, "PUT", VEHICLE + "subscriptions/remote/auto-renewal", "{\"enabled\":false}");
    expect(200, app, "POST", VEHICLE + "subscriptions/remote/cancel", "");
    expect(200, app, "POST", VEHICLE + "subscriptions/remote/reactivate", "{}");
    expect(204, app, "PUT", owner + "notices", "{\"push\":false}");
    expect(204, app, "PUT", VEHICLE + "data-connectivity", "{\"dataConnectivity\":\"restricted\"}");
    expect(201, app, "POST", owner + "vehicles", "{\"vin\":\"" + ServiceUnderTest.VIN + "\"}");
    expect(200, app, "GET", owner + "vehicles", "");
    refused(
        403,
        "ownership-not-verified",
        app,
        "POST",
        owner + "vehicles",
        "{\"vin\":\"" + ServiceUnderTest.OTHER_VIN + "\"}");
    expect(204, Role.DEALER, "PUT", VEHICLE + "emergency-call", "{\"enabled\":false}");
    expect(
        204,
        Role.DEALER,
        "PUT",
        VEHICLE + "ownership",
        "{\"owner\":\"owner-2\",\"email\":\"two@owners.dcmrig.example\"}");
    expect(204, Role.CUSTOMER_ASSISTANCE, "PUT", VEHICLE + "subscriptions", "{\"active\":false}");
    refused(
        422, "subscription-inactive", app, "POST", VEHICLE + "commands", "{\"action\":\"lock\"}");
  }
}
