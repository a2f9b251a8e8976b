// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.Keepsake;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where nodes bring what their cars say: {@code POST /cars/N/messages}, {@code PUT /cars/N/kept}.
 * 204 taken, 409 said by an old lease or out of order, 401 without the fleet's token. Bodies have
 * {@value #MAX_BODY} bytes at most.
 */
final class RegisterEdge {
  static final String AUTHORIZATION = "Authorization";
  static final String EPOCH = "epoch";
  static final String INDEX = "index";
  static final int MAX_BODY = 64 * 1024;
  private static final Pattern PATH = Pattern.compile("/cars/([0-9]{1,6})/(messages|kept)");
  private static final int TAKEN = 204;
  private static final int MALFORMED = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int UNKNOWN = 404;
  private static final int OLD = 409;
  private static final int TOO_LARGE = 413;

  private final Timeline timeline;
  private final CarRegister register;
  private final byte[] bearer;

  RegisterEdge(Timeline timeline, CarRegister register, String token) {
    this.timeline = timeline;
    this.register = register;
    this.bearer = bearer(token).getBytes(StandardCharsets.UTF_8);
  }

  static String bearer(String token) {
    return "Bearer " + token;
  }

  /** Listens; the result knows the port. */
  Future<HttpServer> listen(Vertx vertx, String host) {
    return vertx
        .createHttpServer(new HttpServerOptions().setHost(host).setPort(0))
        .requestHandler(this::asked)
        .listen();
  }

  private void asked(HttpServerRequest request) {
    String shown = request.getHeader(AUTHORIZATION);
    byte[] own = shown == null ? new byte[0] : shown.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(own, bearer)) {
      answer(request, UNAUTHORIZED);
      return;
    }
    Matcher path = PATH.matcher(request.path());
    boolean message = path.matches() && path.group(2).equals("messages");
    HttpMethod method = message ? HttpMethod.POST : HttpMethod.PUT;
    if (!path.matches() || !request.method().equals(method)) {
      answer(request, UNKNOWN);
      return;
    }
    String length = request.getHeader("Content-Length");
    if (length == null || length.length() > 5 || Integer.parseInt(length) > MAX_BODY) {
      answer(request, TOO_LARGE);
      request.connection().close();
      return;
    }
    int car = Integer.parseInt(path.group(1));
    request
        .body()
        .compose(
            body -> {
              Promise<Integer> status = Promise.promise();
              JsonObject said = new JsonObject(body);
              timeline.post("fleet/register", () -> status.complete(taken(car, message, said)));
              return status.future();
            })
        .onSuccess(status -> answer(request, status))
        .onFailure(
            cause -> {
              if (cause instanceof DecodeException || cause instanceof ClassCastException) {
                answer(request, MALFORMED);
              }
            });
  }

  private static void answer(HttpServerRequest request, int status) {
    if (!request.response().ended()) {
      request.response().setStatusCode(status).end();
    }
  }

  private int taken(int car, boolean message, JsonObject said) {
    try {
      long epoch = said.getLong(EPOCH, -1L);
      boolean taken =
          message
              ? register.message(car, epoch, said.getLong(INDEX, -1L))
              : register.keep(car, epoch, keepsake(said));
      return taken ? TAKEN : OLD;
    } catch (ClassCastException e) {
      return MALFORMED;
    }
  }

  private static Keepsake keepsake(JsonObject said) {
    Map<String, String> cells = new TreeMap<>();
    said.getJsonObject(CarRegister.CELLS, new JsonObject())
        .forEach(cell -> cells.put(cell.getKey(), String.valueOf(cell.getValue())));
    return new Keepsake(said.getString(CarRegister.VERSION, ""), cells);
  }
}
