// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.FleetOrder;
import dev.dcmrig.app.fleet.FleetPlan;
import dev.dcmrig.app.fleet.FleetRelease;
import dev.dcmrig.fleet.FleetLeader;
import dev.dcmrig.fleet.LeaseTable;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.RolloutPlan;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.WaveCounts;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leader of a fleet in real time: the register of its cars, the update server, one rollout if
 * the plan has one. It goes through four stages: cars come up on the nodes; messages are due, and
 * the rollout goes; what is due is waited for; the nodes may go.
 */
public final class LiveFleet implements AutoCloseable {
  private static final String ADDRESS = "https://ota.dcmrig.example";

  /** From one line of progress to the next. */
  private static final long TELL_NANOS = Duration.ofSeconds(10).toNanos();

  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  /** So long what is due may take to arrive, when nothing more is. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A rollout that is not over so long after the last message is told as it stands. */
  private static final Duration ROLLOUT_GRACE = Duration.ofMinutes(10);

  /** A DCM that polls each minute would hold a connection for good, and a process has few. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** How far a fleet is. */
  public enum Stage {
    COMING_UP,
    RUNNING,
    DRAINING,
    OVER
  }

  private final LivePlan plan;
  private final int nodes;
  private final String host;
  private final long seed;
  private final String factory;
  private final RealTimeline timeline;
  private final OtaServer updates;
  private final CarRegister register;
  private final RegisterEdge edge;
  private final String token;
  private final Timer look;
  private final CompletableFuture<LiveOutcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private Consumer<String> log = line -> {};
  private @Nullable FleetLeader leader;
  private @Nullable Briefing briefing;
  private Stage stage = Stage.COMING_UP;
  private long rollout;
  private int takeoversTold;
  private long toldNanos;
  private List<String> nodesTold = List.of();

  /**
   * @param nodes that are waited for before messages begin
   * @param host address to listen on
   * @param firmware that the DCMs of the fleet leave the factory with
   * @param artifacts an empty folder
   */
  public LiveFleet(
      LivePlan plan, int nodes, String host, long seed, Firmware firmware, Path artifacts) {
    this.plan = plan;
    this.nodes = nodes;
    this.host = host;
    this.seed = seed;
    this.factory = firmware.version();
    this.timeline = new RealTimeline("fleet-leader", outcome::completeExceptionally);
    OtaSettings settings =
        OtaSettings.BENCH
            .with(
                DdiSettings.STANDARD
                    .withPublicAddress(ADDRESS)
                    .polling(plan.poll(), plan.poll().dividedBy(10)))
            .on(host, 0)
            .idleAfter(IDLE);
    this.updates = OtaServer.inMemory(timeline, artifacts, settings, OtaRules.REQUIRED);
    Seed own = Seed.of(seed);
    this.token = own.of("register").stream().token();
    this.register = new CarRegister(timeline, plan, this::leases, () -> briefing().json());
    for (int car = 0; car < plan.cars(); car++) {
      String vin = FleetRelease.vin(car);
      String secret = own.of(vin).of("token").stream().token();
      core().targets().create(vin, "", secret);
      register.add(secret);
    }
    if (plan.waves() > 0) {
      long set = FleetRelease.publish(core().software(), FleetRelease.image(firmware.hardware()));
      rollout = create(set);
    }
    this.edge = new RegisterEdge(timeline, register, token);
    this.look = timeline.timer(this::look);
  }

  /** What the DCMs of a fleet leave the factory with. */
  public record Firmware(String hardware, String version) {}

  private long create(long set) {
    FleetPlan waves = new FleetPlan(plan.cars(), plan.failing(), plan.waves(), 80, 0);
    FleetOrder order = FleetOrder.USUAL;
    return core()
        .rollouts()
        .create(
            new RolloutPlan(
                "of " + FleetRelease.VERSION,
                set,
                order.filter(""),
                waves.shares(),
                order.policy(timeline.now()),
                null,
                false));
  }

  private OtaCore core() {
    return updates.core();
  }

  private LeaseTable leases() {
    FleetLeader known = leader;
    if (known == null) {
      throw new IllegalStateException("the fleet's leader does not listen yet");
    }
    return known.table();
  }

  private Briefing briefing() {
    Briefing known = briefing;
    if (known == null) {
      throw new IllegalStateException("the fleet's leader does not listen yet");
    }
    return known;
  }

  /**
   * Begins: nodes may come.
   *
   * @param lines told what happens, for people; on the timeline's thread
   */
  public void begin(Vertx vertx, Consumer<String> lines) {
    log = lines;
    int updatesPort = updates.listen(vertx).toCompletionStage().toCompletableFuture().join();
    HttpServer listening =
        edge.listen(vertx, host).toCompletionStage().toCompletableFuture().join();
    briefing =
        new Briefing(
            host,
            listening.actualPort(),
            token,
            ADDRESS + "/" + DdiSettings.STANDARD.tenant(),
            updatesPort,
            factory,
            seed,
            plan,
            null);
    CompletableFuture<Void> begun = new CompletableFuture<>();
    timeline.post(
        "fleet/begin",
        () -> {
          leader = new FleetLeader(vertx, timeline, register, () -> stage == Stage.OVER);
          look.armAfter(0);
          begun.complete(null);
        });
    begun.join();
  }

