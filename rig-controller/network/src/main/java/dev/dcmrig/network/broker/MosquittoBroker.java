// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timeline;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Eclipse Mosquitto as the service's broker: a process of its own, reached by TLS with certificates
 * of the run on both sides. A client is who its certificate says; it reads its own topics only, and
 * only the service writes.
 */
public final class MosquittoBroker implements Broker {
  private static final String LOOPBACK = "127.0.0.1";

  /** A day: nothing is decided by this clock. */
  private static final int NEVER_MILLIS = 86_400_000;

  /** The name in the service's own certificate. */
  static final String SERVICE = "service";

  /** Says each connection; nobody wants to read that on a terminal. Held, or it is forgotten. */
  private static final Logger CLIENT_LOG = Logger.getLogger("io.vertx.mqtt.impl.MqttClientImpl");

  static {
    CLIENT_LOG.setLevel(Level.WARNING);
  }

  private final Timeline timeline;
  private final Vertx vertx;
  private final Context context;
  private final RunAuthority authority;
  private final MosquittoProcess process;
  private final Map<String, NetClient> clients = new HashMap<>();
  private final Map<Integer, Promise<Void>> unacknowledged = new HashMap<>();
  private @Nullable Future<MqttClient> publisher;

  /**
   * Starts the program; blocks until it listens.
   *
   * @param context on which its sockets live
   * @throws BenchBroken when there is no {@code mosquitto} on this machine, or it does not start
   */
  public MosquittoBroker(Timeline timeline, Vertx vertx, Context context, RunAuthority authority) {
    this.timeline = timeline;
    this.vertx = vertx;
    this.context = context;
    this.authority = authority;
    this.process = MosquittoProcess.start(authority.serverFiles(RunAuthority.BROKER_NAME));
  }

  private <T extends NetClientOptions> T withCertificates(T options, Path folder) {
    options
        .setSsl(true)
        .setSslHandshakeTimeout(1)
        .setSslHandshakeTimeoutUnit(TimeUnit.DAYS)
        .setConnectTimeout(NEVER_MILLIS)
        .setHostnameVerificationAlgorithm("")
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(folder.resolve("dcm.pem").toString())
                .setKeyPath(folder.resolve("dcm.key").toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(folder.resolve("ca.pem").toString()));
    return options;
  }

  @Override
  public Future<?> listen() {
    return Future.succeededFuture();
  }

  @Override
  public Connection connect(String name, Client client) {
    return new MosquittoConnection(timeline, context, name, client, () -> open(name));
  }

  private Future<NetSocket> open(String name) {
    return clients
        .computeIfAbsent(
            name,
            each ->
                vertx.createNetClient(
                    withCertificates(new NetClientOptions(), authority.provision(each))))
        .connect(process.port(), LOOPBACK);
  }

  @Override
  public void publish(String topic, byte[] payload, Runnable done) {
    Hold hold = timeline.hold("publication to " + topic);
    context.runOnContext(
        ignored ->
            acknowledged(topic, payload)
                .onComplete(
                    result -> {
                      timeline.post("broker", () -> published(topic, result, done));
                      hold.release();
                    }));
  }

  private static void published(String topic, AsyncResult<?> result, Runnable done) {
    if (result.failed()) {
      throw new BenchBroken(
          "the broker did not take a message to " + topic + ": " + result.cause(), result.cause());
    }
    done.run();
  }

  private Future<?> acknowledged(String topic, byte[] payload) {
    return publisher()
        .compose(
            client ->
                client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false))
        .compose(
            identifier ->
                unacknowledged.computeIfAbsent(identifier, id -> Promise.promise()).future());
  }

  private Future<MqttClient> publisher() {
    Future<MqttClient> open = publisher;
    if (open == null) {
      MqttClientOptions options = new MqttClientOptions();
      options.setClientId(SERVICE).setCleanSession(true).setAutoKeepAlive(true);
      MqttClient client =
          MqttClient.create(vertx, withCertificates(options, authority.provision(SERVICE)));
      client.publishCompletionHandler(
          identifier ->
              unacknowledged.computeIfAbsent(identifier, id -> Promise.promise()).tryComplete());
      client.closeHandler(ignored -> publisher = null);
      open = client.connect(process.port(), LOOPBACK).map(ignored -> client);
      publisher = open;
      // The next publication is to try again, and not to be told of this failure.
      open.onFailure(ignored -> publisher = null);
    }
    return open;
  }

  @Override
  public Future<?> close() {
    Future<MqttClient> open = publisher;
    Future<?> disconnected =
        open == null
            ? Future.succeededFuture()
            : open.compose(MqttClient::disconnect).otherwiseEmpty();
    return disconnected.onComplete(
        ignored -> {
          clients.values().forEach(NetClient::close);
          process.close();
        });
  }
}
