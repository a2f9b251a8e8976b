// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipConnection;
import dev.dcmrig.sip.SipMessageView;
import dev.dcmrig.sip.SipSettings;
import dev.dcmrig.sip.SipUserAgent;
import dev.dcmrig.sip.SipUserAgents;
import org.jspecify.annotations.Nullable;

/**
 * Places emergency calls, one at a time, and takes the call back (SOS-16). A service asks for an
 * attempt and is told how it went; it decides what comes next.
 */
public final class CallManager implements SipUserAgent.Listener, DcmService {
  private static final String CENTRE = "assist.dcmrig.example";
  private static final int SIP_PORT = 5060;

  /** Told how an attempt of a service went. */
  public interface Attempt {
    /** Somebody has answered. */
    void connected();

    /** The attempt is over. */
    void over(boolean wasConnected);
  }

  /** Told once what became of a crash that was reported in a call about something else. */
  @FunctionalInterface
  public interface ReportResult {
    /**
     * @param heard whether the centre has taken the MSD and somebody has answered the call
     */
    void reported(boolean heard);
  }

  /** Told what the rest of the DCM has to know. */
  public interface Listener {
    /** Whether an INVITE is out or a call is up has changed, or the call-back window. */
    void callStateChanged();
  }

  private final CallParts parts;
  private final DcmContext dcm;
  private final Listener listener;
  private final SipUserAgent agent;
  private final CallBackWindow callBack;
  private @Nullable EmergencyCall current;
  private @Nullable Line line;
  private boolean inviteOut;

  /** What the newest call is about. */
  private @Nullable Incident about;

  /** Counts the times that there was power: what was begun in an earlier one is void. */
  private int poweredTimes;

  public CallManager(CallParts parts, Listener listener) {
    this.parts = parts;
    this.dcm = parts.dcm();
    this.listener = listener;
    this.agent =
        SipUserAgents.create(dcm.timeline(), dcm.ids(), SipSettings.of("DCM", userPart(dcm)), this);
    this.callBack = new CallBackWindow(parts, agent, listener::callStateChanged);
  }

  private static String userPart(DcmContext dcm) {
    String uri = dcm.access().subscriberUri();
    return uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
  }

  /** Whether an INVITE is out or a call is up: what the indicator flashes for (IND-03). */
  public boolean isCallActive() {
    return inviteOut;
  }

  /** Whether such a call is about a collision. */
  public boolean isCallForCrash() {
    Incident incident = about;
    return inviteOut && incident != null && incident.data().automatic();
  }

  /** Whether a call is up, or being placed. */
  public boolean isBusy() {
    return current != null;
  }

  @Override
  public boolean isKeepingAwake() {
    return isBusy() || isCallBackOpen();
  }

  /** Whether the centre may call back, for whatever. */
  public boolean isCallBackOpen() {
    return callBack.isOpen();
  }

  /** Whether the centre may call back for a collision (ACN-11): the back-up battery serves it. */
  public boolean isCallBackForCrashOpen() {
    return callBack.isOpen() && callBack.lastIncident().data().automatic();
  }

  /** Begins an attempt. It fails at once without coverage. */
  public void attempt(Incident incident, Attempt attempt) {
    if (current != null) {
      throw new IllegalStateException("a call is going on");
    }
    EmergencyCall call =
        new EmergencyCall(
            parts,
            incident,
            new EmergencyCall.Listener() {
              @Override
              public void connected() {
                // From now on, and not before: a window of an earlier call is still about that.
                callBack.remember(incident);
                callBack.callIsUp();
                attempt.connected();
                listener.callStateChanged();
              }

              @Override
              public void over(boolean wasConnected) {
                hungUp();
                if (wasConnected && parts.rules().isCallBackTaken()) {
                  callBack.open();
                }
                attempt.over(wasConnected);
                listener.callStateChanged();
              }
            });
    current = call;
    about = incident;
    try {
      Line open = new Line();
      open.channel = parts.modem().connect(CENTRE, SIP_PORT, open);
      line = open;
      agent.connected(open);
      long delayNanos = parts.rules().inviteDelayNanos();
      if (delayNanos == 0) {
        invite(open, call, incident);
      } else {
        dcm.timeline().after(delayNanos, () -> invite(open, call, incident));
      }
    } catch (NoNetworkException e) {
      current = null;
      int begunIn = poweredTimes;
      dcm.timeline()
          .after(
              0,
              () -> {
                if (begunIn == poweredTimes) {
                  attempt.over(false);
                  listener.callStateChanged();
                }
              });
    }
  }

