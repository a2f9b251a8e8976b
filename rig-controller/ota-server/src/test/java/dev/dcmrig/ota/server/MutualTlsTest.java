// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a device is by its certificate, or by what the end of TLS before the server says. */
class MutualTlsTest {
  @TempDir Path folder;

  @Test
  void theNameOfACertificateOpensItsOwnTargetOnly() {
    Vertx vertx = RigVertx.create();
    try (RunAuthority authority = new RunAuthority()) {
      Path car = authority.provision("CAR1");
      Path own = authority.serverFiles("ota.dcmrig.example");
      OtaSettings.Tls tls =
          new OtaSettings.Tls(
              new PemKeyCertOptions()
                  .setCertPath(own.resolve("server.pem").toString())
                  .setKeyPath(own.resolve("server.key").toString()),
              new PemTrustOptions().addCertPath(own.resolve("ca.pem").toString()),
              ClientAuth.REQUEST);
      try (OtaServer server =
          OtaServer.inMemory(
              new VirtualTimeline(), folder, OtaSettings.BENCH.with(tls), new OtaRules() {})) {
        int port = server.listen(vertx).toCompletionStage().toCompletableFuture().join();
        HttpClientOptions anybody =
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
        HttpClientOptions device =
            new HttpClientOptions(anybody)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(car.resolve("dcm.pem").toString())
                        .setKeyPath(car.resolve("dcm.key").toString()));
        assertEquals(200, status(vertx, device, port, "CAR1"));
        assertEquals(401, status(vertx, device, port, "CAR2"));
        assertEquals(401, status(vertx, anybody, port, "CAR1"));
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static int status(Vertx vertx, HttpClientOptions options, int port, String id) {
    HttpClient client = vertx.createHttpClient(options);
    try {
      return client
          .request(HttpMethod.GET, port, "127.0.0.1", "/DEFAULT/controller/v1/" + id)
          .compose(HttpClientRequest::send)
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .statusCode();
    } finally {
      // A client that nobody holds is closed by the garbage collector, in the middle of a request.
      client.close();
    }
  }

  @Test
  void theEndOfTlsBeforeTheServerNamesADeviceOnlyWithItsToken() {
    Vertx vertx = RigVertx.create();
    OtaSettings settings =
        OtaSettings.BENCH.with(DdiSettings.STANDARD.withEdgeToken("edge-secret"));
    try (OtaServer server =
        OtaServer.inMemory(new VirtualTimeline(), folder, settings, new OtaRules() {})) {
      int port = server.listen(vertx).toCompletionStage().toCompletableFuture().join();
      assertEquals(200, edge(vertx, port, "edge-secret", "CAR1"));
      assertEquals(401, edge(vertx, port, "edge-secret", "CAR2"));
      assertEquals(401, edge(vertx, port, "other", "CAR1"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static int edge(Vertx vertx, int port, String token, String name) {
    HttpClient client = vertx.createHttpClient();
    try {
      return client
          .request(HttpMethod.GET, port, "127.0.0.1", "/DEFAULT/controller/v1/CAR1")
          .compose(
              request ->
                  request
                      .putHeader(EdgeHeaders.EDGE_TOKEN, token)
                      .putHeader(EdgeHeaders.DCM_VIN, name)
                      .send())
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .statusCode();
    } finally {
      client.close();
    }
  }
}
