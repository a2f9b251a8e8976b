// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.host.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The telematics service's HTTP edge: a WireMock server in this process, reused by scenario after
 * scenario. Its own journal is off: it would keep card numbers; what the DCM sends stands in the
 * link's.
 */
public final class TelematicsServer {
  private static final String LOOPBACK = "127.0.0.1";

  /** Requests that are answered at one time; further ones wait. */
  private static final int MAX_THREADS = 64;

  /** Request line and header fields; 431 above (RFC 6585 5). */
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  /** Above the DCM's own {@code telematics.idleTimeout}, so that the DCM is the one to close. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);

  private final String edgeToken = Tokens.draw();
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final ServiceTransformer transformer;
  private final WireMockServer server;
  private final HttpClient client;

  TelematicsServer(Path folder, HttpClient client) {
    this.client = client;
    for (Role role : Role.values()) {
      if (role != Role.DCM) {
        tokens.put(role, Tokens.draw());
      }
    }
    this.transformer = new ServiceTransformer(edgeToken, tokens);
    this.server =
        new WireMockServer(
            options()
                .dynamicPort()
                .bindAddress(LOOPBACK)
                .usingFilesUnderDirectory(folder.toString())
                .disableRequestJournal()
                .containerThreads(MAX_THREADS)
                .jettyAcceptors(1)
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true)
                .jettyHeaderRequestSize(MAX_HEADER_BYTES)
                .jettyIdleTimeout(IDLE_LIMIT.toMillis())
                .httpServerFactory(EdgeServer::new)
                // Nobody may change the mappings from outside, least of all a DCM.
                .adminAuthenticator(request -> false)
                .templatingEnabled(false)
                .extensions(transformer));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new BenchBroken("the telematics service can't start: " + e.getMessage(), e);
    }
  }

  /** A scenario begins: this router answers. */
  public void begin(Router router) {
    transformer.begin(router);
  }

  void stop() {
    server.stop();
  }

  /** What the link has to show, drawn for this run. */
  public String edgeToken() {
    return edgeToken;
  }

  /** The bearer token of a role; empty for the DCM, which has none. */
  String tokenOf(Role role) {
    return tokens.getOrDefault(role, "");
  }

  /** The real port. */
  public int port() {
    return server.port();
  }

  /** The API, as people and programs other than the DCM reach it. */
  public ServiceApi api(Timeline timeline) {
    return (role, method, path, json) -> request(timeline, role, method, path, json);
  }

  private ServiceApi.Answer request(
      Timeline timeline, ServiceApi.Role role, String method, String path, String json) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port() + path))
            .header("Content-Type", "application/json")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (role != ServiceApi.Role.NOBODY) {
      builder.header("Authorization", "Bearer " + tokens.get(Role.valueOf(role.name())));
    }
    Hold hold = timeline.hold("telematics service: " + method + " " + path);
    try {
      HttpResponse<String> response =
          Patience.await(
              client.sendAsync(builder.build(), BodyHandlers.ofString()),
              "the telematics service's answer to " + method + " " + path);
      return new ServiceApi.Answer(response.statusCode(), response.body());
    } catch (ExecutionException e) {
      throw new BenchBroken("the telematics service does not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while asking the telematics service", e);
    } finally {
      hold.release();
    }
  }

  /**
   * What owner, dealer and customer assistance set for a vehicle.
   *
   * @param vin of the first vehicle of the bench
   */
  public TelematicsService service(Timeline timeline, Supplier<String> vin) {
    return new Front(api(timeline), vin);
  }

  private final class Front implements TelematicsService {
    private final ServiceApi api;
    private final Supplier<String> vin;

    Front(ServiceApi api, Supplier<String> vin) {
      this.api = api;
      this.vin = vin;
    }

    @Override
    public void restrictData(boolean restricted) {
      expect(
          put(
              ServiceApi.Role.OWNER_APP,
              "data-connectivity",
              "{\"dataConnectivity\":\"" + (restricted ? "restricted" : "allowed") + "\"}"));
    }

    @Override
    public void lapseSubscriptions() {
      expect(put(ServiceApi.Role.CUSTOMER_ASSISTANCE, "subscriptions", "{\"active\":false}"));
    }

    @Override
    public int setEmergencyCall(Requester requester, boolean enabled) {
      return put(
          ServiceApi.Role.valueOf(requester.name()),
          "emergency-call",
          "{\"enabled\":" + enabled + "}");
    }

    @Override
    public void answerWith(int status) {
      transformer.answerWith(status);
    }

    private int put(ServiceApi.Role role, String what, String body) {
      return api.request(role, "PUT", "/v1/vehicles/" + vin.get() + "/" + what, body).status();
    }

    private void expect(int status) {
      if (status != 204) {
        throw new BenchBroken(
            "the telematics service answered "
                + status
                + " where 204 was expected; look at hil-configs/wiremock/mappings");
      }
    }
  }
}