  /** What has come of it; when everything due has arrived, or has not within its time. */
  public CompletableFuture<LiveOutcome> outcome() {
    return outcome;
  }

  /** Whether all nodes have let go of their cars, once the fleet is over. */
  public CompletableFuture<Boolean> left() {
    return left;
  }

  private void look() {
    look.armAfter(LOOK_NANOS);
    leases().expire(timeline.nowNanos());
    tell();
    switch (stage) {
      case COMING_UP -> comingUp();
      case RUNNING -> running();
      case DRAINING -> draining();
      case OVER -> {
        if (leases().nodes().isEmpty()) {
          left.complete(true);
        }
      }
    }
  }

  private void tell() {
    List<String> now = leases().nodes();
    if (!now.equals(nodesTold)) {
      log.accept(nodes(now));
      nodesTold = now;
    }
    List<LeaseTable.Takeover> takeovers = leases().takeovers();
    takeovers.subList(takeoversTold, takeovers.size()).stream()
        .collect(
            Collectors.groupingBy(LeaseTable.Takeover::from, TreeMap::new, Collectors.toList()))
        .forEach(
            (from, parts) ->
                log.accept(
                    "%s fell silent: %d of its parts are on other nodes after %.1f s"
                        .formatted(
                            from,
                            parts.size(),
                            parts.stream().mapToLong(LeaseTable.Takeover::nanos).max().orElse(0)
                                / 1e9)));
    takeoversTold = takeovers.size();
  }

  private static String nodes(List<String> names) {
    return switch (names.size()) {
      case 0 -> "no node hosts vehicles any more";
      case 1 -> "1 node: " + names.get(0);
      default -> names.size() + " nodes: " + String.join(", ", names);
    };
  }

  private void progress() {
    if (timeline.nowNanos() - toldNanos < TELL_NANOS) {
      return;
    }
    toldNanos = timeline.nowNanos();
    String messages =
        "%d s: %,d of %,d messages"
            .formatted(
                Duration.ofNanos(elapsedNanos()).toSeconds(), register.received(), plan.due());
    log.accept(rollout == 0 ? messages : messages + "; " + updatesNow().line(plan));
  }

  private void comingUp() {
    if (leases().nodes().size() >= nodes && leases().hosted() == LeaseTable.PARTS) {
      register.begin();
      Briefing old = briefing();
      briefing =
          new Briefing(
              old.host(),
              old.port(),
              old.token(),
              old.updates(),
              old.updatesPort(),
              old.factory(),
              old.seed(),
              old.plan(),
              register.beginNanos());
      if (rollout != 0) {
        core().rollouts().start(rollout);
      }
      stage = Stage.RUNNING;
      log.accept("%,d vehicles are up; messages begin".formatted(plan.cars()));
    }
  }

  private void running() {
    progress();
    if (elapsedNanos() >= plan.lasts().toNanos()) {
      stage = Stage.DRAINING;
    }
  }

  private long elapsedNanos() {
    return timeline.nowNanos() - register.beginNanos();
  }

  private void draining() {
    progress();
    long beyond = elapsedNanos() - plan.lasts().toNanos();
    boolean arrived = register.received() >= plan.due() || beyond > GRACE.toNanos();
    boolean rolledOut =
        rollout == 0
            || core().rollouts().status(rollout).rollout().state() == RolloutState.FINISHED
            || beyond > ROLLOUT_GRACE.toNanos();
    if (arrived && rolledOut) {
      stage = Stage.OVER;
      outcome.complete(measured());
    }
  }

  private LiveOutcome measured() {
    return new LiveOutcome(
        plan,
        register.received(),
        register.repeated(),
        register.skipped(),
        register.refused(),
        register.lateness().quantile(0.5),
        register.lateness().quantile(0.99),
        register.lateness().quantile(1),
        leases().takeovers(),
        rollout == 0 ? null : updatesNow());
  }

  private LiveOutcome.Updates updatesNow() {
    return new LiveOutcome.Updates(
        core().rollouts().status(rollout).rollout().state().toString(),
        sum(WaveCounts::succeeded),
        sum(WaveCounts::errors),
        sum(WaveCounts::open),
        register.running(FleetRelease.VERSION));
  }

  private int sum(ToIntFunction<WaveCounts> count) {
    return core().rollouts().status(rollout).waves().stream()
        .mapToInt(wave -> count.applyAsInt(wave.counts()))
        .sum();
  }

  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    timeline.post(
        "fleet/close",
        () -> {
          look.cancel();
          FleetLeader known = leader;
          if (known != null) {
            known.close();
          }
          closed.complete(null);
        });
    closed.join();
    updates.close();
    timeline.close();
  }
}
