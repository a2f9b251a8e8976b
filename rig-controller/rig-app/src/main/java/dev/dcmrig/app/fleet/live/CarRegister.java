// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.Keepsake;
import dev.dcmrig.fleet.FleetLeader;
import dev.dcmrig.fleet.LeaseTable;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the leader knows of each car: which message comes next, and what is kept of its DCM. A word
 * that is said by an old lease is refused, so a car that was taken over is heard from one node
 * only. On the leader's timeline.
 */
final class CarRegister implements FleetLeader.Register {
  static final String CARS = "cars";
  static final String CAR = "car";
  static final String TOKEN = "token";
  static final String NEXT = "next";
  static final String VERSION = "version";
  static final String CELLS = "cells";

  private static final class Car {
    private final String token;
    private long next;
    private @Nullable Keepsake kept;

    private Car(String token) {
      this.token = token;
    }
  }

  private final Timeline timeline;
  private final LivePlan plan;
  private final Supplier<LeaseTable> leases;
  private final Supplier<JsonObject> common;
  private final List<Car> cars = new ArrayList<>();
  private final Lateness lateness = new Lateness();
  private long received;
  private long repeated;
  private long skipped;
  private long refused;
  private long beginNanos = Long.MIN_VALUE;

  CarRegister(
      Timeline timeline, LivePlan plan, Supplier<LeaseTable> leases, Supplier<JsonObject> common) {
    this.timeline = timeline;
    this.plan = plan;
    this.leases = leases;
    this.common = common;
  }

  void add(String token) {
    cars.add(new Car(token));
  }

  /** Messages are due from now on. */
  void begin() {
    beginNanos = timeline.nowNanos();
  }

  boolean hasBegun() {
    return beginNanos != Long.MIN_VALUE;
  }

  long beginNanos() {
    return beginNanos;
  }

  @Override
  public JsonObject part(int part) {
    JsonArray list = new JsonArray();
    for (int number : plan.carsOf(part)) {
      Car car = cars.get(number);
      JsonObject entry =
          new JsonObject().put(CAR, number).put(TOKEN, car.token).put(NEXT, car.next);
      Keepsake kept = car.kept;
      if (kept != null) {
        entry.put(VERSION, kept.version()).put(CELLS, cells(kept));
      }
      list.add(entry);
    }
    return new JsonObject().put(CARS, list);
  }

  private static JsonObject cells(Keepsake kept) {
    JsonObject cells = new JsonObject();
    kept.cells().forEach(cells::put);
    return cells;
  }

  @Override
  public JsonObject common() {
    return common.get();
  }

  private boolean mayNot(int number, long epoch) {
    boolean stale =
        number < 0 || number >= cars.size() || !leases.get().isNewest(LivePlan.part(number), epoch);
    refused += stale ? 1 : 0;
    return stale;
  }

  /**
   * A car's message has come.
   *
   * @return whether its node may go on to the next one
   */
  boolean message(int number, long epoch, long index) {
    if (mayNot(number, epoch)) {
      return false;
    }
    Car car = cars.get(number);
    if (index < car.next) {
      repeated++;
      return true;
    }
    if (index > car.next) {
      skipped++;
      return false;
    }
    car.next++;
    received++;
    lateness.add(Duration.ofNanos(timeline.nowNanos() - beginNanos - plan.dueNanos(number, index)));
    return true;
  }

  /**
   * What is left of a car's DCM, if its node is gone.
   *
   * @return whether it is kept
   */
  boolean keep(int number, long epoch, Keepsake keepsake) {
    if (mayNot(number, epoch)) {
      return false;
    }
    cars.get(number).kept = keepsake;
    return true;
  }

  /** Cars of which a firmware of this version was kept. */
  int running(String version) {
    return (int)
        cars.stream()
            .map(car -> car.kept)
            .filter(kept -> kept != null && kept.version().equals(version))
            .count();
  }

  long received() {
    return received;
  }

  /** Messages that came a second time: their answer was lost. They count once. */
  long repeated() {
    return repeated;
  }

  /** Messages that came before the one that was due. */
  long skipped() {
    return skipped;
  }

  /** Words of nodes that had lost their lease. */
  long refused() {
    return refused;
  }

  Lateness lateness() {
    return lateness;
  }
}
