// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.TargetStatus;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholePathTest {
  @TempDir Path folder;

  @Test
  void aTargetPollsDownloadsAndReportsItsUpdate() {
    byte[] image = "a new image".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (ServerFixture fixture = new ServerFixture(folder)) {
      long set = fixture.set("2.0", image);
      ServerFixture.Device device = fixture.device("VIN1");
      String config = device.link("configData");
      assertEquals(
          200,
          device.send("PUT", config, "{\"mode\":\"merge\",\"data\":{\"hw\":\"A\"}}").statusCode());
      assertEquals("", device.link("configData"));

      long action = fixture.core.actions().assign("VIN1", set, UpdatePolicy.FORCED);
      String link = device.link("deploymentBase");
      JsonNode task = ServerFixture.json(device.send("GET", link, ""));
      assertEquals(Long.toString(action), task.path("id").asText());
      JsonNode artifact = task.at("/deployment/chunks/0/artifacts/0");
      assertEquals("forced", task.at("/deployment/update").asText());
      assertEquals(image.length, artifact.path("size").asInt());
      HttpResponse<byte[]> whole =
          device.send("GET", artifact.at("/_links/download-http/href").asText(), "");
      assertArrayEquals(image, whole.body());
      assertEquals(200, device.feedback(link, "proceeding", "none"));
      assertEquals(ActionState.PROCEEDING, fixture.core.actions().of("VIN1", action).state());
      assertEquals(200, device.feedback(link, "closed", "success"));
      assertEquals(410, device.feedback(link, "closed", "success"));

      Target target = fixture.core.targets().find("VIN1").orElseThrow();
      assertEquals(TargetStatus.IN_SYNC, target.status());
      assertEquals(set, target.installedSetId());
      assertEquals("", device.link("deploymentBase"));
      assertTrue(device.link("installedBase").endsWith("/installedBase/" + action));
    }
  }

  @Test
  void aRolloutGoesInWavesAndASilentTargetIsTimedOut() {
    try (ServerFixture fixture = new ServerFixture(folder)) {
      long set = fixture.set("2.0", new byte[] {1});
      for (int car = 0; car < 4; car++) {
        fixture.gatewayDevice("car" + car).poll();
      }
      long rollout =
          fixture
              .core
              .rollouts()
              .create(
                  new dev.dcmrig.ota.core.RolloutPlan(
                      "r",
                      set,
                      "controllerId==car*",
                      List.of(new WavePlan(50, 100, 50), new WavePlan(100, 50, 100)),
                      UpdatePolicy.FORCED.silentAfter(3600),
                      null,
                      false));
      fixture.core.rollouts().start(rollout);
      assertEquals("", fixture.gatewayDevice("car2").link("deploymentBase"));
      assertEquals(200, fixture.gatewayDevice("car0").update("success"));
      assertEquals("", fixture.gatewayDevice("car2").link("deploymentBase"));
      assertEquals(200, fixture.gatewayDevice("car1").update("success"));
      assertEquals(200, fixture.gatewayDevice("car2").update("success"));
      fixture.pass(Duration.ofMinutes(61));
      assertEquals(RolloutState.FINISHED, fixture.core.rollouts().rollout(rollout).state());
      assertEquals(1, fixture.core.rollouts().status(rollout).waves().get(1).counts().timedOut());
    }
  }
}
