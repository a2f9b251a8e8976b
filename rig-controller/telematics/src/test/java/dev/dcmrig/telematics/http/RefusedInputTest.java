// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.ServiceUnderTest.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody may send is refused, by the service as by its OpenAPI file. */
class RefusedInputTest extends ContractTest {
  @Test
  void whatCouldBreakALanguageBehindItIsRefusedAndChangesNothing() throws Exception {
    List<String> hostile =
        List.of(
            "' OR '1'='1",
            "VP-2026-000123'; DROP TABLE requests; --",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "VP-2026-000123 ",
            "VP-2026-000123%0a",
            "\uFF36P-2026-000123",
            "VP-2026-\u0660\u0660\u0660123",
            "a".repeat(256));
    String vin = "\"vin\":\"" + ServiceUnderTest.VIN + "\"";
    for (String text : hostile) {
      refused(
          422,
          "police-report-invalid",
          Role.STOLEN_VEHICLE_CENTRE,
          "POST",
          "/v1/tracking-requests",
          "{\"policeReport\":\"" + text + "\"," + vin + "}");
      refused(
          422,
          "vehicle-unknown",
          Role.STOLEN_VEHICLE_CENTRE,
          "POST",
          "/v1/tracking-requests",
          "{\"policeReport\":\"VP-2026-000123\",\"registration\":\"" + text + "\"}");
    }
    for (String escaped : List.of("VP-2026-000123\\n", "VP-2026-000123\\u0000", "\\r\\nBcc: x")) {
      Reply reply =
          service.ask(
              Role.STOLEN_VEHICLE_CENTRE,
              "POST",
              "/v1/tracking-requests",
              "{\"policeReport\":\"" + escaped + "\"," + vin + "}");
      assertEquals("400 field-invalid", reply.status() + " " + reply.reason());
    }
    Reply mail =
        service.ask(
            Role.DEALER,
            "PUT",
            VEHICLE + "ownership",
            "{\"owner\":\"x\",\"email\":\"a@b\\r\\nBcc: c@d\"}");
    assertEquals("400 field-invalid", mail.status() + " " + mail.reason());
    assertEquals(
        "{\"status\":\"none\"}",
        ask(Role.OWNER_APP, "GET", VEHICLE + "tracking-status", "").body());
  }

  @Test
  void addressesThatNoMailServerTakesAreRefused() throws Exception {
    String ownership = VEHICLE + "ownership";
    String atHost = "@owners.dcmrig.example";
    for (String email :
        List.of(
            "a@x..y",
            "a@.x",
            "a@x.",
            "a@-x",
            ".a" + atHost,
            "a." + atHost,
            "a..b" + atHost,
            "a".repeat(65) + atHost,
            "a@" + "x".repeat(64),
            "a@" + "x.".repeat(64) + "xy")) {
      bothRefuse(
          Role.DEALER,
          "PUT",
          ownership,
          "{\"owner\":\"x\",\"email\":\"" + email + "\"}",
          "field-invalid");
    }
    for (String owner : List.of("a..b", ".a", "a.", "a".repeat(65))) {
      bothRefuse(Role.DEALER, "PUT", ownership, "{\"owner\":\"" + owner + "\"}", "field-invalid");
    }
    for (String email :
        List.of(
            "a.b+c_d-e" + atHost,
            "a".repeat(64) + atHost,
            "a@localhost",
            "a@" + "x.".repeat(63) + "xy")) {
      expect(204, Role.DEALER, "PUT", ownership, "{\"owner\":\"a.b\",\"email\":\"" + email + "\"}");
    }
    refused(422, "owner-missing", Role.DEALER, "PUT", ownership, "{\"owner\":\"\"}");
  }

  private static String positionReport(String time, String latitude, String longitude) {
    return String.format(
        "{\"order\":\"TR-1\",\"sequence\":1,%s,\"batteryVolts\":12.6,\"position\":{\"latitude\":%s,"
            + "\"longitude\":%s,\"fixTime\":\"%s\",\"fresh\":true}}",
        TIME, latitude, longitude, time);
  }

  @Test
  void aPositionThatIsNotOnEarthAndATimeThatNeverIsAreRefused() throws Exception {
    String time = "2026-06-01T08:00:00Z";
    String positions = VEHICLE + "positions";
    for (String[] wrong :
        new String[][] {
          {time, "999", "0"},
          {time, "90.000001", "0"},
          {time, "-90.1", "0"},
          {time, "0", "180.1"},
          {time, "0", "-181"},
          {"2026-13-45T99:99:99Z", "0", "0"},
          {"2026-02-29T08:00:00Z", "0", "0"},
          {"2026-06-01T24:00:00Z", "0", "0"},
          {"2026-06-01T08:00:00", "0", "0"},
        }) {
      bothRefuse(
          Role.DCM,
          "POST",
          positions,
          positionReport(wrong[0], wrong[1], wrong[2]),
          "field-invalid");
    }
    bothRefuse(
        Role.DCM,
        "POST",
        VEHICLE + "security-events",
        "{\"kind\":\"order-forged\",\"timestamp\":\"2026-13-45T99:99:99Z\"}",
        "field-invalid");
    ask(
        Role.STOLEN_VEHICLE_CENTRE,
        "POST",
        "/v1/tracking-requests",
        "{\"policeReport\":\"VP-2026-000123\",\"vin\":\"" + ServiceUnderTest.VIN + "\"}");
    for (String[] right :
        new String[][] {
          {time, "-90", "180"},
          {time, "90.0", "-180"},
          {"2028-02-29T23:59:59.123456789Z", "0", "1e1"}
        }) {
      expect(204, Role.DCM, "POST", positions, positionReport(right[0], right[1], right[2]));
    }
  }

  @Test
  void bodiesThatAreNoJsonObjectAreRefused() throws Exception {
    String deep = "{\"policeReport\":" + "[".repeat(32) + "]".repeat(32) + "}";
    for (String body :
        List.of(
            "[]",
            "1",
            "\"x\"",
            "null",
            "{",
            "{}{}",
            "{\"vin\":\"1\",\"vin\":\"2\"}",
            "{'vin':1}",
            "\u0000",
            deep)) {
      Reply reply = service.ask(Role.STOLEN_VEHICLE_CENTRE, "POST", "/v1/tracking-requests", body);
      assertEquals("400 body-is-no-json-object", reply.status() + " " + reply.reason(), body);
    }
  }

  @Test
  void unknownPathsAndMethodsAreRefused() throws Exception {
    assertEquals(404, service.ask(Role.DEALER, "GET", "/v1/nothing", "").status());
    assertEquals(405, service.ask(Role.DEALER, "DELETE", VEHICLE + "delivery", "").status());
    assertEquals(404, service.ask(Role.POLICE, "GET", "/v1/tracking-requests/TR-9", "").status());
  }
}
