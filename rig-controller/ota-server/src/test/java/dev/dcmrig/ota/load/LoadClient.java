// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Devices and readers over real sockets, for {@link OtaLoadBenchmark}. */
final class LoadClient implements AutoCloseable {
  private static final int PIECE = 64 * 1024;
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;

  /**
   * @param connections to one server at a time
   */
  LoadClient(int connections) {
    client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAlive(true))
            .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1))
            .build();
  }

  /** An answer that has come whole. */
  record Got(int status, Buffer body) {}

  Future<Got> ask(String method, int port, String path, Map<String, String> fields, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path);
    fields.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send(body))
        .compose(answer -> answer.body().map(whole -> new Got(answer.statusCode(), whole)));
  }

  private static Map<String, String> fields(int car) {
    return Map.of(
        "Authorization",
        "TargetToken " + LoadedServer.TOKEN + car,
        "Content-Type",
        "application/json");
  }

  static String controller(int car) {
    return "/DEFAULT/controller/v1/CAR-" + car;
  }

  Future<Got> poll(int port, int car) {
    return ask("GET", port, controller(car), fields(car), Buffer.buffer());
  }

  /**
   * One device from its poll to its success: task, pieces of 64 KiB, SHA-256, feedback.
   *
   * @return fails when anything is not as it should be
   */
  Future<Void> update(int port, int car) {
    return poll(port, car)
        .compose(
            answer -> {
              String link =
                  answer
                      .body()
                      .toJsonObject()
                      .getJsonObject("_links")
                      .getJsonObject("deploymentBase")
                      .getString("href");
              return ask("GET", port, path(link), fields(car), Buffer.buffer());
            })
        .compose(
            task -> {
              var body = task.body().toJsonObject();
              var artifact =
                  body.getJsonObject("deployment")
                      .getJsonArray("chunks")
                      .getJsonObject(0)
                      .getJsonArray("artifacts")
                      .getJsonObject(0);
              String id = body.getString("id");
              String file =
                  path(
                      artifact.getJsonObject("_links").getJsonObject("download").getString("href"));
              return feedback(port, car, id, "proceeding", "none")
                  .compose(
                      ignored -> pieces(port, car, file, 0, artifact.getInteger("size"), sha256()))
                  .compose(
                      digest -> {
                        String got = HexFormat.of().formatHex(digest.digest());
                        return got.equals(artifact.getJsonObject("hashes").getString("sha256"))
                            ? feedback(port, car, id, "closed", "success")
                            : Future.failedFuture("car " + car + " got another image");
                      });
            });
  }

  private Future<MessageDigest> pieces(
      int port, int car, String file, int from, int size, MessageDigest digest) {
    if (from >= size) {
      return Future.succeededFuture(digest);
    }
    int to = Math.min(size, from + PIECE) - 1;
    Map<String, String> fields =
        Map.of(
            "Authorization",
            "TargetToken " + LoadedServer.TOKEN + car,
            "Range",
            "bytes=" + from + "-" + to);
    return ask("GET", port, file, fields, Buffer.buffer())
        .compose(
            piece -> {
              if (piece.status() != PARTIAL) {
                return Future.failedFuture("a piece is answered " + piece.status());
              }
              digest.update(piece.body().getBytes());
              return pieces(port, car, file, to + 1, size, digest);
            });
  }

  private Future<Void> feedback(int port, int car, String id, String execution, String finished) {
    String body =
        "{\"id\":\"%s\",\"status\":{\"execution\":\"%s\",\"result\":{\"finished\":\"%s\"}}}"
            .formatted(id, execution, finished);
    return ask(
            "POST",
            port,
            controller(car) + "/deploymentBase/" + id + "/feedback",
            fields(car),
            Buffer.buffer(body))
        .compose(
            answer ->
                answer.status() == OK
                    ? Future.succeededFuture()
                    : Future.failedFuture("feedback is answered " + answer.status()));
  }

  private static String path(String link) {
    return link.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a number of loops has got in a while. */
  record Rate(double requestsPerSecond, double mebibytesPerSecond, long failures) {}

  /** So many loops ask again and again, each as soon as it has its answer. */
  Rate rate(int loops, int seconds, Supplier<Future<Got>> request) {
    AtomicLong answers = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    AtomicLong failures = new AtomicLong();
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    Future<?>[] all = new Future<?>[loops];
    for (int loop = 0; loop < loops; loop++) {
      all[loop] = again(request, end, answers, bytes, failures);
    }
    Future.all(java.util.Arrays.asList(all)).toCompletionStage().toCompletableFuture().join();
    double span = (System.nanoTime() - began) / 1e9;
    return new Rate(answers.get() / span, bytes.get() / span / (1 << 20), failures.get());
  }

  private static Future<Void> again(
      Supplier<Future<Got>> request,
      long end,
      AtomicLong answers,
      AtomicLong bytes,
      AtomicLong failures) {
    if (System.nanoTime() >= end) {
      return Future.succeededFuture();
    }
    return request
        .get()
        .transform(
            done -> {
              if (done.succeeded() && done.result().status() == OK) {
                answers.incrementAndGet();
                bytes.addAndGet(done.result().body().length());
              } else {
                failures.incrementAndGet();
              }
              return again(request, end, answers, bytes, failures);
            });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
