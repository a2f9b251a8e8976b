// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.network.wire.MessageFramer;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP inside of a DCM's TLS connection: each request goes on to the telematics service over
 * loopback, with the name of the certificate; its answer comes back, or what a fault leaves of it.
 * Virtual time stands from the hand-over of a request until its answer is whole.
 */
final class HttpLeg implements TlsLeg.Inside {
  private static final long DRIP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Link link;
  private final TlsLeg tls;
  private final MessageFramer requests = new MessageFramer(this::request);
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private @Nullable Timer drip;
  private String commonName = "";
  private boolean busy;
  private boolean closesAfter;
  private @Nullable Fault fault;

  private @Nullable ServiceConnection far;

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

  private void request(byte[] message) {
    if (!RequestHead.isLineEnds(message)) {
      waiting.add(message);
      next();
    }
  }

  private void next() {
    byte[] message = busy || gone ? null : waiting.poll();
    if (message == null) {
      return;
    }
    busy = true;
    link.recordUp(tls.flow(), message);
    RequestHead head = RequestHead.of(message);
    if (head == null) {
      // As a server does that can't tell where a request ends.
      link.resetAfterDelivery(tls.flow());
      return;
    }
    closesAfter = head.closes();
    fault = link.faults().onRequest(head.exchange());
    Fault now = fault;
    if (now == Fault.NO_ANSWER) {
      return;
    }
    if (now != null) {
      link.brokerFault(now, tls.flow());
    }
    forward(head.forService(commonName, link.edgeToken(), now == null ? "" : now.name()));
  }

  // Towards the service.

  private void forward(byte[] message) {
    exchange = link.timeline().hold("HTTP exchange of flow " + tls.flow().number);
    try {
      ServiceConnection open = far;
      if (open == null || !open.isOpen()) {
        open = link.toTelematics(tls.flow().source(), new Answers());
        far = open;
      }
      open.write(message);
    } catch (IOException e) {
      broken();
    }
  }

  /** Told on the thread of a connection to the service. */
  private final class Answers implements ServiceConnection.Listener {
    private final MessageFramer answers = new MessageFramer(HttpLeg.this::answered);

    @Override
    public void read(byte[] bytes) {
      answers.read(bytes);
    }

    @Override
    public void closed() {
      answers.flush();
      broken();
    }
  }

  private void answered(byte[] message) {
    Hold held = exchange;
    if (held != null) {
      link.timeline().post(tls.flow().source() + "/down", () -> answer(message));
      release();
    }
  }

  /** The service has closed: an answer that is still due will not come. */
  private void broken() {
    if (exchange != null) {
      link.timeline().post(tls.flow().source() + "/down", () -> link.reset(tls.flow()));
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

  private void answer(byte[] message) {
    Fault met = fault;
    if (met == Fault.RESET_BEFORE_ANSWER) {
      link.reset(tls.flow());
    } else if (met == Fault.RESET_IN_ANSWER) {
      tls.send(Arrays.copyOf(message, message.length / 2), null);
      link.resetAfterDelivery(tls.flow());
    } else if (met == Fault.SLOW_DRIP) {
      drip(message);
    } else {
      tls.send(message, message);
      if (met == Fault.RESET_AFTER_ANSWER) {
        link.resetAfterDelivery(tls.flow());
      } else if (closesAfter) {
        tls.finish();
      }
    }
    if (met != Fault.SLOW_DRIP) {
      busy = false;
      next();
    }
  }

  private void drip(byte[] message) {
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
                  tls.send(new byte[] {message[at]}, last ? message : null);
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
