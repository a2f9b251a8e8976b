// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.manage.ManagementEdge;
import dev.dcmrig.ota.store.Upload;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An artifact on its way in. Each piece is written before the next is read, so that an upload of
 * any size needs the memory of a piece. One that is cut short leaves nothing.
 */
final class Reception {
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final ManagementEdge edge;
  private final long moduleId;
  private final Function<RuntimeException, Answer> problems;
  private @Nullable Upload upload;
  private boolean over;

  Reception(
      Vertx vertx,
      HttpServerRequest request,
      ManagementEdge edge,
      long moduleId,
      Function<RuntimeException, Answer> problems) {
    this.vertx = vertx;
    this.request = request;
    this.edge = edge;
    this.moduleId = moduleId;
    this.problems = problems;
  }

  void begin() {
    request.pause();
    request.exceptionHandler(ignored -> giveUp());
    request.handler(this::piece);
    request.endHandler(ignored -> end());
    onWorker(
        () -> {
          upload = edge.receive(moduleId, filename());
          return null;
        });
  }

  private void piece(Buffer bytes) {
    request.pause();
    onWorker(
        () -> {
          Upload open = upload;
          if (open != null) {
            open.write(bytes.getBytes());
          }
          return null;
        });
  }

  private void end() {
    onWorker(
        () -> {
          Upload open = upload;
          if (open == null) {
            return null;
          }
          String sha256 = request.getParam("sha256");
          try (open) {
            return edge.received(moduleId, open, filename(), sha256 == null ? "" : sha256);
          }
        });
  }

  private String filename() {
    String name = request.getParam("filename");
    return name == null ? "" : name;
  }

  /** Does a step, then goes on reading; what the step throws is the answer. */
  private void onWorker(Callable<@Nullable Answer> step) {
    vertx
        .executeBlocking(step, true)
        .onSuccess(
            answer -> {
              if (answer != null) {
                over = true;
                Sender.send(request, answer, vertx);
              } else if (!over) {
                request.resume();
              }
            })
        .onFailure(
            thrown -> {
              giveUp();
              RuntimeException known =
                  thrown instanceof RuntimeException runtime
                      ? runtime
                      : new IllegalStateException(thrown);
              Sender.sendAndClose(request, problems.apply(known));
            });
  }

  private void giveUp() {
    if (!over) {
      over = true;
      vertx.executeBlocking(
          () -> {
            Upload open = upload;
            upload = null;
            if (open != null) {
              open.close();
            }
            return null;
          },
          true);
    }
  }
}
