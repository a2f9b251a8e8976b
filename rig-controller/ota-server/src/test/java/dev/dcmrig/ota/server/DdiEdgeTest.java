// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** hawkBit's DDI API, as devices use it. */
class DdiEdgeTest {
  @TempDir static Path folder;
  private static ServerFixture fixture;
  private static long set;

  @BeforeAll
  static void open() {
    fixture = new ServerFixture(folder);
    set = fixture.set("1", "an image".getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static ServerFixture.Device device(TestInfo test) {
    return fixture.device(test.getTestMethod().orElseThrow().getName());
  }

  private static long assign(ServerFixture.Device device, UpdatePolicy policy) {
    return fixture.core.actions().assign(device.id, set, policy);
  }

  private static ActionState state(ServerFixture.Device device, long action) {
    return fixture.core.actions().of(device.id, action).state();
  }

  private static JsonNode deployment(ServerFixture.Device device) {
    return ServerFixture.json(device.send("GET", device.link("deploymentBase"), ""))
        .path("deployment");
  }

  @Test
  void aCancelIsAnsweredUnderTheActionsOwnNumberAlsoWhenItEndsWithZero(TestInfo test) {
    ServerFixture.Device device = device(test);
    int tens = 0;
    for (int count = 0; count < 12; count++) {
      long action = assign(device, UpdatePolicy.FORCED);
      device.send("GET", device.link("deploymentBase"), "");
      fixture
          .core
          .actions()
          .happened(device.id, action, ActionEvent.CANCEL, dev.dcmrig.ota.core.Report.NONE);
      String link = device.link("cancelAction");
      assertTrue(link.endsWith("/cancelAction/" + action), link);
      JsonNode wish = ServerFixture.json(device.send("GET", link, ""));
      assertEquals(Long.toString(action), wish.path("id").asText());
      assertEquals(Long.toString(action), wish.at("/cancelAction/stopId").asText());
      assertEquals(
          404, device.send("GET", device.base() + "/deploymentBase/" + action, "").statusCode());
      assertEquals(200, device.feedback(link, "closed", "success"));
      assertEquals(ActionState.CANCELLED, state(device, action));
      assertEquals("", device.link("cancelAction"));
      assertEquals(410, device.feedback(link, "closed", "success"));
      tens += action % 10 == 0 ? 1 : 0;
    }
    assertTrue(tens > 0, "one of twelve numbers ends with zero");
  }

  @Test
  void aCancelThatIsRejectedLetsTheActionGoOnWhereItWas(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action = assign(device, UpdatePolicy.FORCED);
    String link = device.link("deploymentBase");
    device.send("GET", link, "");
    device.feedback(link, "download", "none");
    fixture
        .core
        .actions()
        .happened(device.id, action, ActionEvent.CANCEL, dev.dcmrig.ota.core.Report.NONE);
    assertEquals(200, device.feedback(device.link("cancelAction"), "rejected", "none"));
    assertEquals(ActionState.DOWNLOADING, state(device, action));
    assertEquals(link, device.link("deploymentBase"));
  }

  @Test
  void theUserIsAskedBeforeAnythingIsOffered(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action = assign(device, UpdatePolicy.FORCED.withConsent());
    assertEquals("", device.link("deploymentBase"));
    String link = device.link("confirmationBase");
    assertTrue(link.endsWith("/confirmationBase/" + action));
    JsonNode question = ServerFixture.json(device.send("GET", link, ""));
    assertEquals(1, question.at("/confirmation/chunks").size());
    assertEquals(
        404, device.send("GET", device.base() + "/deploymentBase/" + action, "").statusCode());
    assertEquals(
        200,
        device
            .send(
                "POST", link + "/feedback", "{\"confirmation\":\"confirmed\",\"details\":[\"ok\"]}")
            .statusCode());
    assertFalse(device.link("deploymentBase").isEmpty());

    long second =
        fixture
            .core
            .actions()
            .assign(
                device.id, fixture.set("c2", new byte[] {2}), UpdatePolicy.FORCED.withConsent());
    link = device.link("confirmationBase");
    assertEquals(
        200, device.send("POST", link + "/feedback", "{\"confirmation\":\"denied\"}").statusCode());
    assertEquals(ActionState.DECLINED, state(device, second));
    assertEquals(
        410,
        device.send("POST", link + "/feedback", "{\"confirmation\":\"confirmed\"}").statusCode());
  }

  @Test
  void aUserMayAgreeToAllThatComes(TestInfo test) {
    ServerFixture.Device device = device(test);
    String base = device.base() + "/confirmationBase";
    assertEquals("", device.link("confirmationBase"));
    long waiting = assign(device, UpdatePolicy.FORCED.withConsent());
    JsonNode before = ServerFixture.json(device.send("GET", base, ""));
    assertFalse(before.at("/autoConfirm/active").asBoolean());
    String link = before.at("/_links/activateAutoConfirm/href").asText();
    assertEquals(200, device.send("POST", link, "{}").statusCode());
    assertEquals(ActionState.OFFERED, state(device, waiting));
    assertEquals(200, device.update("success"));
    assign(device, UpdatePolicy.FORCED.withConsent());
    assertFalse(device.link("deploymentBase").isEmpty());
    JsonNode after = ServerFixture.json(device.send("GET", base, ""));
    assertTrue(after.at("/autoConfirm/active").asBoolean());
    assertEquals(
        200,
        device
            .send("POST", after.at("/_links/deactivateAutoConfirm/href").asText(), "")
            .statusCode());
  }

  @Test
  void aDownloadOnlyActionIsDoneWhenItIsDownloaded(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action =
        assign(
            device, new UpdatePolicy(ActionKind.DOWNLOAD_ONLY, null, false, null, 0, Retries.NONE));
    JsonNode task = deployment(device);
    assertEquals(
        "forced skip", task.path("download").asText() + " " + task.path("update").asText());
    assertEquals(200, device.feedback(device.link("deploymentBase"), "downloaded", "none"));
    assertEquals(ActionState.FINISHED, state(device, action));
    assertEquals(null, fixture.core.targets().find(device.id).orElseThrow().installedSetId());
    assertEquals(
        404, device.send("GET", device.base() + "/installedBase/" + action, "").statusCode());
  }

  @Test
  void aTimeforcedActionIsSoftUntilItsInstant(TestInfo test) {
    ServerFixture.Device device = device(test);
    long at = fixture.core.now().plusSeconds(60).toEpochMilli();
    assign(device, new UpdatePolicy(ActionKind.TIMEFORCED, at, false, null, 0, Retries.NONE));
    assertEquals("attempt", deployment(device).path("update").asText());
    fixture.pass(Duration.ofMillis(59_999));
    assertEquals("attempt", deployment(device).path("update").asText());
    fixture.pass(Duration.ofMillis(1));
    assertEquals("forced", deployment(device).path("update").asText());
  }

  @Test
  void nothingIsInstalledOutsideOfItsWindow(TestInfo test) {
    ServerFixture.Device device = device(test);
    int minute =
        fixture.core.now().atZone(java.time.ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
    MaintenanceWindow window = new MaintenanceWindow(List.of(), (minute + 10) % 1440, 60, "Z");
    assign(device, new UpdatePolicy(ActionKind.SOFT, null, false, window, 0, Retries.NONE));
    JsonNode task = deployment(device);
    assertEquals("attempt", task.path("download").asText());
    assertEquals("skip", task.path("update").asText());
    assertEquals("unavailable", task.path("maintenanceWindow").asText());
    fixture.pass(Duration.ofMinutes(10));
    assertEquals("available", deployment(device).path("maintenanceWindow").asText());
    assertEquals("attempt", deployment(device).path("update").asText());
  }

  @Test
  void feedbackMayNameItsActionAsANumber(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action = assign(device, UpdatePolicy.FORCED);
    String link = device.link("deploymentBase");
    device.send("GET", link, "");
    String body =
        "{\"id\":%s,\"time\":\"20260601T080000\",\"status\":{\"result\":{\"finished\":\"none\","
            + "\"progress\":{\"cnt\":3,\"of\":5}},\"execution\":\"proceeding\",\"code\":7,"
            + "\"details\":[\"a\",\"b\"]}}";
    String path = link.replaceAll("\\?.*", "") + "/feedback";
    assertEquals(200, device.send("POST", path, body.formatted(action)).statusCode());
    assertEquals(200, device.send("POST", path, body.formatted("\"" + action + "\"")).statusCode());
    assertEquals(400, device.send("POST", path, body.formatted(action + 1)).statusCode());
    var last = fixture.core.actions().historyOf(action).get(2);
    assertEquals(List.of("a", "b"), last.details());
    assertEquals(3, last.done());
    assertEquals(5, last.ofAll());
    assertEquals(7, last.code());
  }

  @Test
  void aTargetMayReportThousandsOfTimesAndItsLastWordCounts(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action = assign(device, UpdatePolicy.FORCED);
    device.send("GET", device.link("deploymentBase"), "");
    for (int count = 0; count < 1_200; count++) {
      fixture
          .core
          .actions()
          .happened(
              device.id,
              action,
              ActionEvent.PROCEED,
              dev.dcmrig.ota.core.Report.of("step " + count));
    }
    assertEquals(200, device.feedback(device.link("deploymentBase"), "closed", "success"));
    var history = fixture.core.actions().historyOf(action);
    assertEquals(500, history.size());
    assertEquals(ActionState.FINISHED, history.get(499).state());
    assertEquals(List.of("step 1199"), history.get(498).details());
  }

  @Test
  void successBeforeTheTaskWasReadIsRefused(TestInfo test) {
    ServerFixture.Device device = device(test);
    long action = assign(device, UpdatePolicy.FORCED);
    String link = device.base() + "/deploymentBase/" + action;
    assertEquals(409, device.feedback(link, "closed", "success"));
    assertEquals(ActionState.OFFERED, state(device, action));
    device.send("HEAD", link, "");
    assertEquals(ActionState.OFFERED, state(device, action));
  }

  @Test
  void pollsAreSpreadOverTheJitter() {
    TreeSet<String> waits = new TreeSet<>();
    for (int car = 0; car < 30; car++) {
      waits.add(fixture.gatewayDevice("spread" + car).poll().at("/config/polling/sleep").asText());
    }
    assertTrue(waits.size() > 10, waits::toString);
    assertTrue(waits.first().compareTo("00:05:00") >= 0, waits::toString);
    assertTrue(waits.last().compareTo("00:06:00") <= 0, waits::toString);
  }

  @Test
  void attributesAreMergedReplacedAndRemoved(TestInfo test) {
    ServerFixture.Device device = device(test);
    String path = device.base() + "/configData";
    device.send("PUT", path, "{\"mode\":\"merge\",\"data\":{\"a\":\"1\",\"b\":\"2\"}}");
    device.send("PUT", path, "{\"data\":{\"b\":\"3\"}}");
    assertEquals("{a=1, b=3}", fixture.core.targets().attributes(device.id).toString());
    device.send("PUT", path, "{\"mode\":\"remove\",\"data\":{\"a\":\"\"}}");
    assertEquals("{b=3}", fixture.core.targets().attributes(device.id).toString());
    device.send("PUT", path, "{\"mode\":\"replace\",\"data\":{\"c\":\"4\"}}");
    assertEquals("{c=4}", fixture.core.targets().attributes(device.id).toString());
  }
}
