// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.domain.OrderPublisher;
import dev.dcmrig.telematics.domain.TelematicsModel;
import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.StubPaymentProvider;
import dev.dcmrig.telematics.subscriptions.ShippedPackages;
import dev.dcmrig.telematics.subscriptions.SubscriptionApi;
import dev.dcmrig.telematics.subscriptions.SubscriptionService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The whole service on a real port, with nobody behind it: what it publishes is listed. */
final class ServiceUnderTest implements AutoCloseable {
  static final String VIN = "DCMR0REF000000001";
  static final String OTHER_VIN = "DCMR0REF000000002";
  private static final Path ROOT = Path.of(System.getProperty("rig.root"));
  static final Path OPENAPI = ROOT.resolve("hil-configs/openapi/telematics.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One answer. */
  record Reply(int status, String body, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String reason() throws IOException {
      return json().path("reason").asText();
    }
  }

  final VirtualTimeline timeline = new VirtualTimeline();
  final Routes routes = new Routes();
  final KeyPair orderKeys;
  final List<String> published = new CopyOnWriteArrayList<>();
  final TelematicsServer server;
  final TelematicsModel model;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ServiceUnderTest() {
    try {
      orderKeys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    server = new TelematicsServer(ShippedMappings.read(), client);
    StubPaymentProvider provider = new StubPaymentProvider(timeline, (payment, outcome) -> true);
    SubscriptionService subscriptions =
        new SubscriptionService(
            timeline,
            ShippedPackages.read(),
            new NoMail(),
            provider,
            TelematicsRules.REQUIRED,
            TelematicsRules.REQUIRED);
    model = new TelematicsModel(timeline, orderKeys.getPrivate(), new Listed(), subscriptions);
    model.routes(routes, TelematicsRules.REQUIRED, TelematicsRules.REQUIRED);
    new SubscriptionApi(subscriptions, provider, TelematicsRules.REQUIRED).routes(routes);
    begin();
    model.provision(VIN);
    model.provision(OTHER_VIN);
  }

  /** The server serves this scenario from now on. */
  void begin() {
    server.begin(new Router(routes, model, new RequestLimit(timeline)));
  }

  /** Time passes, and what was posted is done. */
  void pass(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  HttpRequest.Builder request(@Nullable Role role, String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json");
    if (role == Role.DCM) {
      return builder
          .header(EdgeHeaders.EDGE_TOKEN, server.edgeToken())
          .header(EdgeHeaders.DCM_VIN, VIN);
    }
    builder.header(EdgeHeaders.CLIENT_TOKEN, server.tokens().client());
    if (role != null) {
      builder.header("Authorization", "Bearer " + server.tokens().bearer(role));
    }
    return builder;
  }

  Reply send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(builder.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body(), response);
  }

  Reply ask(@Nullable Role role, String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(role, path)
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Listed implements OrderPublisher {
    @Override
    public void publish(String vin, String part, String payload) {
      published.add(vin + " " + part + " " + payload);
    }

    @Override
    public void page(String vin, String text) {}
  }

  private static final class NoMail implements OwnerMail {
    @Override
    public void mail(String to, String subject, String text) {}

    @Override
    public void push(String owner, String text) {}
  }
}
