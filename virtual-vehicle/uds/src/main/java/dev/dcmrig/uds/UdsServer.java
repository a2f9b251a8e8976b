// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.uds.EcuDescription.Rule;
import dev.dcmrig.uds.EcuDescription.Session;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server of one ECU (ISO 14229-1:2020). A request is looked at in the order of figures 5 and 6,
 * and then in that of its service's own figure:
 *
 * <ol>
 *   <li>service known, else serviceNotSupported
 *   <li>in the active session, else serviceNotSupportedInActiveSession
 *   <li>security level of the service unlocked, else securityAccessDenied
 *   <li>with a sub-function: two bytes, else incorrectMessageLengthOrInvalidFormat
 *   <li>sub-function known, else subFunctionNotSupported
 *   <li>in the active session, else subFunctionNotSupportedInActiveSession
 *   <li>its security level unlocked, else securityAccessDenied
 *   <li>what the service itself looks at
 * </ol>
 *
 * One request at a time. What lasts longer than P2 is said to be pending, again and again within
 * P2*. Any session but the default one ends S3 after the last request.
 */
public final class UdsServer {
  /** S3: how long a session lasts without a request (ISO 14229-2, table 5). */
  public static final long S3_NANOS = 5_000_000_000L;

  private static final long MILLI = 1_000_000;

  private static final Set<Integer> RESETS = Set.of(1, 2, 3);
  private static final Set<Integer> DTC_KINDS = Set.of(0x01, 0x02, 0x04, 0x06, 0x0A);
  private static final Set<Integer> COMMUNICATION_TYPES = Set.of(0, 1, 2, 3);
  private static final Set<Integer> ROUTINE_ACTIONS = Set.of(1, 2, 3);
  private static final Set<Integer> ON_AND_OFF = Set.of(1, 2);
  private static final int LAST_AUTHENTICATION_TASK = 8;

  private final EcuDescription ecu;
  private final ServerState state;
  private final ServerServices services;
  private final SecurityServices security;
  private final TransferServices transfer;
  private final Timer sessionTimer;
  private final Timer doneTimer;
  private final Timer pendingTimer;

  private record Waiting(byte[] request, boolean toAll, Consumer<byte[]> reply, Outcome outcome) {}

  private @Nullable Waiting waiting;
  private boolean toldToWait;

  public UdsServer(Timeline timeline, EcuDescription ecu, EcuActions actions, DtcMemory dtcs) {
    this.ecu = ecu;
    this.state = new ServerState(timeline, ecu, actions, dtcs);
    this.services = new ServerServices(state);
    this.security = new SecurityServices(state);
    this.transfer = new TransferServices(state);
    this.sessionTimer = timeline.timer(() -> state.enter(EcuDescription.DEFAULT_SESSION));
    this.doneTimer = timeline.timer(this::done);
    this.pendingTimer = timeline.timer(this::stillPending);
  }

  /** The session that is active. */
  public int session() {
    return state.session();
  }

  /**
   * Takes a request.
   *
   * @param request the whole message; an empty one is none, and gets no response
   * @param toAll whether it went to all (functional addressing): then some refusals stay silent
   * @param reply gets each response, none to some; at once or later, on the timeline's thread
   */
  public void request(byte[] request, boolean toAll, Consumer<byte[]> reply) {
    if (request.length == 0 || state.actions.isIgnored(request)) {
      return;
    }
    if (waiting != null) {
      boolean keepAlive = request.length == 2 && request[0] == 0x3E && request[1] == (byte) 0x80;
      if (!toAll && !keepAlive) {
        reply.accept(negative(request, Nrc.BUSY_REPEAT_REQUEST));
      }
      return;
    }
    sessionTimer.cancel();
    Session before = Objects.requireNonNull(ecu.sessions().get(state.session()));
    Outcome outcome =
        state.actions.refusal(request).map(Outcome::refused).orElseGet(() -> evaluate(request));
    Waiting now = new Waiting(request, toAll, reply, outcome);
    if (outcome.afterNanos() == 0) {
      respond(now);
      return;
    }
    waiting = now;
    toldToWait = false;
    doneTimer.armAfter(outcome.afterNanos());
    if (outcome.afterNanos() > before.p2Millis() * MILLI) {
      pendingTimer.armAfter(inTime(before.p2Millis()));
    }
  }

  /** A fifth of a limit is left for the way. */
  private static long inTime(int limitMillis) {
    return limitMillis * MILLI / 5 * 4;
  }

  private void stillPending() {
    Waiting now = waiting;
    if (now != null) {
      toldToWait = true;
      now.reply().accept(negative(now.request(), Nrc.RESPONSE_PENDING));
      Session session = Objects.requireNonNull(ecu.sessions().get(state.session()));
      pendingTimer.armAfter(inTime(session.p2StarMillis()));
    }
  }

  private void done() {
    Waiting now = waiting;
    waiting = null;
    pendingTimer.cancel();
    if (now != null) {
      respond(now);
    }
    toldToWait = false;
  }

