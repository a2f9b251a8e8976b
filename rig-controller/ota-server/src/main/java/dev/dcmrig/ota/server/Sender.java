// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer; a file goes from the disk to the socket piece by piece. */
final class Sender {
  private Sender() {}

  static void send(HttpServerRequest request, Answer answer, Vertx vertx) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.exceptionHandler(ignored -> {});
    head(response, answer);
    if (request.method().equals(HttpMethod.HEAD) || answer.file() == null) {
      if (request.method().equals(HttpMethod.HEAD)) {
        response.end();
      } else {
        response.end(answer.body());
      }
      return;
    }
    String file = answer.file().toString();
    List<Answer.Part> parts = answer.parts();
    Future<?> sent =
        parts.size() == 1 && parts.get(0).before().length() == 0
            ? response.sendFile(file, parts.get(0).offset(), parts.get(0).length())
            : vertx
                .fileSystem()
                .open(file, new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(
                    open ->
                        parts(response, open, parts, 0)
                            .compose(ignored -> response.end(answer.body()))
                            .eventually(open::close));
    // The status is gone already: a client sees by the length that something is missing.
    sent.onFailure(ignored -> request.connection().close());
  }

  /** Sends so many bytes of the body, then ends the connection. */
  static void sendCut(HttpServerRequest request, Answer answer, long bytes, Vertx vertx) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    head(response, answer);
    Future<?> sent =
        answer.file() == null
            ? response.write(answer.body().slice(0, (int) Math.min(bytes, answer.body().length())))
            : vertx
                .fileSystem()
                .open(
                    answer.file().toString(),
                    new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(
                    open ->
                        parts(response, open, shortened(answer.parts(), bytes), 0)
                            .eventually(open::close));
    sent.onComplete(ignored -> request.connection().close());
  }

  private static List<Answer.Part> shortened(List<Answer.Part> parts, long bytes) {
    List<Answer.Part> left = new ArrayList<>();
    long rest = bytes;
    for (Answer.Part part : parts) {
      if (rest <= part.before().length()) {
        break;
      }
      rest -= part.before().length();
      long length = Math.min(rest, part.length());
      left.add(new Answer.Part(part.before(), part.offset(), length));
      rest -= length;
    }
    return left;
  }

  private static Future<Void> parts(
      HttpServerResponse response, AsyncFile file, List<Answer.Part> parts, int index) {
    if (index == parts.size()) {
      return Future.succeededFuture();
    }
    Answer.Part part = parts.get(index);
    response.write(part.before());
    if (part.length() == 0) {
      return parts(response, file, parts, index + 1);
    }
    file.setReadPos(part.offset()).setReadLength(part.length());
    return file.pipe()
        .endOnComplete(false)
        .to(response)
        .compose(ignored -> parts(response, file, parts, index + 1));
  }

  private static void head(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status());
    answer.fields().forEach(response::putHeader);
    if (answer.status() != 304) {
      response.putHeader("Content-Length", Long.toString(answer.length()));
    }
  }

  /** For a request whose rest nobody wants to read. */
  static void sendAndClose(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    head(response, answer);
    response.putHeader("Connection", "close");
    response.end(answer.body()).onComplete(ignored -> request.connection().close());
  }
}
