// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.ProcessHead;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a bench says to a hawkBit and to devices, beside a few answers in its manner. That a real
 * one understands it was tried apart (docs/ota.md, "A real hawkBit").
 */
class HawkbitDeploymentsTest {
  private static final String VIN = "DCMR0REF000000001";
  private static final String OUTSIDE = "https://ota.example";

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<BenchBroken> broken = new ArrayList<>();
  private HttpServer hawkbit;
  private String polling = "00:01:00";
  private OtaServer own;
  private DdiSettings devices;

  @BeforeEach
  void open() throws IOException {
    hawkbit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hawkbit.createContext("/", this::answer);
    hawkbit.start();
    devices = DdiSettings.STANDARD.withEdgeToken("edge").withPublicAddress(OUTSIDE);
    own =
        OtaServer.inMemory(
            new VirtualTimeline(), folder, OtaSettings.BENCH.with(devices), new OtaRules() {});
  }

  @AfterEach
  void close() {
    own.close();
    hawkbit.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + hawkbit.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String line = exchange.getRequestMethod() + " " + path;
    asked.add(line + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    String body =
        switch (line) {
          case "GET /rest/v1/system/configs" ->
              "{'pollingTime':{'value':'"
                  + polling
                  + "'},"
                  + "'authentication.targettoken.enabled':{'value':true}}";
          case "POST /rest/v1/targets" -> "[{'securityToken':'secret-1'}]";
          case "GET /DEFAULT/controller/v1/" + VIN ->
              "{'_links':{'deploymentBase':{'href':'" + url() + path + "/deploymentBase/10'}}}";
          default -> "{'content':[{'id':1}]}";
        };
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/hal+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HawkbitDeployments deployments() {
    return new HawkbitDeployments(
        new HawkbitOptions(url(), "DEFAULT", "admin"), own, devices, broken::add);
  }

  private Answer poll(String edgeToken) {
    return own.ask(
        new ProcessHead(
            "GET", OUTSIDE, Map.of(EdgeHeaders.EDGE_TOKEN, edgeToken, EdgeHeaders.DCM_VIN, VIN)),
        "/DEFAULT/controller/v1/" + VIN,
        new byte[0]);
  }

  @Test
  void aDeviceIsShownWithItsOwnTokenAndLinksLeadBackThroughTheLink() {
    HawkbitDeployments giving = deployments();
    own.with(giving.edge().orElseThrow());
    giving.register(VIN);
    asked.clear();
    Answer answer = poll("edge");
    assertEquals(
        "{\"_links\":{\"deploymentBase\":{\"href\":\""
            + OUTSIDE
            + "/DEFAULT/controller/v1/"
            + VIN
            + "/deploymentBase/10\"}}}",
        answer.body().toString());
    assertEquals(List.of("GET /DEFAULT/controller/v1/" + VIN + " TargetToken secret-1"), asked);
  }

  @Test
  void aHawkbitThatEndsIsABrokenBenchAndNoFailureOfTheDevice() {
    HawkbitDeployments giving = deployments();
    own.with(giving.edge().orElseThrow());
    giving.register(VIN);
    hawkbit.stop(0);
    assertEquals(500, poll("edge").status());
    assertEquals(1, broken.size());
  }

  @Test
  void aStrangerReachesNothing() {
    HawkbitDeployments giving = deployments();
    own.with(giving.edge().orElseThrow());
    giving.register(VIN);
    asked.clear();
    assertEquals(401, poll("stolen").status());
    assertEquals(List.of(), asked);
  }

  @Test
  void whatItLacksIsNotVerifiedAndNothingIsAskedOfIt() {
    HawkbitDeployments giving = deployments();
    giving.register(VIN);
    asked.clear();
    MaintenanceWindow window = new MaintenanceWindow(List.of(), 60, 60, "Z");
    for (UpdatePolicy policy :
        List.of(
            UpdatePolicy.FORCED.withConsent(),
            new UpdatePolicy(ActionKind.FORCED, null, false, window, 0, Retries.NONE),
            new UpdatePolicy(ActionKind.TIMEFORCED, 1L, false, null, 0, Retries.NONE))) {
      assertThrows(NotOnThisBench.class, () -> giving.assign(VIN, 1, policy));
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void anotherTimeBetweenPollsIsToldBeforeAnythingHappens() {
    polling = "00:05:00";
    String message = assertThrows(BenchBroken.class, this::deployments).getMessage();
    assertTrue(
        message.contains("pollingTime '00:05:00'") && message.contains("'00:01:00'"), message);
  }

  @Test
  void nobodyAtItsAddressIsTold() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HawkbitOptions nowhere = new HawkbitOptions("http://127.0.0.1:" + closed, "DEFAULT", "admin");
    String message =
        assertThrows(
                BenchBroken.class, () -> new HawkbitDeployments(nowhere, own, devices, broken::add))
            .getMessage();
    assertTrue(message.contains("services.updates.url"), message);
  }

  @Test
  void anAddressWithAPathIsRefused() {
    for (String wrong :
        List.of(
            "127.0.0.1:8080",
            "http://h:1/path",
            "ftp://h",
            "//h",
            "http://",
            "https://h:1",
            "http://h",
            "http://u:p@h:1",
            "http://h:1?x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new HawkbitOptions(wrong, "DEFAULT", "admin"),
          wrong);
    }
  }
}
