// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.sim.tls.TlsPump;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a TLS connection of the DCM: what is inside goes on in plain
 * (docs/decisions/0009). On the timeline's thread.
 */
final class TlsLeg implements Flow.ServiceSide {

  /** What happens inside of the connection. */
  interface Inside {
    /**
     * @param commonName of the DCM's certificate: its VIN
     */
    void opened(String commonName);

    void received(byte[] plain);

    /** What the DCM has sent of a message that is not whole. */
    default byte[] unfinished() {
      return new byte[0];
    }

    /** The connection is gone. */
    void closed();
  }

  private final Link link;
  private final Flow flow;
  private final TlsPump pump;
  private final Inside inside;
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final boolean faulty;
  private boolean gone;

  /**
   * @param faulty whether the engine shows a certificate that a DCM must not take
   */
  TlsLeg(
      Link link,
      Flow flow,
      SSLEngine engine,
      boolean faulty,
      Function<TlsLeg, Inside> makesInside) {
    this.faulty = faulty;
    this.link = link;
    this.flow = flow;
    this.pump = new TlsPump(engine, new Events());
    this.inside = makesInside.apply(this);
    pump.start();
  }

  Flow flow() {
    return flow;
  }

  Inside inside() {
    return inside;
  }

  @Override
  public void write(byte[] bytes) {
    if (!gone) {
      pump.received(bytes);
      flush(null);
    }
  }

  /**
   * Sends to the DCM.
   *
   * @param message what is to be recorded once it has arrived; null for a part of one
   */
  void send(byte[] plain, byte @Nullable [] message) {
    if (!gone) {
      pump.send(plain);
      flush(message);
    }
  }

  /** Ends as a server does that has said everything. */
  void finish() {
    if (!gone) {
      pump.close();
      flush(null);
      link.flows().closedByAnEnd(flow);
    }
  }

  private void flush(byte @Nullable [] message) {
    if (wire.size() > 0) {
      byte[] bytes = wire.toByteArray();
      wire.reset();
      link.deliveries().sendDown(flow, bytes, message);
    }
  }

  @Override
  public void close() {
    if (!gone) {
      gone = true;
      inside.closed();
    }
  }

  private final class Events implements TlsPump.Sink {
    @Override
    public void wire(byte[] bytes) {
      wire.writeBytes(bytes);
    }

    @Override
    public void plain(byte[] bytes) {
      inside.received(bytes);
    }

    @Override
    public void opened(SSLSession session) {
      try {
        String subject = session.getPeerPrincipal().getName();
        String name = subject.startsWith("CN=") ? subject.substring(3) : "";
        link.journal().note(flow, "tls " + session.getProtocol() + " " + name);
        if (faulty) {
          link.faults().trustedWrongly();
        }
        inside.opened(name);
      } catch (SSLPeerUnverifiedException e) {
        throw new IllegalStateException("a TLS connection without the DCM's certificate", e);
      }
    }

    @Override
    public void closed(@Nullable SSLException why) {
      if (why != null) {
        link.journal().note(flow, "tls failed");
        flush(null);
        link.flows().closedByAnEnd(flow);
      }
    }
  }
}
