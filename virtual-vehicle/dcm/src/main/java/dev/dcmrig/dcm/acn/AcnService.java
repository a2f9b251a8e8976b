// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.acn;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.call.CallManager;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.sim.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Automatic collision notification.
 *
 * <pre>
 *   IDLE      airbag deployed, or impact at the threshold, ignition on (ACN-01, -02, -03)
 *               a call of the SOS button, or a call back, is going on: reported in it (ACN-14)
 *                 the centre has taken it -> IDLE;  it has not, and the call is over -> CALLING
 *               else -> CALLING
 *   CALLING   answered -> TALKING;  failed, within the limit (ACN-04) -> WAITING
 *             failed, limit reached (ACN-05) -> IDLE
 *   WAITING   the gap is over -> CALLING;  limit reached -> IDLE
 *   TALKING   the call is over -> the next crash that has come meanwhile, else IDLE
 * </pre>
 *
 * Deployment and impact within {@code acn.sameCrash} are one crash (ACN-10), over a reset, too.
 * What nobody has heard of yet stands in the non-volatile memory and goes on after a reset.
 */
public final class AcnService implements FrameFollower {
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

    /** The SOS button's attempts to come give way. */
    void stopSosRetries();

    void report(CrashData about, String state, int attempt);

    /** The need for power may have changed. */
    void activityChanged();
  }

  /** Crashes that nobody has heard of yet, oldest first, one a line. */
  private static final String MEMORY = "acn.incident";

  private static final String LAST_CRASH = "acn.lastCrash";
  private static final int MAX_WAITING_CRASHES = 4;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final DcmContext dcm;
  private final AcnSettings settings;
  private final AcnRules rules;
  private final CarState car;
  private final CallManager calls;
  private final Supplier<CrashData> newData;
  private final Dependencies dependencies;
  private final Timer gap;
  private final Timer limit;
  private final ArrayDeque<CrashData> laterCrashes = new ArrayDeque<>();
  private State state = State.IDLE;
  private @Nullable Incident incident;
  private final List<CrashData> reported = new ArrayList<>();
  private int attempts;
  private boolean baseline;
  private boolean wasDeployed;
  private boolean wasImpact;
  private int failures;
  private long lastCrashNanos = LONG_AGO;

  public AcnService(
      DcmContext dcm,
      AcnSettings settings,
      AcnRules rules,
      CarState car,
      CallManager calls,
      Supplier<CrashData> newData,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.car = car;
    this.calls = calls;
    this.newData = newData;
    this.dependencies = dependencies;
    this.gap = dcm.timeline().timer(this::attempt);
    this.limit = dcm.timeline().timer(this::limitReached);
  }

  @Override
  public void frame(long timeNanos) {
    int failed = dcm.reader().failuresRunning(DomainValue.AIRBAG_DEPLOYED);
    if (dcm.reader().receivedNanos(DomainValue.AIRBAG_DEPLOYED) == timeNanos) {
      airbagFrame();
    } else if (failed > failures && rules.isBadFrameBelieved()) {
      crash();
    }
    failures = failed;
  }

  /** A good frame of the airbag message has arrived. */
  private void airbagFrame() {
    if (!dcm.reader().has(DomainValue.AIRBAG_DEPLOYED)
        || dcm.reader().protection(DomainValue.AIRBAG_DEPLOYED) == Protection.INVALID) {
      return;
    }
    boolean deployed =
        rules.isDeploymentCrash(dcm.reader().word(DomainValue.AIRBAG_DEPLOYED).equals("YES"));
    boolean impact =
        dcm.reader().has(DomainValue.IMPACT_LEVEL)
            && rules.isCrash(
                dcm.reader().number(DomainValue.IMPACT_LEVEL), settings.impactThreshold());
    boolean rose = (deployed && !wasDeployed) || (impact && !wasImpact);
    wasDeployed = deployed;
    wasImpact = impact;
    if (!baseline) {
      // What stood in the first frame after boot happened before; the memory knows of it.
      baseline = true;
      return;
    }
    if (rose) {
      crash();
    }
  }

  private void crash() {
    long now = dcm.timeline().nowNanos();
    if (!rules.isCrashCounted(isIgnitionOnOrJustLost())
        || !rules.isTold(circumstances())
        || rules.isSameCrash(now - lastCrashNanos, settings.sameCrash().toNanos())) {
      return;
    }
    lastCrashNanos = now;
    dcm.memory().put(LAST_CRASH, Long.toString(now));
    if (laterCrashes.size() + reported.size() >= MAX_WAITING_CRASHES) {
      return;
    }
    CrashData data = newData.get();
    boolean ownCall = state == State.CALLING || state == State.TALKING;
    if (calls.isBusy() && !ownCall && rules.isReportedInCallUnderWay()) {
      report(data);
      return;
    }
    dependencies.stopSosRetries();
    if (state != State.IDLE) {
      if (rules.isLaterCrashKept()) {
        laterCrashes.add(data);
        remember();
      }
      return;
    }
    begin(data);
  }

  private AcnRules.Circumstances circumstances() {
    return new AcnRules.Circumstances(
        dependencies.isEmergencyCallEnabled(),
        dependencies.isSubscribed(),
        dependencies.isDataRestricted(),
        car.isNavigationWell());
  }

  /** Tells of a crash in the call that is going on (ACN-14). */
  private void report(CrashData data) {
    if (!rules.isWaitingCrashKept()) {
      forget();
    }
    reported.add(data);
    remember();
    // Power is asked for before the call goes on: the crash may take the main battery.
    dependencies.activityChanged();
    calls.report(data, heard -> wasReported(data, heard));
  }

  private void wasReported(CrashData data, boolean heard) {
    reported.remove(data);
    if (!heard) {
      // Nobody has heard of the crash: it needs a call of its own.
      dependencies.stopSosRetries();
      laterCrashes.add(data);
    }
    remember();
    if (state == State.IDLE) {
      next();
    }
  }

  /** Writes down what nobody has heard of yet. */
  private void remember() {
    List<CrashData> unheard = new ArrayList<>();
    Incident own = incident;
    if (own != null && state != State.TALKING) {
      unheard.add(own.data());
    }
    unheard.addAll(reported);
    unheard.addAll(laterCrashes);
    if (unheard.isEmpty()) {
      dcm.memory().remove(MEMORY);
    } else {
      dcm.memory()
          .put(MEMORY, unheard.stream().map(CrashData::toText).collect(Collectors.joining("\n")));
    }
  }

  private boolean isIgnitionOnOrJustLost() {
    return car.isIgnitionOnOrLostWithin(settings.ignitionGrace().toNanos());
  }

  private long limitNanos() {
    return rules.limitNanos(settings.limit().toNanos());
  }

  private void begin(CrashData data) {
    incident = new Incident(data);
    attempts = 0;
    limit.armAt(
        rules.limitBeginNanos(data.triggeredNanos(), dcm.timeline().nowNanos()) + limitNanos());
    // The state is left before the attempt, so that power is asked for first.
    state = State.WAITING;
    remember();
    dependencies.activityChanged();
    gap.armAfter(rules.delayNanos());
  }

  private void attempt() {
    Incident about = incident;
    if (about == null || state != State.WAITING) {
      return;
    }
    if (calls.isBusy()) {
      // A call back is up: nothing is lost by waiting for its end.
      gap.armAfter(settings.gap().toNanos());
      return;
    }
    if (!rules.isCrashKept(isIgnitionOnOrJustLost())) {
      finish();
      return;
    }
    state = State.CALLING;
    attempts++;
    int number = attempts;
    dependencies.report(about.data(), "triggered", number);
    calls.attempt(
        about,
        new CallManager.Attempt() {
          @Override
          public void connected() {
            state = State.TALKING;
            limit.cancel();
            remember();
            dependencies.report(about.data(), "connected", number);
          }

          @Override
          public void over(boolean wasConnected) {
            if (wasConnected) {
              dependencies.report(about.data(), "ended", number);
              finish();
            } else if (limit.isArmed()) {
              state = State.WAITING;
              gap.armAfter(settings.gap().toNanos());
              dependencies.activityChanged();
            } else {
              dependencies.report(about.data(), "given-up", number);
              finish();
            }
          }
        });
  }

  /** Attempts end; one that is being placed is let be. */
  private void limitReached() {
    Incident about = incident;
    if (state == State.WAITING && about != null) {
      dependencies.report(about.data(), "given-up", attempts);
      finish();
    }
  }

  private void finish() {
    gap.cancel();
    limit.cancel();
    state = State.IDLE;
    incident = null;
    remember();
    next();
  }

  private void next() {
    CrashData next = laterCrashes.poll();
    if (next != null) {
      begin(next);
    } else {
      dependencies.activityChanged();
    }
  }

  /** Whether a crash is on its way to the centre, attempts to come included. */
  public boolean isActive() {
    return state != State.IDLE || !reported.isEmpty();
  }

  @Override
  public boolean isKeepingAwake() {
    return isActive();
  }

  /** The back-up battery is empty: the attempts have ended for good. */
  public void endForGood() {
    laterCrashes.clear();
    reported.clear();
    dcm.memory().remove(MEMORY);
  }

  private void forget() {
    gap.cancel();
    limit.cancel();
    state = State.IDLE;
    incident = null;
    laterCrashes.clear();
  }

  /** Power is gone, or a reset: what is volatile is lost. */
  @Override
  public void stop() {
    forget();
    reported.clear();
    baseline = false;
    wasDeployed = false;
    wasImpact = false;
    failures = 0;
    lastCrashNanos = LONG_AGO;
  }

  /** After a reset: what stands in the memory goes on, if its time is not over. */
  @Override
  public void boot() {
    stop();
    if (!rules.isResumedAfterReset()) {
      dcm.memory().remove(MEMORY);
    }
    if (rules.isLastCrashRemembered()) {
      dcm.memory().get(LAST_CRASH).ifPresent(nanos -> lastCrashNanos = Long.parseLong(nanos));
    }
    dcm.memory().get(MEMORY).stream()
        .flatMap(String::lines)
        .map(CrashData::ofText)
        .filter(data -> dcm.timeline().nowNanos() < data.triggeredNanos() + limitNanos())
        .forEach(laterCrashes::add);
    remember();
    next();
  }
}