  private void invite(Line open, EmergencyCall call, Incident incident) {
    inviteOut = true;
    listener.callStateChanged();
    EmergencyCall.Body body = call.invitation();
    String target = incident.target(parts);
    call.placed(
        agent.call(
            open,
            new SipUserAgent.OutgoingCall(
                target,
                dcm.access().subscriberUri(),
                target,
                body.headers(),
                body.contentType(),
                body.bytes()),
            call));
  }

  /**
   * Reports a crash in the call that is up, or that is being placed (ACN-14).
   *
   * @throws IllegalStateException when there is none
   */
  public void report(CrashData data, ReportResult result) {
    EmergencyCall call = current;
    if (call == null) {
      throw new IllegalStateException("no call is going on that a crash could be reported in");
    }
    call.report(data, result);
    callBack.updated();
  }

  private void hungUp() {
    current = null;
    inviteOut = false;
    Line used = line;
    line = null;
    if (used != null) {
      // The BYE, or the answer to it, goes out first.
      dcm.timeline().after(LINGER_NANOS, used::close);
    }
  }

  /** How long a connection stays after its call, for what is still to be answered. */
  private static final long LINGER_NANOS = 2_000_000_000L;

  @Override
  public SipCall.Listener incoming(SipConnection connection, SipCall call, SipMessageView invite) {
    if (current != null) {
      call.reject(486, "Busy Here");
      return new SipCall.Listener() {};
    }
    if (!callBack.isOpen()) {
      call.reject(480, "Temporarily Unavailable");
      return new SipCall.Listener() {};
    }
    EmergencyCall taken =
        new EmergencyCall(
            parts,
            callBack.lastIncident(),
            new EmergencyCall.Listener() {
              @Override
              public void connected() {
                callBack.callIsUp();
                listener.callStateChanged();
              }

              @Override
              public void over(boolean wasConnected) {
                current = null;
                inviteOut = false;
                if (wasConnected) {
                  callBack.open();
                } else {
                  callBack.resume();
                }
                listener.callStateChanged();
              }
            });
    current = taken;
    about = callBack.lastIncident();
    inviteOut = true;
    callBack.pause();
    taken.answer(call, invite);
    listener.callStateChanged();
    return taken;
  }

  /** A call-back window that was open, or is due, goes on (SOS-16, ACN-11). */
  @Override
  public void boot() {
    callBack.boot();
  }

  @Override
  public void stop() {
    poweredTimes++;
    EmergencyCall call = current;
    if (call != null) {
      call.abandon();
    }
    current = null;
    inviteOut = false;
    Line used = line;
    line = null;
    if (used != null) {
      used.close();
    }
    callBack.close();
  }

  /** A connection of the modem that carries SIP for one call. */
  private final class Line implements SipConnection, TcpChannel.Listener {
    private @Nullable TcpChannel channel;

    @Override
    public String name() {
      return dcm.access().address() + ":" + SIP_PORT + ">" + CENTRE;
    }

    @Override
    public String localAddress() {
      return dcm.access().address() + ":" + SIP_PORT;
    }

    @Override
    public void write(byte[] bytes) {
      TcpChannel open = channel;
      if (open != null) {
        open.write(bytes);
      }
    }

    /** The agent is told, too: it keeps account of what is open. */
    @Override
    public void close() {
      TcpChannel open = channel;
      if (open != null) {
        open.close();
        agent.closed(this);
      }
    }

    @Override
    public void received(byte[] bytes) {
      agent.received(this, bytes);
    }

    @Override
    public void closed() {
      agent.closed(this);
    }
  }
}
