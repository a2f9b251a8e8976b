// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.network.wire.HttpAnswers;
import dev.dcmrig.network.wire.HttpMessage;
import dev.dcmrig.network.wire.HttpRefusal;
import dev.dcmrig.network.wire.HttpRequests;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP inside of a DCM's TLS connection: each request goes on to the telematics service over
 * loopback, with the name of the certificate; its answer comes back, or what a fault leaves of it.
 * Virtual time stands from the hand-over of a request until its answer is whole.
 */
final class HttpLeg implements TlsLeg.Inside {
  /** Requests that a DCM may send ahead of their answers. */
  private static final int MAX_WAITING = 100;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What the service says of a request that no DCM may send. */
  private static final Set<Integer> OF_THE_FORM = Set.of(400, 403, 405, 413, 415);

  private static final long DRIP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final byte[] PIECE = new byte[16 * 1024];

  /** Of an answer that nobody should read. */
  private static final long ENDLESS_BYTES = 100_000_000;

  private static final byte[] ENDLESS_HEAD =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + ENDLESS_BYTES
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final Link link;
  private final TlsLeg tls;
  private final HttpRequests requests = new HttpRequests(new Requests());

  /** What is to be done once the exchange before is over: the next request, or a refusal. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private @Nullable Timer drip;
  private String commonName = "";
  private boolean busy;
  private boolean closesAfter;
  private @Nullable Fault fault;
  private boolean slow;
  private boolean endless;

  /** What was asked for last of the update server. */
  private String target = "";

  private @Nullable ServiceConnection far;
  private @Nullable Answers answers;

  private volatile @Nullable Hold exchange;
  private volatile boolean gone;

  HttpLeg(Link link, TlsLeg tls) {
    this.link = link;
    this.tls = tls;
  }

  @Override
  public void opened(String name) {
    commonName = name;
  }

  @Override
  public void received(byte[] plain) {
    requests.read(plain);
  }

  @Override
  public byte[] unfinished() {
    return requests.unfinished();
  }

  /** Told inside of a read of the connection: what is due is posted. */
  private final class Requests implements HttpRequests.Listener {
    @Override
    public void request(HttpMessage request) {
      await(() -> exchange(request));
    }

    @Override
    public void refused(HttpRefusal refusal) {
      await(() -> refuse(refusal));
    }

    @Override
    public void asksWhetherToContinue() {
      if (!busy && waiting.isEmpty()) {
        post(() -> tls.send(CONTINUE, null));
      }
    }
  }

  private void post(Runnable task) {
    link.timeline().post(tls.flow().source() + "/down", task);
  }

  private void await(Runnable task) {
    if (waiting.size() == MAX_WAITING) {
      link.flows().resetAfterDelivery(tls.flow());
      return;
    }
    waiting.add(task);
    next();
  }

  private void next() {
    Runnable task = busy || gone ? null : waiting.poll();
    if (task != null) {
      busy = true;
      task.run();
    }
  }

  /** As a server that can't tell where a request ends: it says so, and closes. */
  private void refuse(HttpRefusal refusal) {
    link.journal().refused(tls.flow(), refusal);
    post(
        () -> {
          byte[] answer = refusal.answer();
          tls.send(answer, answer);
          tls.finish();
        });
  }

  private void exchange(HttpMessage request) {
    link.deliveries().cameUp(tls.flow(), request.plain());
    DcmRequest asked = new DcmRequest(request, tls.flow().service);
    asked.claims().forEach(name -> link.journal().malformed(tls.flow(), "http.claimed", name));
    closesAfter = request.closes();
    List<String> wrongs = asked.wrongs();
    wrongs.forEach(why -> link.journal().malformed(tls.flow(), "http.wrong", why));
    boolean updates = tls.flow().service == Flow.Service.UPDATES;
    if (updates) {
      target = request.target();
      // Noted only: a server that knows no ranges would not mind.
      link.pieces()
          .wrongs(commonName, request)
          .forEach(why -> link.journal().malformed(tls.flow(), "http.wrong", why));
    }
    Exchange kind = asked.exchange();
    fault = link.faults().onRequest(kind);
    slow = link.isSlow(tls.flow(), request.target());
    endless = link.isEndless(tls.flow(), request.target());
    Fault now = fault;
    if (now == Fault.NO_ANSWER) {
      return;
    }
    byte[] odd = now == null ? null : instead(now, updates);
    if (now != null && odd != null) {
      boolean closes = OddAnswers.closes(now);
      post(() -> substitute(odd, closes));
      return;
    }
    if (now == null && !wrongs.isEmpty()) {
      // Noted already: the answer is ours, and no further note.
      now = Fault.STATUS_400;
      fault = now;
    }
    if (now != null) {
      link.orders().play(now, tls.flow());
    }
    forward(
        request.method(),
        now == Fault.WHOLE_IMAGE
            ? asked.forWhole(commonName, link.edgeToken())
            : asked.forService(
                commonName, link.edgeToken(), now == null || updates ? "" : now.name()));
  }

