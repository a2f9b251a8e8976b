// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.Report;
import dev.dcmrig.ota.core.TargetFilter;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.store.Upload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API of release engineers: {@code /rest/v1/...}, as {@code hil-configs/openapi/ota.yaml} says.
 * Resources have hawkBit's names. One token opens all of it.
 */
public final class ManagementEdge {
  private static final int MAX_PAGE = 500;
  private static final int USUAL_PAGE = 50;

  /** Digits of an id that fits a long. */
  private static final int ID_DIGITS = 18;

  private final OtaCore core;
  private final String token;

  public ManagementEdge(OtaCore core, String token) {
    this.core = core;
    this.token = token;
  }

  /** Whether a path is one of this edge. */
  public static boolean isOwn(List<String> path) {
    return path.size() >= 3 && path.get(0).equals("rest") && path.get(1).equals("v1");
  }

  /** Refuses whoever does not show the token, with 401. */
  public void authorise(@Nullable String authorization) {
    String[] parts = authorization == null ? new String[0] : authorization.strip().split(" +", 2);
    if (parts.length != 2
        || !parts[0].equalsIgnoreCase("Bearer")
        || !MessageDigest.isEqual(
            parts[1].getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      throw HttpProblem.unauthorised(
          "Bearer", "show the management token: Authorization: Bearer ...");
    }
  }

  /** Answers a request; whoever sent it is authorised. */
  public Answer answer(Call call) {
    List<String> path = call.path().subList(2, call.path().size());
    return switch (path.get(0)) {
      case "softwaremodules" -> modules(call, path);
      case "distributionsets" -> sets(call, path);
      case "targets" -> targets(call, path);
      case "rollouts" -> rollouts(call, path);
      default -> throw nothing();
    };
  }

  private static HttpProblem nothing() {
    return new HttpProblem(404, "there is nothing at this path");
  }

  // ---- software ----

  private Answer modules(Call call, List<String> path) {
    if (path.size() == 2) {
      call.expect("GET");
      return Bodies.json(200, Shown.module(core.software().module(id(path.get(1)))));
    }
    size(path, 1);
    call.expect("GET", "POST");
    if (call.isRead()) {
      return Bodies.json(
          200, Shown.page(core.software().modules(offset(call), limit(call)), Shown::module, -1));
    }
    JsonNode body = body(call, Set.of("name", "version", "type", "vendor"));
    long id =
        core.software()
            .createModule(
                Bodies.text(body, "name"),
                Bodies.text(body, "version"),
                Bodies.text(body, "type"),
                Bodies.textOr(body, "vendor", ""));
    return Bodies.json(201, Shown.module(core.software().module(id)));
  }

  /** The module that an upload is for; nothing if the path is none of an upload. */
  public static @Nullable Long uploadModule(List<String> path) {
    boolean upload =
        path.size() == 5
            && isOwn(path)
            && path.get(2).equals("softwaremodules")
            && path.get(4).equals("artifacts");
    return upload ? (Long) id(path.get(3)) : null;
  }

  /** Begins to receive an artifact. */
  public Upload receive(long moduleId, String filename) {
    return core.software().receive(moduleId, filename);
  }

  /**
   * All of an artifact has come.
   *
   * @param filename its name
   * @param sha256 what it should be; empty for anything
   */
  public Answer received(long moduleId, Upload upload, String filename, String sha256) {
    Upload.Content content = upload.finish();
    try {
      if (!sha256.isEmpty() && !sha256.equalsIgnoreCase(content.sha256())) {
        throw new HttpProblem(
            400, "what came has the SHA-256 " + content.sha256() + ", not " + sha256);
      }
      Artifact artifact = core.software().addArtifact(moduleId, filename, content);
      return Bodies.json(201, Shown.artifact(artifact));
    } catch (HttpProblem | Refused e) {
      core.software().forget(content);
      throw e;
    }
  }

  private Answer sets(Call call, List<String> path) {
    if (path.size() == 2) {
      call.expect("GET");
      return Bodies.json(200, Shown.set(core.software().set(id(path.get(1)))));
    }
    size(path, 1);
    call.expect("GET", "POST");
    if (call.isRead()) {
      return Bodies.json(
          200, Shown.page(core.software().sets(offset(call), limit(call)), Shown::set, -1));
    }
    JsonNode body = body(call, Set.of("name", "version", "modules"));
    List<Long> modules = new ArrayList<>();
    for (JsonNode module : body.path("modules")) {
      if (!module.isIntegralNumber() || !module.canConvertToLong()) {
        throw new HttpProblem(400, "'modules' is no list of ids");
      }
      modules.add(module.longValue());
    }
    long id =
        core.software().createSet(Bodies.text(body, "name"), Bodies.text(body, "version"), modules);
    return Bodies.json(201, Shown.set(core.software().set(id)));
  }

  // ---- targets ----

  private Answer targets(Call call, List<String> path) {
    if (path.size() == 1) {
      call.expect("GET", "POST");
      return call.isRead() ? matching(call) : create(call);
    }
    String controllerId = path.get(1);
    if (path.size() == 2) {
      call.expect("GET");
      ObjectNode shown =
          Shown.target(
              core.targets()
                  .find(controllerId)
                  .orElseThrow(
                      () -> new HttpProblem(404, "there is no target '" + controllerId + "'")));
      ObjectNode attributes = shown.putObject("attributes");
      core.targets().attributes(controllerId).forEach(attributes::put);
      return Bodies.json(200, shown);
    }
    return switch (path.get(2)) {
      case "attributes" -> attributes(call, path, controllerId);
      case "assignedDS" -> assign(call, path, controllerId);
      case "actions" -> actions(call, path, controllerId);
      default -> throw nothing();
    };
  }

  private Answer matching(Call call) {
    String text = call.head().parameter("q");
    TargetFilter filter = TargetFilter.of(text == null ? "" : text);
    return Bodies.json(
        200,
        Shown.page(
            core.targets().matching(filter, offset(call), limit(call)),
            Shown::target,
            core.targets().count(filter)));
  }

  private Answer create(Call call) {
    JsonNode body = body(call, Set.of("controllerId", "name", "securityToken"));
    String controllerId = Bodies.text(body, "controllerId");
    String own =
        core.targets()
            .create(
                controllerId,
                Bodies.textOr(body, "name", ""),
                Bodies.textOr(body, "securityToken", ""));
    ObjectNode shown = Shown.target(core.targets().find(controllerId).orElseThrow());
    return Bodies.json(201, shown.put("securityToken", own));
  }

  private Answer attributes(Call call, List<String> path, String controllerId) {
    size(path, 3);
    call.expect("GET", "POST");
    if (!call.isRead()) {
      core.targets().askAttributes(controllerId);
      return Answer.of(204);
    }
    Map<String, String> known = new LinkedHashMap<>(core.targets().attributes(controllerId));
    ObjectNode shown = Bodies.object();
    known.forEach(shown::put);
    return Bodies.json(200, shown);
  }

  private Answer assign(Call call, List<String> path, String controllerId) {
    size(path, 3);
    call.expect("POST");
    JsonNode body = body(call, Set.of("id", "policy"));
    long action =
        core.actions()
            .assign(
                controllerId,
                Bodies.number(body, "id", 1, Long.MAX_VALUE),
                PlanReader.policy(body.path("policy")));
    return Bodies.json(200, Shown.action(core.actions().of(controllerId, action)));
  }

  private Answer actions(Call call, List<String> path, String controllerId) {
    if (path.size() == 3) {
      call.expect("GET");
      return Bodies.json(
          200, Shown.page(core.actions().actionsOf(controllerId), Shown::action, -1));
    }
    size(path, 4);
    call.expect("GET", "DELETE");
    long id = id(path.get(3));
    if (call.isRead()) {
      ObjectNode shown = Shown.action(core.actions().of(controllerId, id));
      shown.set(
          "history", Shown.page(core.actions().historyOf(id), Shown::history, -1).path("content"));
      return Bodies.json(200, shown);
    }
    boolean force = "true".equals(call.head().parameter("force"));
    ActionState state =
        core.actions()
            .happened(
                controllerId,
                id,
                force ? ActionEvent.FORCE_CANCEL : ActionEvent.CANCEL,
                Report.of("an operator stops it"));
    return Bodies.json(200, Bodies.object().put("state", state.name()));
  }

  // ---- rollouts ----

  private Answer rollouts(Call call, List<String> path) {
    if (path.size() == 1) {
      call.expect("GET", "POST");
      if (call.isRead()) {
        return Bodies.json(
            200,
            Shown.page(core.rollouts().rollouts(offset(call), limit(call)), Shown::rollout, -1));
      }
      call.expectJson();
      return shown(201, core.rollouts().create(PlanReader.rollout(Bodies.read(call.body()))));
    }
    long id = id(path.get(1));
    if (path.size() == 2) {
      call.expect("GET");
      return shown(200, id);
    }
    size(path, 3);
    call.expect("POST");
    switch (path.get(2)) {
      case "start" -> core.rollouts().start(id);
      case "pause" -> core.rollouts().pause(id);
      case "resume" -> core.rollouts().resume(id);
      case "cancel" -> core.rollouts().cancel(id);
      case "retry" -> core.rollouts().retry(id);
      case "close" -> core.rollouts().closeToLate(id);
      default -> throw nothing();
    }
    return shown(200, id);
  }

  private Answer shown(int status, long rolloutId) {
    return Bodies.json(status, Shown.status(core.rollouts().status(rolloutId)));
  }

  // ---- what they share ----

  private static JsonNode body(Call call, Set<String> names) {
    call.expectJson();
    JsonNode body = Bodies.read(call.body());
    PlanReader.known(body, names);
    return body;
  }

  private static void size(List<String> path, int expected) {
    if (path.size() != expected) {
      throw nothing();
    }
  }

  private static long id(String text) {
    if (text.isEmpty()
        || text.length() > ID_DIGITS
        || !text.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
      throw nothing();
    }
    return Long.parseLong(text);
  }

  private static int offset(Call call) {
    return parameter(call, "offset", 0, Integer.MAX_VALUE, 0);
  }

  private static int limit(Call call) {
    return parameter(call, "limit", 1, MAX_PAGE, USUAL_PAGE);
  }

  private static int parameter(Call call, String name, int least, int most, int usual) {
    String text = call.head().parameter(name);
    if (text == null) {
      return usual;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new HttpProblem(400, "'" + name + "' is no number from " + least + " to " + most);
  }
}
