// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.ota.core.Action;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.DistributionSet;
import dev.dcmrig.ota.core.HistoryEntry;
import dev.dcmrig.ota.core.Module;
import dev.dcmrig.ota.core.Rollout;
import dev.dcmrig.ota.core.RolloutStatus;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.core.Wave;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.model.WaveCounts;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the management API shows, as JSON. Times are ISO 8601, UTC. */
final class Shown {
  private Shown() {}

  /** A page of a list. */
  static <T> ObjectNode page(List<T> things, Function<T, ObjectNode> shown, long total) {
    ObjectNode page = Bodies.object();
    ArrayNode content = page.putArray("content");
    things.forEach(thing -> content.add(shown.apply(thing)));
    page.put("size", things.size());
    if (total >= 0) {
      page.put("total", total);
    }
    return page;
  }

  static ObjectNode module(Module module) {
    ObjectNode node = Bodies.object();
    node.put("id", module.id());
    node.put("name", module.name());
    node.put("version", module.version());
    node.put("type", module.type());
    node.put("vendor", module.vendor());
    ArrayNode artifacts = node.putArray("artifacts");
    module.artifacts().forEach(artifact -> artifacts.add(artifact(artifact)));
    return node;
  }

  static ObjectNode artifact(Artifact artifact) {
    ObjectNode node = Bodies.object();
    node.put("id", artifact.id());
    node.put("filename", artifact.filename());
    node.put("size", artifact.sizeBytes());
    ObjectNode hashes = node.putObject("hashes");
    hashes.put("md5", artifact.md5());
    hashes.put("sha1", artifact.sha1());
    hashes.put("sha256", artifact.sha256());
    return node;
  }

  static ObjectNode set(DistributionSet set) {
    ObjectNode node = Bodies.object();
    node.put("id", set.id());
    node.put("name", set.name());
    node.put("version", set.version());
    ArrayNode modules = node.putArray("modules");
    set.modules().forEach(module -> modules.add(module(module)));
    return node;
  }

  static ObjectNode target(Target target) {
    ObjectNode node = Bodies.object();
    node.put("controllerId", target.controllerId());
    node.put("name", target.name());
    node.put("updateStatus", target.status().name());
    node.put("autoConfirm", target.autoConfirm());
    time(node, "createdAt", target.createdAtMillis());
    time(node, "lastSeenAt", target.lastSeenAtMillis());
    node.put("assignedSet", target.assignedSetId());
    node.put("installedSet", target.installedSetId());
    time(node, "installedAt", target.installedAtMillis());
    return node;
  }

  static ObjectNode action(Action action) {
    ObjectNode node = Bodies.object();
    node.put("id", action.id());
    node.put("set", action.setId());
    node.put("rollout", action.rolloutId());
    node.put("state", action.state().name());
    node.put("kind", action.policy().kind().name());
    node.put("code", action.code());
    time(node, "createdAt", action.createdAtMillis());
    return node;
  }

  static ObjectNode history(HistoryEntry entry) {
    ObjectNode node = Bodies.object();
    time(node, "at", entry.atMillis());
    node.put("event", entry.event().name());
    node.put("state", entry.state().name());
    node.put("done", entry.done());
    node.put("of", entry.ofAll());
    node.put("code", entry.code());
    ArrayNode details = node.putArray("details");
    entry.details().forEach(details::add);
    return node;
  }

  static ObjectNode rollout(Rollout rollout) {
    ObjectNode node = Bodies.object();
    node.put("id", rollout.id());
    node.put("name", rollout.name());
    node.put("set", rollout.setId());
    node.put("filter", rollout.filter());
    node.put("state", rollout.state().name());
    node.put("reason", rollout.reason());
    time(node, "startAt", rollout.startAtMillis());
    node.put("takesLate", rollout.takesLate());
    time(node, "createdAt", rollout.createdAtMillis());
    return node;
  }

  static ObjectNode status(RolloutStatus status) {
    ObjectNode node = rollout(status.rollout());
    ArrayNode waves = node.putArray("waves");
    status.waves().forEach(wave -> waves.add(wave(wave)));
    return node;
  }

  private static ObjectNode wave(Wave wave) {
    WaveCounts counts = wave.counts();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("no", wave.no());
    node.put("state", wave.state().name());
    node.put("successPercent", wave.successPercent());
    node.put("errorPercent", wave.errorPercent());
    node.put("total", counts.total());
    node.put("waiting", counts.waiting());
    node.put("active", counts.active());
    node.put("retrying", counts.retrying());
    node.put("succeeded", counts.succeeded());
    node.put("failed", counts.failed());
    node.put("timedOut", counts.timedOut());
    node.put("cancelled", counts.cancelled());
    node.put("declined", counts.declined());
    return node;
  }

  private static void time(ObjectNode node, String name, @Nullable Long millis) {
    node.put(name, millis == null ? null : Instant.ofEpochMilli(millis).toString());
  }
}
