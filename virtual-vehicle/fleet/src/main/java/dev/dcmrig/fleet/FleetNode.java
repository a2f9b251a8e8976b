// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hosts what a leader leases to this node. It asks each second; what it could not have renewed it
 * stops. On the timeline's thread, but for what the event bus tells, which is posted there.
 */
public final class FleetNode implements AutoCloseable {
  /** From one question to the next. */
  static final Duration ASKS = Duration.ofSeconds(1);

  /** An answer that takes longer is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Without an answer for so long the cluster itself is taken for broken. */
  static final Duration ALONE = Duration.ofSeconds(20);

  /** What a node makes of its leases. On the timeline's thread. */
  public interface Host {
    /**
     * The vehicles of a part, not started.
     *
     * @param data as {@link FleetLeader.Register#part} gave it
     * @param common as {@link FleetLeader.Register#common} gave it
     * @param lease by which these vehicles may speak
     */
    VehiclePart part(JsonObject data, JsonObject common, Lease lease);

    /** What {@link FleetLeader.Register#common} says now; each second, before parts are taken. */
    void told(JsonObject common);

    /** The leader has said that the fleet's run is over; nothing is hosted any more. */
    void over();

    /** No leader was heard for {@link #ALONE}; nothing is hosted any more. */
    void alone();

    /** A part could not be started or stopped: the node is of no use any more. */
    void broke(Throwable cause);
  }

  /** The lease of one part, as its vehicles see it. */
  public final class Lease {
    private final long epoch;
    private boolean ended;

    private Lease(long epoch) {
      this.epoch = epoch;
    }

    public long epoch() {
      return epoch;
    }

    /** Whether its vehicles may speak at this very moment. */
    public boolean isValid() {
      return !ended && timeline.nowNanos() < validUntil;
    }

    /** What the leader's timeline shows now, as far as this node knows. */
    public long leaderNanos() {
      return timeline.nowNanos() + leaderAhead;
    }
  }

  private static final class Hosted {
    private final Lease lease;
    private final Future<String> deployed;
    private boolean started;
    private boolean leaving;

    private Hosted(Lease lease, Future<String> deployed) {
      this.lease = lease;
      this.deployed = deployed;
    }
  }

  private final Vertx vertx;
  private final Timeline timeline;
  private final String name;
  private final Host host;
  private final Map<Integer, Hosted> parts = new TreeMap<>();
  private final Timer ask;
  private final Timer lapse;
  private final Timer alone;
  private long validUntil = Long.MIN_VALUE;
  private long leaderAhead;
  private boolean over;

  /**
   * @param name that no other node has or had
   */
  public FleetNode(Vertx vertx, Timeline timeline, String name, Host host) {
    this.vertx = vertx;
    this.timeline = timeline;
    this.name = name;
    this.host = host;
    this.ask = timeline.timer(this::ask);
    this.lapse = timeline.timer(this::letGoOfAll);
    this.alone = timeline.timer(host::alone);
    ask.armAfter(0);
    alone.armAfter(ALONE.toNanos());
  }

  private void ask() {
    long asked = timeline.nowNanos();
    JsonArray hosts = new JsonArray();
    parts.forEach(
        (number, part) -> {
          if (part.started) {
            hosts.add(number);
          }
        });
    vertx
        .eventBus()
        .<JsonObject>request(
            FleetLeader.ADDRESS,
            new JsonObject().put(FleetLeader.NODE, name).put(FleetLeader.HOSTS, hosts),
            new DeliveryOptions().setSendTimeout(PATIENCE.toMillis()))
        .onComplete(answer -> timeline.post("fleet/answers", () -> answered(asked, answer)));
  }

  private void answered(long asked, AsyncResult<Message<JsonObject>> answer) {
    if (over) {
      return;
    }
    ask.armAfter(ASKS.toNanos());
    if (answer.failed()) {
      return;
    }
    long until = asked + LeaseTable.HOLD.toNanos();
    long now = timeline.nowNanos();
    if (now >= until) {
      return;
    }
    alone.armAfter(ALONE.toNanos());
    JsonObject told = answer.result().body();
    if (told.getBoolean(FleetLeader.OVER, false)) {
      over = true;
      validUntil = until;
      letGoOfAll();
      end();
      host.over();
      return;
    }
    validUntil = until;
    lapse.armAfter(until - now);
    // The answer was on its way for some part of this time: the middle is as good as any.
    leaderAhead = told.getLong(FleetLeader.SINCE) - (asked + now) / 2;
    follow(told);
  }

  private void follow(JsonObject told) {
    JsonObject common = told.getJsonObject(FleetLeader.COMMON);
    host.told(common);
    Set<Integer> granted = new HashSet<>();
    for (Object each : told.getJsonArray(FleetLeader.PARTS)) {
      JsonObject grant = (JsonObject) each;
      int number = grant.getInteger(FleetLeader.PART);
      granted.add(number);
      Hosted has = parts.get(number);
      boolean other = has != null && has.lease.epoch != grant.getLong(FleetLeader.EPOCH);
      if (other) {
        // It was lost and is ours again: what is here is older than what the leader knows.
        letGo(number);
      } else if (has == null && grant.containsKey(FleetLeader.DATA)) {
        take(number, grant, common);
      }
    }
    for (int number : List.copyOf(parts.keySet())) {
      if (!granted.contains(number)) {
        letGo(number);
      }
    }
  }

  private void take(int number, JsonObject grant, JsonObject common) {
    Lease lease = new Lease(grant.getLong(FleetLeader.EPOCH));
    VehiclePart part = host.part(grant.getJsonObject(FleetLeader.DATA), common, lease);
    Hosted hosted =
        new Hosted(lease, vertx.deployVerticle(new PartVerticle(number, timeline, part)));
    parts.put(number, hosted);
    hosted.deployed.onComplete(
        done ->
            timeline.post(
                "fleet/deployed",
                () -> {
                  if (done.failed()) {
                    host.broke(done.cause());
                  } else {
                    hosted.started = true;
                  }
                }));
  }

  /** Its vehicles are silent at once; it is hosted until they have stopped. */
  private void letGo(int number) {
    Hosted part = parts.get(number);
    if (part == null || part.leaving) {
      return;
    }
    part.leaving = true;
    part.lease.ended = true;
    part.deployed
        .compose(vertx::undeploy)
        .onComplete(
            done ->
                timeline.post(
                    "fleet/undeployed",
                    () -> {
                      parts.remove(number, part);
                      if (done.failed()) {
                        host.broke(done.cause());
                      }
                    }));
  }

  private void letGoOfAll() {
    new ArrayList<>(parts.keySet()).forEach(this::letGo);
  }

  /** Parts whose vehicles are started. On the timeline's thread. */
  public int hosted() {
    return (int) parts.values().stream().filter(part -> part.started && !part.leaving).count();
  }

  private void end() {
    ask.cancel();
    lapse.cancel();
    alone.cancel();
  }

  /** Stops what is hosted, and tells the leader. On the timeline's thread. */
  @Override
  public void close() {
    if (!over) {
      over = true;
      letGoOfAll();
      end();
      vertx
          .eventBus()
          .send(
              FleetLeader.ADDRESS,
              new JsonObject().put(FleetLeader.NODE, name).put(FleetLeader.LEAVES, true));
    }
  }
}
