// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.ota.core.Action;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.DistributionSet;
import dev.dcmrig.ota.core.HistoryEntry;
import dev.dcmrig.ota.core.Module;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.sim.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The documents of the DDI API, as hawkBit writes them. */
final class Documents {
  /** Entries of the history that a device is shown. */
  static final int LAST_MESSAGES = 10;

  private final DdiSettings settings;
  private final OtaRules rules;

  Documents(DdiSettings settings, OtaRules rules) {
    this.settings = settings;
    this.rules = rules;
  }

  /** What a device gets for a poll. */
  ObjectNode poll(
      Links links,
      Target target,
      Optional<Action> offered,
      Optional<Action> installed,
      Instant now) {
    ObjectNode root = Bodies.object();
    root.putObject("config").putObject("polling").put("sleep", sleep(target, now));
    ObjectNode its = root.putObject("_links");
    if (target.wantsAttributes()) {
      links.put(its, "configData", "/configData");
    }
    offered.ifPresent(
        action -> {
          if (action.state() == ActionState.CONSENT) {
            links.put(its, "confirmationBase", "/confirmationBase/" + action.id());
          } else if (action.state() == ActionState.CANCELLING) {
            links.put(its, "cancelAction", "/cancelAction/" + action.id());
          } else {
            links.put(its, "deploymentBase", "/deploymentBase/" + action.id());
          }
        });
    installed.ifPresent(action -> links.put(its, "installedBase", "/installedBase/" + action.id()));
    return root;
  }

  /** A wait that differs from target to target and from minute to minute: no two poll together. */
  private String sleep(Target target, Instant now) {
    int upTo = (int) Math.min(Integer.MAX_VALUE - 1, settings.jitter().toSeconds());
    int more =
        Seed.of(now.getEpochSecond() / 60).of(target.controllerId()).stream().nextInt(upTo + 1);
    Duration wait = settings.poll().plusSeconds(more);
    return twoDigits(wait.toHours())
        + ":"
        + twoDigits(wait.toMinutesPart())
        + ":"
        + twoDigits(wait.toSecondsPart());
  }

  /** As {@code %02d}, which each poll would wait for. */
  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /** What is to be done; {@code name} is {@code deployment} or {@code confirmation}. */
  ObjectNode task(
      String name,
      Links links,
      Action action,
      DistributionSet set,
      List<HistoryEntry> history,
      Instant now) {
    ObjectNode root = Bodies.object();
    root.put("id", Long.toString(action.id()));
    ObjectNode task = root.putObject(name);
    UpdatePolicy policy = action.policy();
    boolean forced =
        switch (policy.kind()) {
          case FORCED, DOWNLOAD_ONLY -> true;
          case SOFT -> false;
          case TIMEFORCED -> isPast(policy, now);
        };
    MaintenanceWindow window = policy.window();
    boolean open = rules.mayInstall(window, now);
    boolean installs = policy.kind() != ActionKind.DOWNLOAD_ONLY && open;
    task.put("download", forced ? "forced" : "attempt");
    task.put("update", !installs ? "skip" : forced ? "forced" : "attempt");
    if (window != null) {
      task.put("maintenanceWindow", open ? "available" : "unavailable");
    }
    ArrayNode chunks = task.putArray("chunks");
    set.modules().forEach(module -> chunk(chunks.addObject(), links, module));
    if (!history.isEmpty()) {
      ObjectNode past = root.putObject("actionHistory");
      past.put("status", history.get(history.size() - 1).state().name());
      ArrayNode messages = past.putArray("messages");
      history.stream().flatMap(entry -> entry.details().stream()).forEach(messages::add);
    }
    return root;
  }

  private static boolean isPast(UpdatePolicy policy, Instant now) {
    Long at = policy.forcedAtMillis();
    return at != null && now.toEpochMilli() >= at;
  }

  private static void chunk(ObjectNode chunk, Links links, Module module) {
    chunk.put("part", module.type());
    chunk.put("version", module.version());
    chunk.put("name", module.name());
    ArrayNode artifacts = chunk.putArray("artifacts");
    module.artifacts().forEach(artifact -> artifact(artifacts.addObject(), links, artifact));
  }

  static void artifact(ObjectNode node, Links links, Artifact artifact) {
    node.put("filename", artifact.filename());
    ObjectNode hashes = node.putObject("hashes");
    hashes.put("sha1", artifact.sha1());
    hashes.put("md5", artifact.md5());
    hashes.put("sha256", artifact.sha256());
    node.put("size", artifact.sizeBytes());
    links.putFile(node.putObject("_links"), artifact.moduleId(), artifact.filename());
  }

  /**
   * What is to be stopped. Both ids are that of the action: whoever answers names it in the path,
   * whichever of the two it read.
   */
  ObjectNode cancel(Action action) {
    ObjectNode root = Bodies.object();
    root.put("id", Long.toString(action.id()));
    root.putObject("cancelAction").put("stopId", Long.toString(action.id()));
    return root;
  }
}
