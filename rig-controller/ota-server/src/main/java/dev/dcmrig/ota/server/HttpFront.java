// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.ddi.DdiEdge;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.http.Paths;
import dev.dcmrig.ota.http.RequestHead;
import dev.dcmrig.ota.http.SocketHead;
import dev.dcmrig.ota.manage.ManagementEdge;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.store.StoreBroken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sockets of an OTA server: bounds, bodies, and which edge answers. */
final class HttpFront {
  /** Of a request's body, except an upload's. */
  private static final int MAX_BODY_BYTES = 256 * 1024;

  /** Of a device's: its longest, 100 attributes, has less. */
  private static final int MAX_DEVICE_BODY_BYTES = 64 * 1024;

  private static final int MAX_LINE_BYTES = 4 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private final OtaSettings settings;
  private final DdiEdge ddi;
  private final OtaFaults faults;
  private final @Nullable ManagementEdge management;
  private final AtomicInteger connections = new AtomicInteger();
  private final BodyBudget budget = new BodyBudget();
  private volatile @Nullable HttpEdge more;
  private @Nullable HttpServer server;

  HttpFront(OtaCore core, OtaSettings settings, OtaFaults faults) {
    this.faults = faults;
    this.settings = settings;
    this.ddi = new DdiEdge(core, settings.ddi());
    String token = settings.managementToken();
    this.management = token == null ? null : new ManagementEdge(core, token);
  }

  /** Answers before the other edges do, from now on. */
  void with(HttpEdge edge) {
    more = edge;
  }

