// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.dcm.position.Whereabouts;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sip.SipConnection;
import dev.dcmrig.sip.SipUserAgent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time after a call in which the centre can call back (SOS-16, ACN-11; T9 of EN 16062 is one
 * hour): the DCM stays registered over a connection of its own, tries again when that fails, and
 * takes the registration back when the window is over. A call back that is up holds the window
 * open.
 *
 * <p>The window stands in the non-volatile memory. A call that a reset cut off is a lost call: its
 * window begins with the boot.
 *
 * <pre>
 *   callBack.window   open;&lt;end of the window, ns&gt;;&lt;data of the incident&gt;
 *                     call;&lt;beginning of the call, ns&gt;;&lt;data of the incident&gt;
 * </pre>
 */
final class CallBackWindow implements SipConnection, TcpChannel.Listener {
  private static final String REGISTRAR = "register.dcmrig.example";
  private static final int SIP_PORT = 5060;
  private static final long LINGER_NANOS = 2_000_000_000L;
  private static final String MEMORY = "callBack.window";
  private static final String OPEN = "open";
  private static final String CALL = "call";

  private final CallParts parts;
  private final DcmContext dcm;
  private final SipUserAgent agent;
  private final Runnable changed;
  private final Timer end;
  private final Timer retry;
  private final Timer lingering;
  private @Nullable TcpChannel channel;
  private long untilNanos;
  private boolean open;
  private Incident about =
      new Incident(new CrashData(0, false, 0, Whereabouts.UNKNOWN, CrashData.UNKNOWN_PASSENGERS));

  CallBackWindow(CallParts parts, SipUserAgent agent, Runnable changed) {
    this.parts = parts;
    this.dcm = parts.dcm();
    this.agent = agent;
    this.changed = changed;
    this.end = dcm.timeline().timer(this::over);
    this.retry = dcm.timeline().timer(this::register);
    this.lingering = dcm.timeline().timer(this::close);
  }

  boolean isOpen() {
    return open;
  }

  /** What the calls are about that the centre may call back for. */
  Incident lastIncident() {
    return about;
  }

  void remember(Incident incident) {
    about = incident;
  }

  /** A call is up: should it be lost with the power, the window is still to come. */
  void callIsUp() {
    dcm.memory().put(MEMORY, text(CALL, dcm.timeline().nowNanos()));
  }

  /** The call that is up, or being placed, is about something newer now. */
  void updated() {
    if (dcm.memory().get(MEMORY).filter(text -> text.startsWith(CALL)).isPresent()) {
      callIsUp();
    }
  }

  private String text(String what, long nanos) {
    return what + ";" + nanos + ";" + about.data().toText();
  }

  /** A call is over; from now on the centre may call for the whole window. */
  void open() {
    open(dcm.timeline().nowNanos() + parts.callBack().window().toNanos());
  }

  private void open(long newUntilNanos) {
    open = true;
    untilNanos = newUntilNanos;
    lingering.cancel();
    end.armAt(newUntilNanos);
    dcm.memory().put(MEMORY, text(OPEN, newUntilNanos));
    register();
  }

  /** A call back has been taken; it may outlast the window. */
  void pause() {
    end.cancel();
    lingering.cancel();
  }

  /** The call back that was taken came to nothing: the window goes on as before. */
  void resume() {
    end.armAt(Math.max(untilNanos, dcm.timeline().nowNanos()));
  }

  /** After a reset: a window, or a call, that the reset has cut off. */
  void boot() {
    if (!parts.rules().isCallBackKeptOverReset()) {
      dcm.memory().remove(MEMORY);
    }
    dcm.memory().get(MEMORY).ifPresent(this::restore);
  }

  private void restore(String text) {
    String[] cells = text.split(";", 3);
    long nanos = Long.parseLong(cells[1]);
    long now = dcm.timeline().nowNanos();
    long window = parts.callBack().window().toNanos();
    about = new Incident(CrashData.ofText(cells[2]));
    // When the call was cut off is not known; it can't have been later than its longest time.
    long until =
        cells[0].equals(OPEN)
            ? parts.rules().windowEndNanos(nanos, now + window)
            : Math.min(now, nanos + parts.call().maxDuration().toNanos()) + window;
    if (until > now) {
      open(until);
    } else {
      dcm.memory().remove(MEMORY);
    }
  }

  private void register() {
    retry.cancel();
    if (!open) {
      return;
    }
    if (channel == null) {
      try {
        channel = parts.modem().connect(REGISTRAR, SIP_PORT, this);
        agent.connected(this);
      } catch (NoNetworkException e) {
        retry.armAfter(parts.callBack().registerRetry().toNanos());
        return;
      }
    }
    long leftNanos = untilNanos - dcm.timeline().nowNanos();
    agent.register(
        this,
        "sip:" + REGISTRAR,
        dcm.access().subscriberUri(),
        Duration.ofSeconds(Math.max(1, (leftNanos + 999_999_999L) / 1_000_000_000L)),
        result -> {
          if (result.status() != 200 && open) {
            retry.armAfter(parts.callBack().registerRetry().toNanos());
          }
        });
  }

  private void over() {
    open = false;
    if (dcm.memory().get(MEMORY).filter(text -> text.startsWith(OPEN)).isPresent()) {
      // Not while a later call is up: what stands there is that call's.
      dcm.memory().remove(MEMORY);
    }
    TcpChannel registered = channel;
    if (registered != null && parts.rules().isRegistrationTakenBack()) {
      agent.register(
          this, "sip:" + REGISTRAR, dcm.access().subscriberUri(), Duration.ZERO, result -> {});
      lingering.armAfter(LINGER_NANOS);
    }
    changed.run();
  }

  @Override
  public void closed() {
    channel = null;
    agent.closed(this);
    if (open && channel == null) {
      retry.armAfter(parts.callBack().registerRetry().toNanos());
    }
  }

  @Override
  public void received(byte[] bytes) {
    agent.received(this, bytes);
  }

  @Override
  public String name() {
    return dcm.access().address() + ":" + SIP_PORT + ">" + REGISTRAR;
  }

  @Override
  public String localAddress() {
    return dcm.access().address() + ":" + SIP_PORT;
  }

  @Override
  public void write(byte[] bytes) {
    TcpChannel registered = channel;
    if (registered != null) {
      registered.write(bytes);
    }
  }

  /** Without another word: the connection is closed and nothing is tried again. */
  @Override
  public void close() {
    open = false;
    end.cancel();
    retry.cancel();
    lingering.cancel();
    TcpChannel registered = channel;
    channel = null;
    if (registered != null) {
      registered.close();
      agent.closed(this);
    }
  }
}
