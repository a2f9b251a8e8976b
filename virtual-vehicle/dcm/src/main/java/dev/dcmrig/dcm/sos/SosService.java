// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sos;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.call.CallManager;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
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
 *   TALKING   the call is over -> IDLE (the call calls opens the call-back window, SOS-16)
 * </pre>
 *
 * A press counts in IDLE only (SOS-14) and again after the button was let go.
 */
public final class SosService implements FrameFollower {
  private enum State {
    IDLE,
    CALLING,
    WAITING,
    TALKING
  }

  /** What the service asks the rest of the DCM. */
  public interface Dependencies {
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
  private final SosSettings settings;
  private final SosRules rules;
  private final CarState car;
  private final CallManager calls;
  private final Supplier<Incident> newIncident;
  private final Dependencies dependencies;
  private final Timer hold;
  private final Timer gap;
  private State state = State.IDLE;
  private boolean pressed;
  private int attempts;
  private @Nullable Incident incident;

  public SosService(
      DcmContext dcm,
      SosSettings settings,
      SosRules rules,
      CarState car,
      CallManager calls,
      Supplier<Incident> newIncident,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.car = car;
    this.calls = calls;
    this.newIncident = newIncident;
    this.dependencies = dependencies;
    this.hold = dcm.timeline().timer(this::held);
    this.gap = dcm.timeline().timer(this::attempt);
  }

  @Override
  public void frame(long timeNanos) {
    if (dcm.reader().receivedNanos(DomainValue.SOS_BUTTON) == timeNanos) {
      buttonChanged();
    }
  }

  @Override
  public void pinsChanged() {
    buttonChanged();
  }

  /** The button, on the bus or at the wire, may have changed. */
  private void buttonChanged() {
    boolean now = isPressedOnBus() || isPressedAtWire();
    if (now && !pressed) {
      hold.armAfter(rules.holdNanos(settings.holdTime().toNanos()));
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
    if (!rules.isServed(circumstances())) {
      if (rules.isUnservedPressReported()) {
        dependencies.report(newIncident.get().data(), "triggered", 1);
      }
    } else if (rules.isPressCounted(isIdle())) {
      incident = newIncident.get();
      attempts = 0;
      attempt();
    }
  }

  private SosRules.Circumstances circumstances() {
    return new SosRules.Circumstances(
        car.isIgnitionIn(settings.ignition()),
        dependencies.isEmergencyCallEnabled(),
        dependencies.isSubscribed(),
        dependencies.isDataRestricted(),
        dependencies.isTracked(),
        car.isNavigationWell());
  }

  /** Nothing is going on, a call back or a collision included. */
  private boolean isIdle() {
    return state == State.IDLE && !calls.isBusy() && !dependencies.isCollisionActive();
  }

  private void attempt() {
    Incident about = incident;
    if (about == null) {
      return;
    }
    if (calls.isBusy()) {
      gap.armAfter(gapNanos());
      return;
    }
    state = State.CALLING;
    attempts++;
    int number = attempts;
    // A crash that is told in this call is another incident: what becomes of the call is this
    // one's.
    CrashData press = about.data();
    dependencies.report(press, "triggered", number);
    calls.attempt(
        about,
        new CallManager.Attempt() {
          @Override
          public void connected() {
            state = State.TALKING;
            dependencies.report(press, "connected", number);
          }

          @Override
          public void over(boolean wasConnected) {
            if (wasConnected) {
              dependencies.report(press, "ended", number);
            }
            attemptOver(about, press, wasConnected);
          }
        });
  }

  private void attemptOver(Incident about, CrashData press, boolean wasConnected) {
    if (about != incident) {
      // A newer press has taken its place.
      return;
    }
    boolean settled = rules.isSettledByCall(wasConnected);
    if (!settled && attempts < rules.sosAttempts(settings.attempts())) {
      state = State.WAITING;
      gap.armAfter(gapNanos());
      return;
    }
    if (!wasConnected) {
      dependencies.report(press, "given-up", attempts);
    }
    stop();
  }

  private long gapNanos() {
    return rules.sosGapNanos(settings.gap().toNanos());
  }

  /** Whether an event is under way, attempts to come included. */
  public boolean isActive() {
    return state != State.IDLE;
  }

  @Override
  public boolean isKeepingAwake() {
    return isActive();
  }

  /** A collision takes over, or the power is gone: no further attempt. */
  @Override
  public void stop() {
    state = State.IDLE;
    incident = null;
    hold.cancel();
    gap.cancel();
  }

  /** After a reset the button must be let go before it counts. */
  @Override
  public void boot() {
    stop();
    pressed = true;
  }
}