  Future<HttpServer> listen(Vertx owner) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            // A connection of HTTP/2 carries any number of requests past the bounds of one.
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) settings.idle().toSeconds());
    OtaSettings.Tls tls = settings.tls();
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(tls.identity()).setClientAuth(tls.client());
      if (tls.trust() != null) {
        options.setTrustOptions(tls.trust());
      }
    }
    HttpServer made =
        owner
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  // A client that is gone in the middle of an answer is nothing to report.
                  connection.exceptionHandler(ignored -> {});
                  connection.closeHandler(ignored -> connections.decrementAndGet());
                  if (connections.incrementAndGet() > settings.maxConnections()) {
                    connection.close();
                  }
                })
            .requestHandler(request -> receive(owner, request));
    server = made;
    return made.listen();
  }

  void close() {
    HttpServer open = server;
    if (open != null) {
      open.close();
    }
  }

  private void receive(Vertx owner, HttpServerRequest request) {
    try {
      ManagementEdge edge = management;
      List<String> path = Paths.parts(request.path() == null ? "" : request.path());
      Long upload = ManagementEdge.uploadModule(path);
      if (edge != null && upload != null && request.method().equals(HttpMethod.POST)) {
        edge.authorise(request.getHeader("Authorization"));
        new Reception(owner, request, edge, upload, HttpFront::problem).begin();
        return;
      }
    } catch (RuntimeException e) {
      Sender.sendAndClose(request, problem(e));
      return;
    }
    whole(owner, request);
  }

  private void whole(Vertx owner, HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    int most = isOfDevice(request) ? MAX_DEVICE_BODY_BYTES : MAX_BODY_BYTES;
    if (length(request) > most) {
      refuseRest(request, tooLong(most));
      return;
    }
    BodyBudget.Share share = budget.share();
    request.exceptionHandler(ignored -> share.close());
    request.handler(
        bytes -> {
          if (body.length() + bytes.length() > most) {
            share.close();
            refuseRest(request, tooLong(most));
          } else if (share.take(bytes.length())) {
            body.appendBuffer(bytes);
          } else {
            share.close();
            refuseRest(request, problem(503, "the server holds too many bodies; try again later"));
          }
        });
    request.endHandler(
        ignored -> {
          if (request.response().ended()) {
            share.close();
            return;
          }
          Optional<Supplier<Answer>> atHand = fromMemory(request);
          if (atHand.isPresent()) {
            // Nothing was waited for, so it needed no thread of its own.
            share.close();
            reply(request, atHand.get()).send(request, owner);
            return;
          }
          owner
              .executeBlocking(() -> reply(request, body.getBytes()), false)
              .onComplete(done -> share.close())
              .onSuccess(reply -> reply.send(request, owner));
        });
    if (hasBody(request)) {
      admit(owner, request);
    }
  }

  /** Nothing of a body is kept before whoever sends it has shown who they are. */
  private void admit(Vertx owner, HttpServerRequest request) {
    request.pause();
    owner
        .executeBlocking(() -> refusal(request), false)
        .onSuccess(
            refusal -> {
              refusal.ifPresent(answer -> refuseRest(request, answer));
              request.resume();
            });
  }

  private Optional<Answer> refusal(HttpServerRequest request) {
    try {
      List<String> path = Paths.parts(request.path() == null ? "" : request.path());
      ManagementEdge edge = management;
      if (edge != null && ManagementEdge.isOwn(path)) {
        edge.authorise(request.getHeader("Authorization"));
      } else if (ddi.isOwn(path)) {
        ddi.authorise(new Call(new SocketHead(request), path, new byte[0]));
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(problem(e));
    }
  }

  private boolean isOfDevice(HttpServerRequest request) {
    try {
      return ddi.isOwn(Paths.parts(request.path() == null ? "" : request.path()));
    } catch (HttpProblem e) {
      // It is no path at all, and is refused as such.
      return false;
    }
  }

  private Optional<Supplier<Answer>> fromMemory(HttpServerRequest request) {
    try {
      List<String> path = Paths.parts(request.path() == null ? "" : request.path());
      HttpEdge other = more;
      return ddi.isOwn(path) && (other == null || !other.isOwn(path))
          ? ddi.fromMemory(new Call(new SocketHead(request), path, new byte[0]))
          : Optional.empty();
    } catch (RuntimeException e) {
      // Whatever is wrong with it is found, and said, where it is answered in full.
      return Optional.empty();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return length(request) > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static long length(HttpServerRequest request) {
    String field = request.getHeader("Content-Length");
    try {
      return field == null ? 0 : Long.parseLong(field);
    } catch (NumberFormatException e) {
      // The decoder has taken it, so it is within bounds.
      return 0;
    }
  }

  private static Answer tooLong(int most) {
    return problem(413, "the body has more than " + most + " bytes");
  }

  private static void refuseRest(HttpServerRequest request, Answer answer) {
    request.handler(ignored -> {});
    Sender.sendAndClose(request, answer);
  }

  /** What is sent, and how it goes wrong if somebody wants it to. */
  private record Reply(Answer answer, @Nullable OtaFault fault) {
    void send(HttpServerRequest request, Vertx vertx) {
      OtaFault.Kind kind = fault == null ? OtaFault.Kind.STATUS : fault.kind();
      switch (kind) {
        case DROP_BEFORE, DROP_AFTER -> request.connection().close();
        case CUT -> Sender.sendCut(request, answer, fault == null ? 0 : fault.number(), vertx);
        default -> Sender.send(request, answer, vertx);
      }
    }
  }

  private Reply reply(HttpServerRequest request, byte[] body) {
    return reply(request, () -> answer(new SocketHead(request), request.path(), body));
  }

  private Reply reply(HttpServerRequest request, Supplier<Answer> answer) {
    OtaFault fault = fault(request);
    if (fault == null) {
      return new Reply(answer.get(), null);
    }
    return switch (fault.kind()) {
      case STATUS -> new Reply(problem((int) fault.number(), "this fault was asked for"), fault);
      case DROP_BEFORE -> new Reply(Answer.of(500), fault);
      default -> new Reply(Spoiled.by(fault, answer.get()), fault);
    };
  }

  private @Nullable OtaFault fault(HttpServerRequest request) {
    try {
      List<String> path = Paths.parts(request.path() == null ? "" : request.path());
      return ddi.isOwn(path) ? ddi.exchange(path).map(faults::take).orElse(null) : null;
    } catch (HttpProblem e) {
      // It is no exchange at all, and is refused as such.
      return null;
    }
  }

  /**
   * Answers a request whose body is there.
   *
   * @param rawPath as it was sent; null for none
   */
  Answer answer(RequestHead head, @Nullable String rawPath, byte[] body) {
    try {
      List<String> path = Paths.parts(rawPath == null ? "" : rawPath);
      Call call = new Call(head, path, body);
      HttpEdge other = more;
      if (other != null && other.isOwn(path)) {
        return other.answer(call);
      }
      ManagementEdge edge = management;
      if (edge != null && ManagementEdge.isOwn(path)) {
        edge.authorise(head.field("Authorization"));
        return edge.answer(call);
      }
      if (ddi.isOwn(path)) {
        return ddi.answer(call);
      }
      throw new HttpProblem(404, "there is nothing at this path");
    } catch (RuntimeException e) {
      return problem(e);
    }
  }

  /** What is answered when a request can't be done. */
  private static Answer problem(RuntimeException thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (thrown instanceof Call.WrongMethod wrong) {
      return problem(405, message).with("Allow", wrong.allowed());
    }
    if (thrown instanceof HttpProblem problem) {
      Answer answer = problem(problem.status(), message);
      return problem instanceof HttpProblem.Unauthorised unauthorised
          ? answer.with("WWW-Authenticate", unauthorised.scheme())
          : answer;
    }
    if (thrown instanceof Refused refused) {
      return problem(HttpProblem.statusOf(refused.reason()), message);
    }
    if (thrown instanceof IllegalArgumentException) {
      return problem(400, message);
    }
    if (thrown instanceof StoreBroken) {
      // What a statement said is not for strangers.
      return problem(503, "the server can't keep its state now; try again later");
    }
    return problem(500, "the server broke at this request: " + thrown.getClass().getSimpleName());
  }

  private static Answer problem(int status, String message) {
    return Bodies.json(
        status, Bodies.object().put("errorCode", "dcmrig.ota." + status).put("message", message));
  }
}
