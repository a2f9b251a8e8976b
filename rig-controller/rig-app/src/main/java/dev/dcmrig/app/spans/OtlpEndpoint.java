// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collector that takes OTLP over HTTP as JSON, named by a user or by OpenTelemetry's own
 * variables. A run's verdicts and evidence stand before anything is sent.
 *
 * @param traces where spans are posted
 * @param headers of each request; they may hold a key, and are printed nowhere
 */
public record OtlpEndpoint(URI traces, Map<String, String> headers) {
  private static final String BASE = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String PATH = "v1/traces";

  /** OpenTelemetry's default for an export. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final int LEAST_FAILURE = 300;

  /**
   * What is named, if anything is.
   *
   * @param given by the command line: the collector's address without a path; null when it is not
   * @param environment of the process
   * @throws ConfigurationException when it is no address
   */
  public static Optional<OtlpEndpoint> of(@Nullable String given, Map<String, String> environment) {
    String traces = environment.getOrDefault(TRACES, "");
    String base = given == null ? environment.getOrDefault(BASE, "") : given;
    if (given == null && !traces.isBlank()) {
      return Optional.of(at(TRACES, traces, "", environment));
    }
    if (base.isBlank()) {
      return Optional.empty();
    }
    String named = given == null ? BASE : "--otlp";
    return Optional.of(at(named, base, (base.endsWith("/") ? "" : "/") + PATH, environment));
  }

  private static OtlpEndpoint at(
      String named, String text, String path, Map<String, String> environment) {
    URI uri;
    URI traces;
    try {
      uri = URI.create(text.strip());
      traces = URI.create(text.strip() + path);
    } catch (IllegalArgumentException e) {
      throw wrong(named, text);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw wrong(named, text);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : environment.getOrDefault(HEADERS, "").split(",", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2 && !parts[0].isBlank()) {
        headers.put(parts[0].strip(), parts[1].strip());
      }
    }
    return new OtlpEndpoint(traces, headers);
  }

  private static ConfigurationException wrong(String named, String text) {
    return new ConfigurationException(
        new Problem(
            named + " " + text,
            0,
            "is no address of a collector",
            "write for instance http://127.0.0.1:4318"));
  }

  /**
   * Posts them, one after the other; stops at the first that is not taken.
   *
   * @return what went wrong, a sentence; empty when all was taken
   */
  public Optional<String> send(List<byte[]> messages) {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();
    for (byte[] message : messages) {
      Optional<String> problem = send(client, message);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> send(HttpClient client, byte[] message) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(traces)
              .timeout(BOUND)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(message));
      headers.forEach(request::header);
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return status < LEAST_FAILURE
          ? Optional.empty()
          : Optional.of("spans: " + traces + " answered with status " + status);
    } catch (HttpTimeoutException e) {
      return Optional.of("spans: " + traces + " did not answer in " + BOUND.toSeconds() + " s");
    } catch (IOException e) {
      return Optional.of("spans: " + traces + " can't be reached: " + e);
    } catch (IllegalArgumentException e) {
      return Optional.of("spans: " + HEADERS + " holds a header that HTTP does not allow");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("spans: not sent, since the rig was interrupted");
    }
  }
}
