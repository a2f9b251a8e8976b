package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
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
 * takes the registration back when the window is over.
 */
final class CallBackWindow implements SipConnection, TcpChannel.Listener {
  private static final String REGISTRAR = "register.dcmrig.example";
  private static final int SIP_PORT = 5060;
  private static final long LINGER_NANOS = 2_000_000_000L;

  private final DcmContext dcm;
  private final Modem modem;
  private final SipUserAgent agent;
  private final Runnable changed;
  private final Timer end;
  private final Timer retry;
  private @Nullable TcpChannel channel;
  private long untilNanos;
  private boolean open;
  private CrashData about = new CrashData(false, 0, Whereabouts.UNKNOWN, 255);

  CallBackWindow(DcmContext dcm, Modem modem, SipUserAgent agent, Runnable changed) {
    this.dcm = dcm;
    this.modem = modem;
    this.agent = agent;
    this.changed = changed;
    this.end = dcm.timeline().timer(this::over);
    this.retry = dcm.timeline().timer(this::register);
  }

  boolean isOpen() {
    return open;
  }

  CrashData lastIncident() {
    return about;
  }

  void remember(CrashData data) {
    about = data;
  }

  /** A call is over; from now on the centre may call for the whole window. */
  void open() {
    open = true;
    long window = dcm.settings().nanos("callBack.window");
    untilNanos = dcm.timeline().nowNanos() + window;
    end.armAfter(window);
    register();
  }

  private void register() {
    if (!open) {
      return;
    }
    if (channel == null) {
      try {
        channel = modem.connect(REGISTRAR, SIP_PORT, this);
        agent.connected(this);
      } catch (NoNetworkException e) {
        retry.armAfter(dcm.settings().nanos("callBack.registerRetry"));
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
            retry.armAfter(dcm.settings().nanos("callBack.registerRetry"));
          }
        });
  }

  private void over() {
    open = false;
    retry.cancel();
    TcpChannel registered = channel;
    if (registered != null) {
      agent.register(
          this, "sip:" + REGISTRAR, dcm.access().subscriberUri(), Duration.ZERO, result -> {});
      dcm.timeline().after(LINGER_NANOS, this::close);
    }
    changed.run();
  }

  @Override
  public void closed() {
    channel = null;
    agent.closed(this);
    if (open) {
      retry.armAfter(dcm.settings().nanos("callBack.registerRetry"));
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
    TcpChannel registered = channel;
    channel = null;
    if (registered != null) {
      registered.close();
      agent.closed(this);
    }
  }
}
