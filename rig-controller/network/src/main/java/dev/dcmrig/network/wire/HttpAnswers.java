// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The answers on one connection, in the order of the requests (RFC 9112 9.3.2). */
public final class HttpAnswers {
  private static final int FINAL = 200;

  private final Deque<String> methods = new ArrayDeque<>();
  private final HttpStream stream;

  /**
   * @param answers told of each final answer; interim ones (1xx) are left out
   * @param broken told once why the stream can't be read
   */
  public HttpAnswers(Consumer<HttpMessage> answers, Consumer<String> broken) {
    this.stream =
        HttpStream.ofAnswers(
            methods,
            new HttpStream.Sink() {
              @Override
              public boolean head(HttpMessage head) {
                return true;
              }

              @Override
              public void message(HttpMessage message) {
                if (message.status() >= FINAL) {
                  answers.accept(message);
                }
              }

              @Override
              public void broken(Throwable why) {
                broken.accept(String.valueOf(why.getMessage()));
              }
            });
  }

  /** A request has gone out. */
  public synchronized void expect(String method) {
    methods.add(method);
  }

  /** The next bytes. */
  public synchronized void read(byte[] bytes) {
    stream.read(bytes);
  }

  /** Nothing more comes; an answer that has no other end is whole now. */
  public synchronized void ended() {
    stream.ended();
  }
}