  /** An answer that the link gives itself; null when the service is to be asked. */
  private byte @Nullable [] instead(Fault met, boolean updates) {
    byte[] odd = OddAnswers.of(met, link.timeline().now(), commonName);
    return odd == null && updates ? UpdateAnswers.of(met) : odd;
  }

  /** An answer that the service would not give; the request did not get there. */
  private void substitute(byte[] answer, boolean closes) {
    tls.send(answer, answer);
    if (closes) {
      tls.finish();
    }
    busy = false;
    next();
  }

  // Towards the service.

  private void forward(String method, byte[] message) {
    exchange = link.timeline().hold("HTTP exchange of flow " + tls.flow().number);
    try {
      ServiceConnection open = far;
      if (open == null || !open.isOpen()) {
        Answers read = new Answers();
        open = link.toService(tls.flow(), read);
        far = open;
        answers = read;
      }
      Answers reads = answers;
      if (reads != null) {
        reads.stream.expect(method);
      }
      open.write(message);
    } catch (IOException e) {
      broken(String.valueOf(e.getMessage()));
    }
  }

  /** Told on the thread of a connection to the service. */
  private final class Answers implements ServiceConnection.Listener {
    private final HttpAnswers stream =
        new HttpAnswers(HttpLeg.this::answered, why -> HttpLeg.this.broken(why));

    @Override
    public void read(byte[] bytes) {
      stream.read(bytes);
    }

    @Override
    public void closed() {
      stream.ended();
      broken("it has closed the connection");
    }
  }

  private void answered(HttpMessage message) {
    Hold held = exchange;
    if (held != null) {
      post(() -> answer(message));
      release();
    }
  }

  /** An answer that is still due will not come. The service is ours: the bench is broken. */
  private void broken(String why) {
    if (exchange != null && !gone) {
      link.timeline()
          .post(
              tls.flow().source() + "/down",
              () -> {
                throw new BenchBroken(
                    "the service has not answered the request of flow "
                        + tls.flow().number
                        + ": "
                        + why);
              });
      release();
    }
  }

  private void release() {
    Hold held = exchange;
    exchange = null;
    if (held != null) {
      held.release();
    }
  }

  // Back to the DCM, on the timeline's thread.

  private void answer(HttpMessage answer) {
    if (endless) {
      tls.send(ENDLESS_HEAD, ENDLESS_HEAD);
      endlessly(ENDLESS_BYTES / PIECE.length);
      return;
    }
    Fault met = slow ? Fault.SLOW_DRIP : fault;
    byte[] changed =
        met != null && met.place() == Place.UPDATES ? UpdateAnswers.changed(met, answer) : null;
    byte[] wire = changed == null ? answer.raw() : changed;
    if (met == null && OF_THE_FORM.contains(answer.status())) {
      String why = answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
      link.journal().malformed(tls.flow(), "http.refused", why);
    }
    if (met == Fault.RESET_BEFORE_ANSWER) {
      link.flows().reset(tls.flow());
    } else if (met == Fault.RESET_IN_ANSWER) {
      tls.send(Arrays.copyOf(wire, wire.length / 2), null);
      link.flows().resetAfterDelivery(tls.flow());
    } else if (met == Fault.SLOW_DRIP) {
      drip(wire, answer.plain());
    } else {
      tls.send(wire, changed == null ? answer.plain() : changed);
      link.pieces().answered(commonName, target, wire);
      if (met == Fault.RESET_AFTER_ANSWER) {
        link.flows().resetAfterDelivery(tls.flow());
      } else if (closesAfter || answer.closes()) {
        tls.finish();
      }
    }
    if (met != Fault.SLOW_DRIP) {
      busy = false;
      next();
    }
  }

  /** One piece after the other, so that nobody here holds all of it. */
  private void endlessly(long pieces) {
    long[] left = {pieces};
    Timer timer =
        link.timeline()
            .timer(
                () -> {
                  Timer own = drip;
                  if (!gone && own != null && left[0]-- > 0) {
                    tls.send(PIECE, null);
                    own.armAfter(PIECE_NANOS);
                  }
                });
    drip = timer;
    timer.armAfter(PIECE_NANOS);
  }

  private void drip(byte[] message, byte[] shown) {
    int[] sent = {0};
    Timer timer =
        link.timeline()
            .timer(
                () -> {
                  Timer own = drip;
                  if (gone || own == null) {
                    return;
                  }
                  int at = sent[0]++;
                  boolean last = at + 1 == message.length;
                  tls.send(new byte[] {message[at]}, last ? shown : null);
                  if (!last) {
                    own.armAfter(DRIP_NANOS);
                  } else {
                    busy = false;
                    next();
                  }
                });
    drip = timer;
    timer.armAfter(DRIP_NANOS);
  }

  @Override
  public void closed() {
    gone = true;
    requests.close();
    Timer dripping = drip;
    if (dripping != null) {
      dripping.cancel();
    }
    ServiceConnection open = far;
    if (open != null) {
      open.close();
    }
    release();
  }
}
