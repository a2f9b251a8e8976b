package dev.dcmrig.dcm.acn;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.call.CallDesk;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.sim.Timer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Automatic collision notification.
 *
 * <pre>
 *   IDLE      airbag deployed, or impact at the threshold, ignition on (ACN-01, -02, -03)
 *               a call of the SOS button is up: reported in it (ACN-14) -> IDLE
 *               else -> CALLING
 *   CALLING   answered -> TALKING;  failed, within the limit (ACN-04) -> WAITING
 *             failed, limit reached (ACN-05) -> IDLE
 *   WAITING   the gap is over -> CALLING;  limit reached -> IDLE
 *   TALKING   the call is over -> the next crash that has come meanwhile, else IDLE
 * </pre>
 *
 * Deployment and impact within {@code acn.sameCrash} are one crash (ACN-10). An incident that is
 * being tried stands in the non-volatile memory and goes on after a reset.
 */
public final class AcnService {
  private enum State {
    IDLE,
    CALLING,
    WAITING,
    TALKING
  }

  /** What the service asks the rest of the DCM. */
  public interface Surroundings {
    boolean isEmergencyCallEnabled();

    /** Ignition on, or gone for less than the grace time. */
    boolean isIgnitionOnOrJustLost();

    /** The SOS button's call is up or being placed. */
    boolean isSosCalling();

    /** The SOS button's attempts to come give way. */
    void stopSosRetries();

    void report(String state, int attempt);

    /** The need for power may have changed. */
    void activityChanged();
  }

  private static final String MEMORY = "acn.incident";
  private static final int MAX_WAITING_CRASHES = 4;

  private final DcmContext dcm;
  private final CallDesk desk;
  private final Supplier<CrashData> newData;
  private final Surroundings surroundings;
  private final Timer gap;
  private final Timer limit;
  private final ArrayDeque<CrashData> laterCrashes = new ArrayDeque<>();
  private State state = State.IDLE;
  private @Nullable Incident incident;
  private @Nullable CrashData reportedInSosCall;
  private int attempts;
  private boolean baseline;
  private boolean wasDeployed;
  private boolean wasImpact;
  private long lastCrashNanos = Long.MIN_VALUE / 2;

  public AcnService(
      DcmContext dcm, CallDesk desk, Supplier<CrashData> newData, Surroundings surroundings) {
    this.dcm = dcm;
    this.desk = desk;
    this.newData = newData;
    this.surroundings = surroundings;
    this.gap = dcm.timeline().timer(this::attempt);
    this.limit = dcm.timeline().timer(this::limitReached);
  }

