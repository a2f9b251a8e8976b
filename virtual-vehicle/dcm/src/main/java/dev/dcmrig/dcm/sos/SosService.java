// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sos;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.call.CallDesk;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SOS button.
 *
 * <pre>
 *   IDLE      pressed for the hold time, ignition on, enabled (SOS-01, -03, -12, -13) -> CALLING
 *   CALLING   answered (SOS-05) -> TALKING;  failed, attempts left (SOS-04) -> WAITING
 *             failed, none left -> IDLE
 *   WAITING   the gap is over (SOS-15) -> CALLING;  a collision takes over -> IDLE
 *   TALKING   the call is over -> IDLE (the call desk opens the call-back window, SOS-16)
 * </pre>
 *
 * A press counts in IDLE only (SOS-14) and again after the button was let go.
 */
public final class SosService {
  private enum State {
    IDLE,
    CALLING,
    WAITING,
    TALKING
  }

  /** Of a defect: how long after a call the next one is placed. */
  private static final long LATER_CALL_NANOS = 3_000_000_000L;

  /** What the service asks the rest of the DCM. */
  public interface Surroundings {
    boolean isEmergencyCallEnabled();

    boolean isSubscribed();

    boolean isDataRestricted();

    /** Whether the vehicle is tracked as stolen. */
    boolean isTracked();

    /** Whether a collision notification is under way. */
    boolean isCollisionActive();

    void report(CrashData about, String state, int attempt);
  }

  private final DcmContext dcm;
  private final CallDesk desk;
  private final Supplier<Incident> newIncident;
  private final Surroundings surroundings;
  private final Timer hold;
  private final Timer gap;
  private State state = State.IDLE;
  private boolean pressed;
  private boolean callsAgain;
  private int attempts;
  private @Nullable Incident incident;

  public SosService(
      DcmContext dcm, CallDesk desk, Supplier<Incident> newIncident, Surroundings surroundings) {
    this.dcm = dcm;
    this.desk = desk;
    this.newIncident = newIncident;
    this.surroundings = surroundings;
    this.hold = dcm.timeline().timer(this::held);
    this.gap = dcm.timeline().timer(this::attempt);
  }

  /** The button, on the bus or at the wire, may have changed. */
  public void buttonChanged() {
    boolean now = isPressedOnBus() || isPressedAtWire();
    if (now && !pressed) {
      hold.armAfter(dcm.has("sos-short-press-calls") ? 1 : dcm.settings().nanos("sos.holdTime"));
    } else if (!now && pressed) {
      hold.cancel();
    }
    pressed = now;
  }

  private boolean isPressedOnBus() {
    return dcm.reader().has(DomainValue.SOS_BUTTON)
        && dcm.reader().protection(DomainValue.SOS_BUTTON) != Protection.INVALID
        && dcm.reader().word(DomainValue.SOS_BUTTON).equals("PRESSED");
  }

  private boolean isPressedAtWire() {
    return dcm.pins().condition(Line.SOS_SWITCH) == Condition.OK && dcm.pins().sosPressed();
  }

  private void held() {
    boolean ignition =
        dcm.ignitionIs(dcm.settings().words("sos.ignition")) || dcm.has("sos-with-ignition-off");
    if (!ignition && dcm.has("sos-press-reported-with-ignition-off")) {
      surroundings.report(newIncident.get().data(), "triggered", 1);
    }
    boolean enabled = surroundings.isEmergencyCallEnabled() || dcm.has("dealer-disable-ignored");
    if (!ignition || !enabled || isHinderedByDefect()) {
      return;
    }
    boolean busy = state != State.IDLE || desk.isBusy() || surroundings.isCollisionActive();
    if (busy) {
      callsAgain = dcm.has("sos-second-call-during-call") && state == State.TALKING;
      return;
    }
    incident = newIncident.get();
    attempts = 0;
    attempt();
  }

  private boolean isHinderedByDefect() {
    return (dcm.has("sos-needs-subscription") && !surroundings.isSubscribed())
        || (dcm.has("svt-stops-sos") && surroundings.isTracked())
        || (dcm.has("sos-stops-when-data-restricted") && surroundings.isDataRestricted())
        || (dcm.has("sos-needs-navigation")
            && !(dcm.reader().has(DomainValue.NAVIGATION)
                && dcm.reader().word(DomainValue.NAVIGATION).equals("OK")
                && dcm.timeline().nowNanos() - dcm.reader().receivedNanos(DomainValue.NAVIGATION)
                    < 2_000_000_000L));
  }

  private void attempt() {
    Incident about = incident;
    if (about == null) {
      return;
    }
    if (desk.isBusy()) {
      gap.armAfter(dcm.settings().nanos("sos.gap"));
      return;
    }
    state = State.CALLING;
    attempts++;
    int number = attempts;
    surroundings.report(about.data(), "triggered", number);
    desk.attempt(
        about,
        new CallDesk.Attempt() {
          @Override
          public void connected() {
            state = State.TALKING;
            surroundings.report(about.data(), "connected", number);
          }

          @Override
          public void over(boolean wasConnected) {
            if (wasConnected) {
              surroundings.report(about.data(), "ended", number);
            }
            attemptOver(about, wasConnected);
          }
        });
  }

  private void attemptOver(Incident about, boolean wasConnected) {
    int allowed = dcm.settings().count("sos.attempts");
    if (dcm.has("sos-one-retry-too-many")) {
      allowed++;
    } else if (dcm.has("sos-one-retry-too-few")) {
      allowed--;
    }
    boolean done = wasConnected && !dcm.has("sos-retries-after-connect");
    if (done || attempts >= allowed) {
      if (!wasConnected) {
        surroundings.report(about.data(), "given-up", attempts);
      }
      stop();
      if (callsAgain) {
        callsAgain = false;
        incident = newIncident.get();
        attempts = 0;
        gap.armAfter(LATER_CALL_NANOS);
      }
    } else {
      state = State.WAITING;
      long gapNanos = dcm.settings().nanos("sos.gap");
      gap.armAfter(dcm.has("sos-gap-too-short") ? gapNanos / 2 : gapNanos);
    }
  }

  /** Whether an event is under way, attempts to come included. */
  public boolean isActive() {
    return state != State.IDLE;
  }

  /** A collision takes over, or the power is gone: no further attempt. */
  public void stop() {
    state = State.IDLE;
    incident = null;
    hold.cancel();
    gap.cancel();
  }

  /** After a reset the button must be let go before it counts. */
  public void boot() {
    stop();
    pressed = true;
  }
}
