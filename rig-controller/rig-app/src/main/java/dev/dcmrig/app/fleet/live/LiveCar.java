// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.FleetDcm;
import dev.dcmrig.app.fleet.Keepsake;
import dev.dcmrig.fleet.FleetNode;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One car of a fleet on its node: its DCM, and the message that it sends each so often. The next
 * message goes when the one before has been taken. On the timeline's thread.
 */
final class LiveCar implements SocketRadio.Speech {
  private static final int TAKEN = 204;
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** What a node has for all of its cars. */
  record Means(
      Timeline timeline,
      LeaderClient client,
      LeaderClient.Leader leader,
      LivePlan plan,
      Clock clock,
      Seed.Stream chance) {}

  /** When the messages of the fleet began, on the leader's timeline; empty while they have not. */
  interface Clock {
    Optional<Long> beginNanos();
  }

  private final int number;
  private final Means means;
  private final FleetNode.Lease lease;
  private final FleetDcm.Server server;

  /** Cars of a fleet do not all come up at once, nor poll at once from then on. */
  private final Timer boot;

  private final Timer message;
  private final Timer keepAgain;
  private final String source;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable FleetDcm dcm;
  private @Nullable Keepsake kept;
  private boolean keeping;
  private boolean saying;
  private boolean on;
  private long next;

  /**
   * @param next number of the message that comes next
   * @param kept what the leader has of its DCM
   */
  LiveCar(
      int number,
      Means means,
      FleetNode.Lease lease,
      FleetDcm.Server server,
      long next,
      @Nullable Keepsake kept) {
    this.number = number;
    this.means = means;
    this.lease = lease;
    this.server = server;
    this.next = next;
    this.kept = kept;
    this.source = "fleet/car-" + number;
    this.boot = means.timeline().timer(this::boot);
    this.message = means.timeline().timer(this::say);
    this.keepAgain = means.timeline().timer(this::keep);
  }

  /** Its DCM, which speaks by this car. */
  void with(FleetDcm own) {
    dcm = own;
  }

  void start() {
    on = true;
    boot.armAfter(Math.round(means.plan().poll().toNanos() * means.chance().nextDouble()));
    begun();
  }

  private void boot() {
    FleetDcm own = dcm;
    if (own != null) {
      own.start(server);
    }
  }

  void stop() {
    on = false;
    boot.cancel();
    message.cancel();
    keepAgain.cancel();
    waiting.clear();
    FleetDcm own = dcm;
    if (own != null) {
      own.close();
    }
  }

  /** Messages have begun, or the car has: the next one is armed. */
  void begun() {
    if (on && !saying && next < means.plan().due(number)) {
      means
          .clock()
          .beginNanos()
          .ifPresent(
              begin -> {
                long due = begin + means.plan().dueNanos(number, next);
                message.armAfter(Math.max(0, due - lease.leaderNanos()));
              });
    }
  }

  private void say() {
    if (!lease.isValid()) {
      message.armAfter(AGAIN_NANOS);
      return;
    }
    saying = true;
    JsonObject body =
        new JsonObject().put(RegisterEdge.EPOCH, lease.epoch()).put(RegisterEdge.INDEX, next);
    means
        .client()
        .say(means.leader(), HttpMethod.POST, "/cars/" + number + "/messages", body)
        .onComplete(done -> means.timeline().post(source, () -> said(done)));
  }

  private void said(AsyncResult<Integer> done) {
    saying = false;
    if (done.succeeded() && done.result() == TAKEN) {
      next++;
      begun();
    } else if (on) {
      message.armAfter(AGAIN_NANOS);
    }
  }

  @Override
  public boolean isAllowed() {
    return on && lease.isValid();
  }

  @Override
  public void when(Runnable speak) {
    FleetDcm own = dcm;
    if (!isAllowed() || own == null) {
      return;
    }
    Optional<Keepsake> now = own.keepsake();
    if (waiting.isEmpty() && (now.isEmpty() || now.get().equals(kept))) {
      speak.run();
      return;
    }
    waiting.add(speak);
    keep();
  }

  private void keep() {
    FleetDcm own = dcm;
    if (keeping || !isAllowed() || own == null) {
      return;
    }
    Keepsake now = own.keepsake().orElse(kept);
    if (now == null || now.equals(kept)) {
      speakAll();
      return;
    }
    keeping = true;
    JsonObject cells = new JsonObject();
    now.cells().forEach(cells::put);
    JsonObject body =
        new JsonObject()
            .put(RegisterEdge.EPOCH, lease.epoch())
            .put(CarRegister.VERSION, now.version())
            .put(CarRegister.CELLS, cells);
    means
        .client()
        .say(means.leader(), HttpMethod.PUT, "/cars/" + number + "/kept", body)
        .onComplete(done -> means.timeline().post(source, () -> kept(now, done)));
  }

  private void kept(Keepsake now, AsyncResult<Integer> done) {
    keeping = false;
    if (!on) {
      return;
    }
    if (done.succeeded() && done.result() == TAKEN) {
      kept = now;
      keep();
    } else {
      keepAgain.armAfter(AGAIN_NANOS);
    }
  }

  private void speakAll() {
    while (isAllowed() && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
