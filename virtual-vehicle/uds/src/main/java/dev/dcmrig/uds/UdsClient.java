// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tester's connection to one ECU (ISO 14229-1, ISO 14229-2): one request at a time, P2 and P2* as
 * the ECU's last session response says them, tester present while a session is to be kept. Belongs
 * to the timeline's thread.
 *
 * <p>P2 runs from when the request is out. A response that has begun (first frame) is in time.
 */
public final class UdsClient implements AutoCloseable {
  /** "Response pending" that one request may get. */
  public static final int MAX_PENDING = 1_000;

  /** How often tester present is sent: well within S3 of the server. */
  public static final long KEEP_ALIVE_NANOS = 2_000_000_000L;

  private static final long MILLI = 1_000_000;
  private static final int PENDING_LENGTH = 3;

  private final IsoTpLink link;
  private final Timer responseTimer;
  private final Timer keepAliveTimer;
  private final long marginNanos;

  private long p2Nanos = 50 * MILLI;
  private long p2StarNanos = 5_000 * MILLI;

  private @Nullable Service awaited;
  private @Nullable Consumer<UdsAnswer> waiting;

  /** The request that waits until tester present is out. */
  private @Nullable Runnable afterKeepAlive;

  private int pendings;

  private long ignored;

  /**
   * @param opener makes the connection to the ECU, with this client as its listener
   * @param marginNanos what way and bench add to the ECU's P2 and P2*
   */
  public UdsClient(Timeline timeline, Function<IsoTpListener, IsoTpLink> opener, long marginNanos) {
    this.marginNanos = marginNanos;
    this.responseTimer = timeline.timer(this::nothingCame);
    this.keepAliveTimer = timeline.timer(this::keepAlive);
    this.link = opener.apply(new Listener());
  }

  private final class Listener implements IsoTpListener {
    @Override
    public void onMessage(long timeNanos, byte[] message) {
      response(message);
    }

    @Override
    public void onFirstFrame(long timeNanos, int length) {
      // It has begun in time; the transport says when it does not come whole.
      responseTimer.cancel();
    }

    @Override
    public void onFailure(long timeNanos, NResult reason) {
      if (awaited != null) {
        finish(new UdsAnswer.Broken(awaited, reason));
      }
    }
  }

  /** P2 of the server, in nanoseconds: 50 ms until a session says otherwise. */
  public long p2Nanos() {
    return p2Nanos;
  }

  /** P2* of the server, in nanoseconds: 5 s until a session says otherwise. */
  public long p2StarNanos() {
    return p2StarNanos;
  }

  /** Responses that nobody waited for. */
  public long ignoredResponses() {
    return ignored;
  }

  /**
   * Sends a request.
   *
   * @param done told once what came of it
   * @throws IllegalStateException while another one is under way
   */
  public void request(Request request, Consumer<UdsAnswer> done) {
    request(request.service(), request.encode(), done);
  }

  /** Sends any bytes as a request of a service, for tests of an ECU. */
  public void request(Service service, byte[] message, Consumer<UdsAnswer> done) {
    await(service, done);
    if (link.sending()) {
      // Tester present is on its way; it takes a frame.
      afterKeepAlive = () -> send(service, message);
    } else {
      send(service, message);
    }
  }

  private void send(Service service, byte[] message) {
    link.send(
        message,
        result -> {
          if (result != NResult.N_OK) {
            finish(new UdsAnswer.Broken(service, result));
          } else if (awaited != null && pendings == 0) {
            responseTimer.armAfter(p2Nanos + marginNanos);
          }
        });
  }

  /** Waits for the response to a request that goes to all. */
  void awaitAnswerToAll(Service service, Consumer<UdsAnswer> done) {
    await(service, done);
    responseTimer.armAfter(p2Nanos + marginNanos);
  }

  private void await(Service service, Consumer<UdsAnswer> done) {
    if (awaited != null) {
      throw new IllegalStateException(
          awaited + " is under way; send " + service + " when its answer is there");
    }
    awaited = service;
    waiting = done;
    pendings = 0;
  }

  /** Keeps the session alive, or does so no longer. */
  public void keepSession(boolean keep) {
    if (keep) {
      keepAliveTimer.armAfter(KEEP_ALIVE_NANOS);
    } else {
      keepAliveTimer.cancel();
    }
  }

  private void keepAlive() {
    keepAliveTimer.armAfter(KEEP_ALIVE_NANOS);
    // While a message is being sent the server hears of us anyway.
    if (!link.sending()) {
      link.send(new Request.TesterPresent(true).encode(), result -> keptAlive());
    }
  }

  private void keptAlive() {
    Runnable next = afterKeepAlive;
    afterKeepAlive = null;
    if (next != null) {
      next.run();
    }
  }

  private void response(byte[] message) {
    Service service = awaited;
    int first = message[0] & 0xFF;
    if (service != null && first == service.id() + Service.POSITIVE_OFFSET) {
      byte[] data = Arrays.copyOfRange(message, 1, message.length);
      if (service == Service.DIAGNOSTIC_SESSION_CONTROL && data.length == 5) {
        p2Nanos = ((data[1] & 0xFF) << 8 | (data[2] & 0xFF)) * MILLI;
        p2StarNanos = ((data[3] & 0xFF) << 8 | (data[4] & 0xFF)) * 10L * MILLI;
      }
      finish(new UdsAnswer.Positive(service, data));
    } else if (service != null
        && first == Service.NEGATIVE
        && message.length == PENDING_LENGTH
        && (message[1] & 0xFF) == service.id()) {
      negative(service, message[2] & 0xFF);
    } else {
      ignored++;
      if (service != null && !responseTimer.isArmed()) {
        // Its first frame stopped the time of the one that is waited for.
        responseTimer.armAfter(p2Nanos + marginNanos);
      }
    }
  }

  private void negative(Service service, int code) {
    if (code != Nrc.RESPONSE_PENDING.code()) {
      finish(new UdsAnswer.Negative(service, code));
    } else if (++pendings > MAX_PENDING) {
      finish(new UdsAnswer.EndlessPending(service));
    } else {
      responseTimer.armAfter(p2StarNanos + marginNanos);
    }
  }

  private void nothingCame() {
    Service service = awaited;
    if (service != null) {
      finish(new UdsAnswer.Silence(service, pendings));
    }
  }

  private void finish(UdsAnswer answer) {
    Consumer<UdsAnswer> told = waiting;
    awaited = null;
    waiting = null;
    responseTimer.cancel();
    if (told != null) {
      told.accept(answer);
    }
  }

  @Override
  public void close() {
    keepAliveTimer.cancel();
    responseTimer.cancel();
    awaited = null;
    waiting = null;
    afterKeepAlive = null;
    link.close();
  }
}
