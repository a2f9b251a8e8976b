// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Brings what cars say to the leader's {@link RegisterEdge}. Any thread may ask; the client is
 * driven from a context of its own.
 */
final class LeaderClient {
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private final HttpClient client;
  private final Context context;

  LeaderClient(Vertx vertx) {
    this.context = vertx.getOrCreateContext();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setConnectTimeout((int) PATIENCE.toMillis()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Where and as whom. */
  record Leader(String host, int port, String token) {}

  /** The status of the answer. */
  Future<Integer> say(Leader leader, HttpMethod method, String path, JsonObject body) {
    RequestOptions request =
        new RequestOptions()
            .setHost(leader.host())
            .setPort(leader.port())
            .setMethod(method)
            .setURI(path)
            .setIdleTimeout(PATIENCE.toMillis())
            .putHeader(RegisterEdge.AUTHORIZATION, RegisterEdge.bearer(leader.token()));
    Promise<Integer> status = Promise.promise();
    context.runOnContext(
        now ->
            client
                .request(request)
                .compose(sent -> sent.send(body.toBuffer()))
                .compose(answer -> answer.body().map(rest -> answer.statusCode()))
                .onComplete(status));
    return status.future();
  }

  void close() {
    client.close();
  }
}
