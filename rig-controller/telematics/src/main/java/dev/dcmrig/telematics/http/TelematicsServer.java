// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.Timeline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

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

  /**
   * A day, so that no clock of the machine closes a connection of the link: a rig that was stopped
   * for a while would see another world. Strangers are bounded otherwise ({@link SlowClients}).
   */
  private static final Duration IDLE_LIMIT = Duration.ofDays(1);

  private final EdgeTokens tokens = new EdgeTokens();
  private final IdleConnections connections = new IdleConnections();
  private final EdgeGuard guard = new EdgeGuard(tokens, connections);
  private final ServiceTransformer transformer;
  private final WireMockServer server;
  private volatile long strangersBefore;
  private final HttpClient client;

  TelematicsServer(ServiceMappings mappings, HttpClient client) {
    this.client = client;
    this.transformer = new ServiceTransformer(tokens);
    this.server =
        new WireMockServer(
            options()
                .dynamicPort()
                .bindAddress(LOOPBACK)
                .mappingSource(new CheckedMappings(mappings))
                // A connection of HTTP/2 carries any number of requests past the bounds of one.
                .http2PlainDisabled(true)
                .http2TlsDisabled(true)
                .disableRequestJournal()
                .containerThreads(MAX_THREADS)
                .jettyAcceptors(1)
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true)
                .jettyHeaderRequestSize(MAX_HEADER_BYTES)
                .jettyIdleTimeout(IDLE_LIMIT.toMillis())
                .httpServerFactory(EdgeServer.factory(guard, connections))
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
    strangersBefore = guard.strangers();
    transformer.begin(router);
  }

  void stop() {
    server.stop();
  }

  /** What the link has to show, drawn for this run. */
  public String edgeToken() {
    return tokens.edge();
  }

  /** The secrets of this server; its tests play link and people themselves. */
  EdgeTokens tokens() {
    return tokens;
  }

  /** Requests of this scenario's time that nobody of this run sent; they changed nothing. */
  public long strangers() {
    return guard.strangers() - strangersBefore;
  }

  /** The real port. */
  public int port() {
    return server.port();
  }

  /** The API, as people and programs other than the DCM reach it. */
  public ServiceApi api(Timeline timeline) {
    return (role, name, method, path, json) ->
        request(timeline, role, name, HttpRequest.newBuilder(uri(path)), method, json);
  }

  private URI uri(String path) {
    return URI.create("http://" + LOOPBACK + ":" + port() + path);
  }

  private ServiceApi.Answer request(
      Timeline timeline,
      ServiceApi.Role role,
      String name,
      HttpRequest.Builder builder,
      String method,
      String json) {
    builder
        .header("Content-Type", "application/json")
        .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    credentials(role, name).forEach(builder::header);
    HttpRequest request = builder.build();
    String path = request.uri().getPath();
    Hold hold = timeline.hold("telematics service: " + method + " " + path);
    try {
      HttpResponse<String> response =
          Patience.await(
              client.sendAsync(request, BodyHandlers.ofString()),
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

  /** What somebody shows: the end of TLS speaks for a DCM's certificate, a token for the others. */
  private Map<String, String> credentials(ServiceApi.Role role, String name) {
    if (role == ServiceApi.Role.DCM) {
      return Map.of(EdgeHeaders.EDGE_TOKEN, tokens.edge(), EdgeHeaders.DCM_VIN, name);
    }
    return switch (role) {
      case NOBODY -> Map.of(EdgeHeaders.CLIENT_TOKEN, tokens.client());
      case FORGER -> person(Tokens.draw());
      default -> person(tokens.bearer(Role.valueOf(role.name()), name));
    };
  }

  private Map<String, String> person(String token) {
    return Map.of(EdgeHeaders.CLIENT_TOKEN, tokens.client(), "Authorization", "Bearer " + token);
  }

  /** What owner, dealer and customer assistance set for a vehicle. */
  public TelematicsService service(Timeline timeline) {
    return new ServiceFront(api(timeline), transformer::answerWith);
  }
}