  private void respond(Waiting now) {
    byte[] request = now.request();
    Nrc refusal = now.outcome().refusal();
    if (refusal != null) {
      // Whoever was told to wait gets an end, whatever it is.
      if (!now.toAll() || toldToWait || !refusal.silentToAll()) {
        now.reply().accept(negative(request, refusal));
      }
    } else {
      Service service = Objects.requireNonNull(Service.of(request[0]));
      boolean suppressed =
          service.hasSubFunction() && (request[1] & Request.SUPPRESS) != 0 && !toldToWait;
      if (!suppressed) {
        now.reply().accept(Request.Bytes.answer(service).data(now.outcome().data()).toBytes());
      }
      afterwards(service, request);
    }
    if (state.session() != EcuDescription.DEFAULT_SESSION) {
      sessionTimer.armAfter(S3_NANOS);
    }
  }

  /** What happens once the response is out. */
  private void afterwards(Service service, byte[] request) {
    if (service == Service.DIAGNOSTIC_SESSION_CONTROL) {
      state.enter(subFunction(request));
    } else if (service == Service.ECU_RESET) {
      state.enter(EcuDescription.DEFAULT_SESSION);
      state.actions.reset(subFunction(request));
    }
  }

  private static int subFunction(byte[] request) {
    return request[1] & ~Request.SUPPRESS & 0xFF;
  }

  private static byte[] negative(byte[] request, Nrc why) {
    return new byte[] {(byte) Service.NEGATIVE, request[0], (byte) why.code()};
  }

  private Outcome evaluate(byte[] request) {
    Service service = Service.of(request[0]);
    Rule rule = service == null ? null : ecu.services().get(service);
    if (service == null || rule == null) {
      return Outcome.refused(Nrc.SERVICE_NOT_SUPPORTED);
    }
    if (!state.inSession(rule)) {
      return Outcome.refused(Nrc.SERVICE_NOT_IN_SESSION);
    }
    if (!state.secure(rule)) {
      return Outcome.refused(Nrc.SECURITY_ACCESS_DENIED);
    }
    if (!service.hasSubFunction()) {
      return plain(service, request);
    }
    if (request.length < 2) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int type = subFunction(request);
    if (!knows(service, type)) {
      return Outcome.refused(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (service == Service.DIAGNOSTIC_SESSION_CONTROL) {
      Rule from = Objects.requireNonNull(ecu.sessions().get(type)).from();
      if (!state.inSession(from)) {
        return Outcome.refused(Nrc.SUB_FUNCTION_NOT_IN_SESSION);
      }
      if (!state.secure(from)) {
        return Outcome.refused(Nrc.SECURITY_ACCESS_DENIED);
      }
    }
    return withSubFunction(service, request, type);
  }

  private boolean knows(Service service, int type) {
    return switch (service) {
      case DIAGNOSTIC_SESSION_CONTROL -> ecu.sessions().containsKey(type);
      case ECU_RESET -> RESETS.contains(type);
      case READ_DTC_INFORMATION -> DTC_KINDS.contains(type);
      case SECURITY_ACCESS -> ecu.securityLevels().contains(type % 2 == 1 ? type : type - 1);
      case COMMUNICATION_CONTROL -> COMMUNICATION_TYPES.contains(type);
      case AUTHENTICATION -> type <= LAST_AUTHENTICATION_TASK;
      case ROUTINE_CONTROL -> ROUTINE_ACTIONS.contains(type);
      case TESTER_PRESENT -> type == 0;
      default -> ON_AND_OFF.contains(type);
    };
  }

  private Outcome withSubFunction(Service service, byte[] request, int type) {
    return switch (service) {
      case DIAGNOSTIC_SESSION_CONTROL -> services.session(request, type);
      case READ_DTC_INFORMATION -> services.readDtcs(request, type);
      case SECURITY_ACCESS -> security.access(request, type);
      case COMMUNICATION_CONTROL -> services.communication(request, type);
      case AUTHENTICATION -> security.authentication(request, type);
      case ROUTINE_CONTROL -> services.routine(request, type);
      case CONTROL_DTC_SETTING -> services.dtcSetting(request, type);
      default -> services.exactly(request, 2);
    };
  }

  private Outcome plain(Service service, byte[] request) {
    return switch (service) {
      case CLEAR_DIAGNOSTIC_INFORMATION -> services.clearDtcs(request);
      case READ_DATA_BY_IDENTIFIER -> services.read(request);
      case WRITE_DATA_BY_IDENTIFIER -> services.write(request);
      case REQUEST_DOWNLOAD -> transfer.download(request);
      case TRANSFER_DATA -> transfer.data(request);
      case REQUEST_TRANSFER_EXIT -> transfer.exit(request);
      default -> transfer.file(request);
    };
  }

  /** A request has begun to come: S3 stops (ISO 14229-2:2021, 7.3). */
  void begins() {
    sessionTimer.cancel();
  }

  /** The request that had begun does not come whole: S3 runs again. */
  void broken() {
    if (waiting == null && state.session() != EcuDescription.DEFAULT_SESSION) {
      sessionTimer.armAfter(S3_NANOS);
    }
  }

  /**
   * Ends what is under way; nothing more is said. What a session has switched off, as the storing
   * of trouble codes, is on again.
   */
  public void close() {
    waiting = null;
    sessionTimer.cancel();
    doneTimer.cancel();
    pendingTimer.cancel();
    state.enter(EcuDescription.DEFAULT_SESSION);
  }
}
