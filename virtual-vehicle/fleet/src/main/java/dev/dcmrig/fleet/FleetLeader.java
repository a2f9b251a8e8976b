// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

import dev.dcmrig.sim.Timeline;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Leases a fleet to its nodes, over the event bus. There is one; when it is gone, the nodes stop
 * what they host. The table is the timeline's.
 */
public final class FleetLeader implements AutoCloseable {
  static final String ADDRESS = "dcmrig.fleet.leases";
  static final String NODE = "node";
  static final String HOSTS = "hosts";
  static final String LEAVES = "leaves";
  static final String PARTS = "parts";
  static final String PART = "part";
  static final String EPOCH = "epoch";
  static final String DATA = "data";
  static final String COMMON = "common";
  static final String SINCE = "sinceNanos";
  static final String OVER = "over";

  /** What the leader knows of the fleet; on the timeline's thread. */
  public interface Register {
    /** What a node needs to host a part, beside {@link #common()}. */
    JsonObject part(int part);

    /** What every node needs. */
    JsonObject common();
  }

  private final Timeline timeline;
  private final Register register;
  private final LeaseTable table = new LeaseTable();
  private final MessageConsumer<JsonObject> consumer;
  private final Supplier<Boolean> isOver;

  /**
   * @param isOver whether the nodes may go, asked on the timeline's thread
   */
  public FleetLeader(Vertx vertx, Timeline timeline, Register register, Supplier<Boolean> isOver) {
    this.timeline = timeline;
    this.register = register;
    this.isOver = isOver;
    this.consumer =
        vertx
            .eventBus()
            .consumer(ADDRESS, message -> timeline.post("fleet/leases", () -> asked(message)));
  }

  private void asked(Message<JsonObject> message) {
    JsonObject question = message.body();
    String node = question.getString(NODE, "");
    if (question.getBoolean(LEAVES, false)) {
      table.leave(node);
      message.reply(new JsonObject().put(PARTS, new JsonArray()).put(OVER, true));
      return;
    }
    Set<Integer> hosts =
        question.getJsonArray(HOSTS, new JsonArray()).stream()
            .map(part -> ((Number) part).intValue())
            .collect(Collectors.toSet());
    JsonArray parts = new JsonArray();
    for (LeaseTable.Grant grant : table.renew(node, hosts, timeline.nowNanos())) {
      JsonObject part = new JsonObject().put(PART, grant.part()).put(EPOCH, grant.epoch());
      if (!hosts.contains(grant.part())) {
        part.put(DATA, register.part(grant.part()));
      }
      parts.add(part);
    }
    message.reply(
        new JsonObject()
            .put(PARTS, parts)
            .put(COMMON, register.common())
            .put(SINCE, timeline.nowNanos())
            .put(OVER, isOver.get()));
  }

  /** On the timeline's thread. */
  public LeaseTable table() {
    return table;
  }

  @Override
  public void close() {
    consumer.unregister();
  }
}
