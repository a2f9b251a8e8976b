// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every node needs of its leader.
 *
 * @param host of the leader, for cars
 * @param port where messages and keepsakes go
 * @param token that opens it
 * @param updates what a DCM is told of its update server
 * @param updatesPort where that listens
 * @param factory version of the firmware that every DCM begins with
 * @param beginNanos when messages have begun, on the leader's timeline; absent while they have not
 */
record Briefing(
    String host,
    int port,
    String token,
    String updates,
    int updatesPort,
    String factory,
    long seed,
    LivePlan plan,
    @Nullable Long beginNanos) {

  JsonObject json() {
    return new JsonObject()
        .put("host", host)
        .put("port", port)
        .put("token", token)
        .put("updates", updates)
        .put("updatesPort", updatesPort)
        .put("factory", factory)
        .put("seed", seed)
        .put("cars", plan.cars())
        .put("everyNanos", plan.every().toNanos())
        .put("lastsNanos", plan.lasts().toNanos())
        .put("waves", plan.waves())
        .put("failing", plan.failing())
        .put("pollNanos", plan.poll().toNanos())
        .put("beginNanos", beginNanos);
  }

  static Briefing of(JsonObject json) {
    return new Briefing(
        json.getString("host"),
        json.getInteger("port"),
        json.getString("token"),
        json.getString("updates"),
        json.getInteger("updatesPort"),
        json.getString("factory"),
        json.getLong("seed"),
        new LivePlan(
            json.getInteger("cars"),
            Duration.ofNanos(json.getLong("everyNanos")),
            Duration.ofNanos(json.getLong("lastsNanos")),
            json.getInteger("waves"),
            json.getInteger("failing"),
            Duration.ofNanos(json.getLong("pollNanos"))),
        json.getLong("beginNanos"));
  }
}
