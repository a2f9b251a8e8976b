// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.api.BenchBroken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** hawkBit's management API, as far as a bench needs it. Blocks until the answer is there. */
final class HawkbitApi {
  /** Environment variable with the password; hawkBit's own default is in force without it. */
  static final String PASSWORD = "RIG_HAWKBIT_PASSWORD";

  private static final String ROOT = "/rest/v1/";
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of a machine that is busy: past it the bench is broken, and no verdict hangs on it. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ERRORS = 400;
  private static final int NOT_FOUND = 404;
  private static final int SHOWN = 300;

  private final HttpClient client = client();
  private final String url;
  private final String authorization;

  HawkbitApi(HawkbitOptions options) {
    this.url = options.url();
    String password = System.getenv(PASSWORD);
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (options.user() + ":" + (password == null ? "admin" : password))
                        .getBytes(StandardCharsets.UTF_8));
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();
  }

  /** A request that does not wait for ever. */
  static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER);
  }

  /** A JSON document; missing if there is none. */
  JsonNode get(String path) {
    return sent("GET", path, null, "application/json");
  }

  JsonNode post(String path, JsonNode body) {
    return sent("POST", path, bytes(body), "application/json");
  }

  /** Removes something; nothing happens if it is not there. */
  void delete(String path) {
    sent("DELETE", path, null, "application/json");
  }

  /** Uploads one file as a form (RFC 7578) with the part {@code file}. */
  void upload(String path, String filename, byte[] content) {
    String boundary = "dcm-rig-" + Integer.toHexString(filename.hashCode());
    ByteArrayOutputStream form = new ByteArrayOutputStream(content.length + 300);
    form.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + filename
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    sent("POST", path, form.toByteArray(), "multipart/form-data; boundary=" + boundary);
  }

  /** A value as a filter (FIQL) takes it, for the query. */
  static String quoted(String value) {
    return URLEncoder.encode("'" + value + "'", StandardCharsets.UTF_8);
  }

  private JsonNode sent(String method, String path, byte @Nullable [] body, String type) {
    HttpRequest request =
        request(url + ROOT + path)
            .header("Authorization", authorization)
            .header("Accept", "application/json, application/hal+json")
            .header("Content-Type", type)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = answer(client, request, url);
    if (answer.statusCode() == NOT_FOUND && !method.equals("POST")) {
      return MissingNode.getInstance();
    }
    if (answer.statusCode() >= ERRORS) {
      throw new BenchBroken(
          "hawkBit at "
              + url
              + " answers "
              + answer.statusCode()
              + " to "
              + method
              + " "
              + ROOT
              + path
              + ": "
              + shown(answer.body())
              + (answer.statusCode() == 401
                  ? "; its password is to be in the environment variable " + PASSWORD
                  : ""));
    }
    return parsed(answer.body());
  }

  /**
   * What a server answers.
   *
   * @throws BenchBroken if it does not
   */
  static HttpResponse<byte[]> answer(HttpClient client, HttpRequest request, String url) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new BenchBroken(
          "hawkBit at "
              + url
              + " does not answer ("
              + e
              + "); does it run there? 'services.updates.url' of the bench file says where",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while hawkBit was asked", e);
    }
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private JsonNode parsed(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new BenchBroken("hawkBit at " + url + " answers no JSON: " + shown(body), e);
    }
  }
}
