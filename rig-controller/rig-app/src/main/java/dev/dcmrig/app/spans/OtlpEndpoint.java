// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collector that takes OTLP over HTTP, named by a user or by OpenTelemetry's own variables. A
 * run's verdicts and evidence stand before anything is sent.
 *
 * @param traces where spans are posted
 * @param headers of each request; they may hold a key, and are printed nowhere
 */
public record OtlpEndpoint(URI traces, Map<String, String> headers) {
  private static final String BASE = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String PATH = "v1/traces";

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
}
