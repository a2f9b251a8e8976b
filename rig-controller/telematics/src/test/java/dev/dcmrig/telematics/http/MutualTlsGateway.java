// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.network.pki.RunAuthority;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Ends mutual TLS in front of the service, for many vehicles at one time: the name of the client's
 * certificate goes on as the link hands it on. Without a service it answers 204 itself.
 */
final class MutualTlsGateway extends VerticleBase {
  private static final int CONNECTIONS_TO_SERVICE = 32;

  private final RunAuthority authority;
  private final @Nullable TelematicsServer service;
  private final int port;
  private @Nullable HttpClient client;

  /**
   * @param port to listen at; all instances share it
   */
  MutualTlsGateway(RunAuthority authority, @Nullable TelematicsServer service, int port) {
    this.authority = authority;
    this.service = service;
    this.port = port;
  }

  @Override
  public Future<HttpServer> start() {
    client =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_SERVICE).setMaxWaitQueueSize(10_000));
    Path files = authority.serverFiles(RunAuthority.TELEMATICS_NAME);
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addCertPath(files.resolve("server.pem").toString())
                        .addKeyPath(files.resolve("server.key").toString()))
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(files.resolve("ca.pem").toString()))
                .setHost("127.0.0.1")
                .setPort(port))
        .requestHandler(this::handle)
        .listen();
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .compose(body -> answer(request, body))
        .onFailure(cause -> request.response().setStatusCode(502).end());
  }

  private Future<Void> answer(HttpServerRequest request, Buffer body) {
    TelematicsServer to = service;
    HttpClient with = client;
    if (to == null || with == null) {
      return request.response().setStatusCode(204).end();
    }
    return with.request(request.method(), to.port(), "127.0.0.1", request.uri())
        .compose(
            onward ->
                onward
                    .putHeader("Content-Type", "application/json")
                    .putHeader(EdgeHeaders.EDGE_TOKEN, to.edgeToken())
                    .putHeader(EdgeHeaders.DCM_VIN, commonName(request))
                    .send(body))
        .compose(
            response -> response.body().map(answer -> new Answer(response.statusCode(), answer)))
        .compose(answer -> request.response().setStatusCode(answer.status).end(answer.body));
  }

  private record Answer(int status, Buffer body) {}

  private static String commonName(HttpServerRequest request) {
    try {
      String name = request.sslSession().getPeerPrincipal().getName();
      return name.substring("CN=".length());
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }
}
