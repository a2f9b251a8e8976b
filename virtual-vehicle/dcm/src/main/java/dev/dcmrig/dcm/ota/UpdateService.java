// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.dcm.uptane.Primary;
import dev.dcmrig.dcm.uptane.PrimaryRules;
import dev.dcmrig.dcm.uptane.Secondaries;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the update server what there is to do, and has {@link Update} do it. Without a server, which
 * the telematics service names, it is silent. On the timeline's thread.
 */
public final class UpdateService implements FrameFollower {
  private static final String SERVER = "ota.server";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often it looks at what nobody tells it: calls, the car, the server's patience. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What the rest of the DCM says and does. */
  public interface Dependencies {
    /** Whether there is an emergency: a press, a crash, a call. */
    boolean isEmergency();

    boolean isDataRestricted();

    /** Resets the DCM, which starts the firmware that the bootloader chooses. */
    void restart();
  }

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final OtaRules rules;
  private final Dependencies dependencies;
  private final DdiClient client;
  private final Reports reports;
  private final RepositoryClient repositories;
  private final Update update;
  private final Polling polling;
  private final Timer look;
  private final Timer poll;
  private @Nullable UpdateServer server;
  private boolean on;

  public UpdateService(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      PrimaryRules primaryRules,
      RetryPlan plan,
      Modem modem,
      Trust trust,
      FirmwareKeeper firmware,
      UserParts user,
      EcuSide ecus,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.dependencies = dependencies;
    this.client = new DdiClient(dcm, settings, plan, modem, trust, this::mayTalk);
    this.reports = new Reports(dcm, settings, client, firmware);
    this.repositories = new RepositoryClient(settings, client);
    Primary primary =
        new Primary(
            dcm,
            primaryRules,
            settings.hardware(),
            firmware.fromTheFactory(),
            repositories,
            new Secondaries(ecus.car(), ecus.tester(), () -> !isSuspended()));
    this.update =
        new Update(
            dcm, settings, rules, firmware, client, primary, reports, user, ecus, dependencies);
    this.polling = new Polling(settings, client, reports, update.offers(), this::pollAfter);
    this.look = dcm.timeline().timer(this::look);
    this.poll = dcm.timeline().timer(this::poll);
  }

  /** The telematics service has named a server; what is no server is passed over. */
  public void serverConfigured(JsonNode updates) {
    Optional<UpdateServer> named = UpdateServer.of(updates);
    if (named.isPresent() && !named.get().equals(server)) {
      dcm.memory().put(SERVER, updates.toString());
      use(named.get());
      begin();
    }
  }

  private void use(UpdateServer named) {
    server = named;
    // What was asked of the one before is not told any more.
    update.quiet();
    client.server(named);
    polling.server(named);
    reports.server(named);
    repositories.server(named);
  }

  private void begin() {
    if (on && server != null) {
      poll.armAfter(withJitter(settings.firstPoll()));
      look.armAfter(LOOK_NANOS);
    }
  }

  @Override
  public void boot() {
    on = true;
    dcm.memory().get(SERVER).flatMap(UpdateService::kept).ifPresent(this::use);
    update.boot();
    begin();
  }

  private static Optional<UpdateServer> kept(String text) {
    try {
      return UpdateServer.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      // A memory that can't be read is empty: the DCM must come up.
      return Optional.empty();
    }
  }

  @Override
  public void stop() {
    on = false;
    look.cancel();
    poll.cancel();
    client.stop();
    update.stop();
  }

  @Override
  public void sleep() {
    look.cancel();
    poll.cancel();
    client.stop();
    update.sleep();
  }

  @Override
  public void wake() {
    update.wake();
    begin();
  }

  @Override
  public boolean isKeepingAwake() {
    return update.isKeepingAwake();
  }

  @Override
  public void frame(long timeNanos) {
    update.frame(timeNanos);
  }

  @Override
  public boolean isExpecting() {
    return update.isAnswerAwaited();
  }

  /**
   * Whether no update is under way, but for the telling of its result: what a flash without its
   * spare parts would not lose.
   */
  public boolean isSettled() {
    return update.isSettled();
  }

  /** Whether an installation has begun and is not over, suspended or not. */
  public boolean isInstalling() {
    return update.isInstalling();
  }

  /** Whether the flash is being written. */
  boolean isWriting() {
    return update.isWriting();
  }

  private boolean isSuspended() {
    return rules.isSuspended(dependencies.isEmergency());
  }

  private boolean mayTalk() {
    return on
        && !isSuspended()
        && rules.isTalking(dependencies.isDataRestricted(), settings.whenRestricted());
  }

  private void look() {
    look.armAfter(LOOK_NANOS);
    if (!isSuspended()) {
      update.proceed();
    }
    client.pump();
  }

  private void poll() {
    pollAfter(settings.pollInterval());
    if (mayTalk()) {
      polling.poll();
    }
  }

  private void pollAfter(Duration asked) {
    poll.armAfter(withJitter(Duration.ofNanos(rules.pollGapNanos(asked.toNanos()))));
  }

  private long withJitter(Duration gap) {
    return Math.round(gap.toNanos() * (1 + settings.pollJitter() * dcm.ids().nextDouble()));
  }
}
