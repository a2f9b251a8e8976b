// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The management API of a server, as {@code hil-configs/openapi/ota.yaml} says. */
final class OtaClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For an answer; an upload of a large artifact takes a while. */
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LEAST_FAILURE = 300;

  private final URI server;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  OtaClient(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  JsonNode get(String path) {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  JsonNode post(String path, JsonNode body) {
    return send("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  JsonNode delete(String path) {
    return send("DELETE", path, "application/json", BodyPublishers.noBody());
  }

  /** Sends a file, piece by piece. */
  JsonNode upload(String path, Path file) {
    try {
      return send("POST", path, "application/octet-stream", BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(file.toString(), 0, "can't be read", "name a file that there is"));
    }
  }

  /** A text as a part of a path or a query. */
  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String method, String path, String type, BodyPublisher body) {
    String base = server.toString().replaceAll("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/rest/v1/" + path))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode answer = read(response.body());
      if (response.statusCode() < LEAST_FAILURE) {
        return answer;
      }
      throw new ConfigurationException(
          new Problem(
              method + " " + request.uri().getPath(),
              0,
              "is refused with status " + response.statusCode(),
              answer.path("message").asText("the server does not say why")));
    } catch (IOException e) {
      throw new BenchBroken(
          "the OTA server at "
              + server
              + " can't be reached: "
              + e
              + "; is `rig ota serve` running?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while asking the OTA server", e);
    }
  }

  private JsonNode read(String body) {
    try {
      return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BenchBroken("at " + server + " answers something that is no OTA server", e);
    }
  }
}
