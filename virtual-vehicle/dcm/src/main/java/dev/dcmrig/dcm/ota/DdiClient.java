// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.dcm.http.HttpConnection;
import dev.dcmrig.dcm.http.HttpRequest;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the update server, one at a time and in order, over one kept connection. One that
 * fails is tried again after a growing gap; those behind it wait. On the timeline's thread.
 */
final class DdiClient {
  /** Requests that wait; one more is dropped, the server will ask for it again. */
  static final int MAX_WAITING = 16;

  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int SERVER_ERROR = 500;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Told once of each request. */
  interface Outcome {
    /** Answered by the server, whatever it says. */
    void answered(HttpAnswer answer);

    /** Given up after its tries. */
    default void lost() {}

    /**
     * Given up after its tries; the last one was answered with a status that is worth another try.
     */
    default void refused(int status) {
      lost();
    }

    /**
     * Answered with more than a DCM takes.
     *
     * @param status of the answer
     */
    default void tooLong(int status) {
      lost();
    }

    /** Given up after its tries; each time a part of an answer came, and not the rest in time. */
    default void tooSlow() {
      lost();
    }
  }

  private static final class Ask {
    final HttpRequest request;
    final int tries;
    final Outcome outcome;
    int tried;
    int slow;

    Ask(HttpRequest request, int tries, Outcome outcome) {
      this.request = request;
      this.tries = tries;
      this.outcome = outcome;
    }
  }

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final RetryPlan plan;
  private final Modem modem;
  private final Trust trust;
  private final BooleanSupplier mayTalk;
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private final Timer gap;
  private @Nullable UpdateServer server;
  private @Nullable HttpConnection connection;
  private @Nullable Ask current;

  /**
   * @param mayTalk whether a request may go out now; who knows better calls {@link #pump()}
   */
  DdiClient(
      DcmContext dcm,
      OtaSettings settings,
      RetryPlan plan,
      Modem modem,
      Trust trust,
      BooleanSupplier mayTalk) {
    this.dcm = dcm;
    this.settings = settings;
    this.plan = plan;
    this.modem = modem;
    this.trust = trust;
    this.mayTalk = mayTalk;
    this.gap = dcm.timeline().timer(this::pump);
  }

  /** From now on this one is asked. */
  void server(UpdateServer next) {
    stop();
    server = next;
  }

  void get(String path, Map<String, String> headers, int tries, Outcome outcome) {
    ask(new HttpRequest("GET", path, headers, ""), tries, outcome);
  }

  void send(String method, String path, String json, int tries, Outcome outcome) {
    ask(new HttpRequest(method, path, Map.of(), json), tries, outcome);
  }

  private void ask(HttpRequest request, int tries, Outcome outcome) {
    if (waiting.size() == MAX_WAITING) {
      dcm.timeline().after(0, outcome::lost);
      return;
    }
    waiting.add(new Ask(authorized(request), tries, outcome));
    pump();
  }

  private HttpRequest authorized(HttpRequest request) {
    UpdateServer known = server;
    if (known == null || known.token().isEmpty()) {
      return request;
    }
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.put("Authorization", "TargetToken " + known.token());
    return new HttpRequest(request.method(), request.path(), headers, request.json());
  }

  /** Sends what is due. */
  void pump() {
    Ask next = waiting.peek();
    UpdateServer to = server;
    if (next == null || to == null || current != null || gap.isArmed() || !mayTalk.getAsBoolean()) {
      return;
    }
    HttpConnection open = connection;
    if (open == null) {
      open =
          new HttpConnection(
              dcm,
              to.host(),
              to.port(),
              settings.answerTimeout(),
              settings.idleTimeout(),
              modem,
              trust,
              this::pump);
      connection = open;
    }
    current = next;
    next.tried++;
    open.send(next.request, new Answered(next));
  }

  private final class Answered implements HttpConnection.Result {
    private final Ask ask;

    Answered(Ask ask) {
      this.ask = ask;
    }

    @Override
    public void done(@Nullable HttpAnswer answer) {
      current = null;
      if (answer != null && !isWorthAnotherTry(answer.status())) {
        waiting.remove(ask);
        ask.outcome.answered(answer);
      } else if (ask.tried >= ask.tries) {
        waiting.remove(ask);
        gap.armAfter(plan.gapNanos(ask.tried, answer));
        if (ask.slow >= ask.tries) {
          ask.outcome.tooSlow();
        } else if (answer != null) {
          ask.outcome.refused(answer.status());
        } else {
          ask.outcome.lost();
        }
      } else {
        gap.armAfter(plan.gapNanos(ask.tried, answer));
      }
    }

    @Override
    public void tooSlow() {
      ask.slow++;
      done(null);
    }

    @Override
    public void tooLong(int status) {
      current = null;
      waiting.remove(ask);
      ask.outcome.tooLong(status);
    }
  }

  private static boolean isWorthAnotherTry(int status) {
    return status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  /** Drops everything; nothing that was asked is told any more. */
  void stop() {
    gap.cancel();
    waiting.clear();
    current = null;
    HttpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