  /** A good frame of the airbag message has arrived. */
  public void airbagFrame() {
    if (!dcm.reader().has(DomainValue.AIRBAG_DEPLOYED)
        || dcm.reader().protection(DomainValue.AIRBAG_DEPLOYED) == Protection.INVALID) {
      return;
    }
    boolean deployed = dcm.reader().word(DomainValue.AIRBAG_DEPLOYED).equals("YES");
    boolean impact =
        !dcm.has("acn-impact-ignored")
            && dcm.reader().has(DomainValue.IMPACT_LEVEL)
            && dcm.reader().number(DomainValue.IMPACT_LEVEL)
                >= dcm.settings().number("acn.impactThreshold");
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

  /** Of a defect: a frame that failed its protection is taken for a crash. */
  public void badAirbagFrame() {
    crash();
  }

  private void crash() {
    long now = dcm.timeline().nowNanos();
    boolean ignition = surroundings.isIgnitionOnOrJustLost() || dcm.has("acn-with-ignition-off");
    boolean enabled = surroundings.isEmergencyCallEnabled() || dcm.has("dealer-disable-ignored");
    if (!ignition || !enabled) {
      return;
    }
    boolean same = now - lastCrashNanos < dcm.settings().nanos("acn.sameCrash");
    if (same && !dcm.has("acn-second-call-for-one-crash")) {
      return;
    }
    lastCrashNanos = now;
    CrashData data = newData.get();
    if (surroundings.isSosCalling() && !dcm.has("acn-new-call-during-sos")) {
      reportedInSosCall = data;
      desk.report(data);
      return;
    }
    surroundings.stopSosRetries();
    if (state != State.IDLE) {
      if (laterCrashes.size() < MAX_WAITING_CRASHES) {
        laterCrashes.add(data);
      }
      return;
    }
    begin(data);
  }

  private void begin(CrashData data) {
    incident = new Incident(data);
    attempts = 0;
    dcm.memory().put(MEMORY, data.toText());
    long limitNanos = dcm.settings().nanos("acn.limit");
    if (dcm.has("acn-no-retry-after-23h")) {
      limitNanos = TimeUnit.HOURS.toNanos(23);
    } else if (dcm.has("acn-retries-after-24h")) {
      limitNanos = TimeUnit.HOURS.toNanos(26);
    }
    limit.armAt(data.triggeredNanos() + limitNanos);
    // The state is left before the attempt, so that power is asked for first.
    state = State.WAITING;
    surroundings.activityChanged();
    gap.armAfter(dcm.has("acn-late") ? TimeUnit.SECONDS.toNanos(5) : 0);
  }

  private void attempt() {
    Incident about = incident;
    if (about == null || state != State.WAITING) {
      return;
    }
    if (desk.isBusy()) {
      // A call back is up: nothing is lost by waiting for its end.
      gap.armAfter(dcm.settings().nanos("acn.gap"));
      return;
    }
    if (dcm.has("acn-cancelled-by-ignition-loss") && !surroundings.isIgnitionOnOrJustLost()) {
      finish();
      return;
    }
    state = State.CALLING;
    attempts++;
    int number = attempts;
    desk.remember(about.data());
    surroundings.report("triggered", number);
    desk.attempt(
        about,
        new CallDesk.Attempt() {
          @Override
          public void connected() {
            state = State.TALKING;
            limit.cancel();
            dcm.memory().remove(MEMORY);
            surroundings.report("connected", number);
          }

          @Override
          public void over(boolean wasConnected) {
            if (wasConnected) {
              surroundings.report("ended", number);
              finish();
            } else if (limit.isArmed()) {
              state = State.WAITING;
              gap.armAfter(dcm.settings().nanos("acn.gap"));
              surroundings.activityChanged();
            } else {
              surroundings.report("given-up", number);
              finish();
            }
          }
        });
  }

  /** Attempts end; one that is being placed is let be. */
  private void limitReached() {
    if (state == State.WAITING) {
      surroundings.report("given-up", attempts);
      finish();
    }
  }

  private void finish() {
    gap.cancel();
    limit.cancel();
    state = State.IDLE;
    incident = null;
    dcm.memory().remove(MEMORY);
    CrashData next = laterCrashes.poll();
    if (next != null) {
      begin(next);
    } else {
      surroundings.activityChanged();
    }
  }

  /** The SOS button's call in which a crash was to be reported is over. */
  public void sosCallOver(boolean wasConnected) {
    CrashData data = reportedInSosCall;
    reportedInSosCall = null;
    if (data != null && !wasConnected) {
      // Nobody has heard of the crash yet.
      surroundings.stopSosRetries();
      begin(data);
    }
  }

  public boolean isActive() {
    return state != State.IDLE;
  }

  /** The back-up battery is empty: the attempts have ended for good. */
  public void endForGood() {
    laterCrashes.clear();
    dcm.memory().remove(MEMORY);
  }

  /** Power is gone, or a reset: what is volatile is lost. */
  public void stop() {
    gap.cancel();
    limit.cancel();
    state = State.IDLE;
    incident = null;
    laterCrashes.clear();
    reportedInSosCall = null;
    baseline = false;
    wasDeployed = false;
    wasImpact = false;
  }

  /** After a reset: an incident in the memory goes on, if its time is not over. */
  public void boot() {
    stop();
    if (dcm.has("acn-forgotten-on-reset")) {
      dcm.memory().remove(MEMORY);
    }
    dcm.memory()
        .get(MEMORY)
        .map(CrashData::ofText)
        .ifPresent(
            data -> {
              long limitNanos = dcm.settings().nanos("acn.limit");
              if (dcm.timeline().nowNanos() < data.triggeredNanos() + limitNanos) {
                lastCrashNanos = data.triggeredNanos();
                begin(data);
              } else {
                dcm.memory().remove(MEMORY);
              }
            });
  }
}
