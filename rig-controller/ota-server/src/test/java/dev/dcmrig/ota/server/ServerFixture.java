// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server in virtual time on a real socket, and devices that speak to it by HTTP. */
final class ServerFixture implements AutoCloseable {
  static final String GATEWAY = "gateway-secret";
  static final String MANAGEMENT = "management-secret";
  private static final ObjectMapper JSON = new ObjectMapper();

  final VirtualTimeline timeline = new VirtualTimeline();
  final OtaServer server;
  final OtaCore core;
  final int port;
  private final Vertx vertx = RigVertx.create();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ServerFixture(Path folder) {
    this(folder, new OtaRules() {});
  }

  ServerFixture(Path folder, OtaRules rules) {
    server =
        OtaServer.inMemory(
            timeline,
            folder,
            OtaSettings.BENCH
                .with(DdiSettings.STANDARD.withGatewayToken(GATEWAY))
                .withManagement(MANAGEMENT),
            rules);
    core = server.core();
    port = server.listen(vertx).toCompletionStage().toCompletableFuture().join();
  }

  /** A set with one module and one artifact. */
  long set(String version, byte[] image) {
    long module = core.software().createModule("dcm", version, "os", "maker");
    artifact(module, "image.bin", image);
    return core.software().createSet("vehicle", version, List.of(module));
  }

  Artifact artifact(long module, String name, byte[] bytes) {
    try (Upload upload = core.software().receive(module, name)) {
      upload.write(bytes);
      return core.software().addArtifact(module, name, upload.finish());
    }
  }

  /** A device as it speaks. */
  Device device(String controllerId) {
    return new Device(controllerId, "TargetToken " + core.targets().create(controllerId, "", ""));
  }

  /** One that shows the gateway's token. */
  Device gatewayDevice(String controllerId) {
    return new Device(controllerId, "GatewayToken " + GATEWAY);
  }

  void pass(Duration span) {
    timeline.runUntil(timeline.nowNanos() + span.toNanos());
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    Hold hold = timeline.hold("test");
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      hold.release();
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a device does. */
  final class Device {
    final String id;
    private final String authorization;

    Device(String id, String authorization) {
      this.id = id;
      this.authorization = authorization;
    }

    String base() {
      return "/DEFAULT/controller/v1/" + id;
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... fields) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : uri(path))
              .header("Authorization", authorization)
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/json");
      }
      if (fields.length > 0) {
        request.headers(fields);
      }
      return ServerFixture.this.send(request.build());
    }

    JsonNode poll() {
      HttpResponse<byte[]> response = send("GET", base(), "");
      if (response.statusCode() != 200) {
        throw new AssertionError("poll: " + response.statusCode());
      }
      return json(response);
    }

    /** Where a link of the poll leads; empty if there is none. */
    String link(String name) {
      return poll().path("_links").path(name).path("href").asText();
    }

    int feedback(String link, String execution, String finished) {
      String path = link.replaceAll("\\?.*", "") + "/feedback";
      return send(
              "POST",
              path,
              "{\"status\":{\"execution\":\"%s\",\"result\":{\"finished\":\"%s\"}}}"
                  .formatted(execution, finished))
          .statusCode();
    }

    /** Takes what is offered and closes it. */
    int update(String finished) {
      String link = link("deploymentBase");
      if (link.isEmpty()) {
        throw new AssertionError(id + " is offered nothing");
      }
      send("GET", link, "");
      return feedback(link, "closed", finished);
    }
  }

  @Override
  public void close() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
