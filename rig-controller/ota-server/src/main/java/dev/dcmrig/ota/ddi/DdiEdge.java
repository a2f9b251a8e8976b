// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.ota.core.Action;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.Report;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.core.Targets;
import dev.dcmrig.ota.core.Told;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.FileAnswers;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.ActionState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * hawkBit's Direct Device Integration API, version 1: {@code /TENANT/controller/v1/ID/...}.
 *
 * <p>Where it differs from hawkBit on purpose stands in docs/ota.md. Does not speak CBOR.
 */
public final class DdiEdge {
  private static final String MD5_SUFFIX = ".MD5SUM";

  /** Parts of the path of a poll. */
  private static final int POLL_PARTS = 4;

  /** Digits of an id that fits a long. */
  private static final int ID_DIGITS = 18;

  private final OtaCore core;
  private final DdiSettings settings;
  private final Identity identity;
  private final Documents documents;

  public DdiEdge(OtaCore core, DdiSettings settings) {
    this.core = core;
    this.settings = settings;
    this.identity = new Identity(core, settings);
    this.documents = new Documents(settings, core.rules());
  }

  /** Whether a path is one of this edge. */
  public boolean isOwn(List<String> path) {
    return path.size() >= 4
        && path.get(0).equals(settings.tenant())
        && path.get(1).equals("controller")
        && path.get(2).equals("v1");
  }

  /** What a path of this edge is about; nothing if there is no such thing. */
  public Optional<Exchange> exchange(List<String> path) {
    return Exchange.of(path);
  }

  /** Refuses whoever does not show that they are the target of the path, with 401. */
  public void authorise(Call call) {
    identity.of(call, call.path().get(3));
  }

  /**
   * Answers a poll that needs no database: nothing has changed of a known target. Waits for nobody,
   * whatever is changed meanwhile.
   *
   * @return what makes the answer, and only then counts the target as heard of; empty when it is
   *     another request, or one that the database has to be asked about
   */
  public Optional<Supplier<Answer>> fromMemory(Call call) {
    if (!call.method().equals("GET") || call.path().size() != POLL_PARTS) {
      return Optional.empty();
    }
    String controllerId = call.path().get(3);
    Optional<Target> target = identity.fromMemory(call, controllerId);
    Optional<Told> told = target.flatMap(core.actions()::toldFromMemory);
    return told.map(
        found ->
            () -> {
              core.targets().seen(target.orElseThrow());
              return poll(target.orElseThrow(), found, new Links(settings, call, controllerId));
            });
  }

  /** Answers a request of a device. */
  public Answer answer(Call call) {
    String controllerId = call.path().get(3);
    Target target = identity.of(call, controllerId);
    List<String> rest = call.path().subList(4, call.path().size());
    Links links = new Links(settings, call, controllerId);
    String first = rest.isEmpty() ? "" : rest.get(0);
    return switch (first) {
      case "" -> poll(call, target, links);
      case "configData" -> configData(call, rest, controllerId);
      case "deploymentBase" -> deployment(call, rest, target, links);
      case "installedBase" -> installed(call, rest, controllerId, links);
      case "cancelAction" -> cancel(call, rest, controllerId);
      case "confirmationBase" -> confirmation(call, rest, target, links);
      case "softwaremodules" -> artifacts(call, rest, controllerId, links);
      default -> throw nothing();
    };
  }

  private static HttpProblem nothing() {
    return new HttpProblem(404, "there is nothing at this path");
  }

  private Answer poll(Call call, Target target, Links links) {
    call.expect("GET");
    return poll(target, core.actions().told(target), links);
  }

  private Answer poll(Target target, Told told, Links links) {
    return Bodies.json(
        200, documents.poll(links, target, told.offered(), told.installed(), core.now()));
  }

  private Answer configData(Call call, List<String> rest, String controllerId) {
    size(rest, 1);
    call.expect("PUT");
    JsonNode body = json(call);
    Targets.Mode mode =
        switch (Bodies.textOr(body, "mode", "merge").toLowerCase(Locale.ROOT)) {
          case "merge" -> Targets.Mode.MERGE;
          case "replace" -> Targets.Mode.REPLACE;
          case "remove" -> Targets.Mode.REMOVE;
          default -> throw new HttpProblem(400, "'mode' is none of merge, replace, remove");
        };
    JsonNode data = body.path("data");
    if (!data.isObject()) {
      throw new HttpProblem(400, "'data' is missing, or no object of texts");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new HttpProblem(400, "the attribute '" + entry.getKey() + "' is no text");
      }
      attributes.put(entry.getKey(), entry.getValue().asText());
    }
    core.targets().setAttributes(controllerId, mode, attributes);
    return Answer.of(200);
  }

  private Answer deployment(Call call, List<String> rest, Target target, Links links) {
    String controllerId = target.controllerId();
    long id = actionId(rest);
    if (isFeedback(call, rest)) {
      Feedback feedback = Feedback.ofDeployment(json(call), id);
      core.actions().happened(controllerId, id, feedback.event(), feedback.report());
      return Answer.of(200);
    }
    Action action = core.actions().of(controllerId, id);
    if (action.state().isClosed()) {
      throw new HttpProblem(410, "action " + id + " is closed: " + action.state());
    }
    boolean told = core.actions().offered(target).filter(own -> own.id() == id).isPresent();
    if (!told
        || action.state() == ActionState.CONSENT
        || action.state() == ActionState.CANCELLING) {
      throw new HttpProblem(404, "action " + id + " is not to be done now: " + action.state());
    }
    if (!call.method().equals("HEAD")) {
      core.actions().happened(controllerId, id, ActionEvent.FETCH, Report.NONE);
    }
    return task("deployment", links, action);
  }

  private Answer installed(Call call, List<String> rest, String controllerId, Links links) {
    long id = actionId(rest);
    size(rest, 2);
    call.expect("GET");
    Action action = core.actions().of(controllerId, id);
    if (action.state() != ActionState.FINISHED
        || action.policy().kind() == ActionKind.DOWNLOAD_ONLY) {
      throw new HttpProblem(404, "action " + id + " is not installed: " + action.state());
    }
    return task("deployment", links, action);
  }

  private Answer task(String name, Links links, Action action) {
    return Bodies.json(
        200,
        documents.task(
            name,
            links,
            action,
            core.software().set(action.setId()),
            core.actions().lastOf(action.id(), Documents.LAST_MESSAGES),
            core.now()));
  }

  private Answer cancel(Call call, List<String> rest, String controllerId) {
    long id = actionId(rest);
    Action action = core.actions().of(controllerId, id);
    if (isFeedback(call, rest)) {
      Feedback feedback = Feedback.ofCancel(json(call), id);
      core.actions().happened(controllerId, id, feedback.event(), feedback.report());
      return Answer.of(200);
    }
    if (action.state() != ActionState.CANCELLING) {
      throw new HttpProblem(404, "nobody wants action " + id + " stopped: " + action.state());
    }
    return Bodies.json(200, documents.cancel(action));
  }

  private Answer confirmation(Call call, List<String> rest, Target target, Links links) {
    String controllerId = target.controllerId();
    String what = rest.size() == 2 ? rest.get(1) : "";
    if (rest.size() == 1) {
      call.expect("GET");
      return Bodies.json(200, autoConfirm(target, links));
    }
    if (what.equals("activateAutoConfirm") || what.equals("deactivateAutoConfirm")) {
      call.expect("POST");
      core.actions().setAutoConfirm(controllerId, what.startsWith("activate"));
      return Answer.of(200);
    }
    long id = actionId(rest);
    Action action = core.actions().of(controllerId, id);
    if (isFeedback(call, rest)) {
      Feedback feedback = Feedback.ofConfirmation(json(call));
      core.actions().happened(controllerId, id, feedback.event(), feedback.report());
      return Answer.of(200);
    }
    if (action.state() != ActionState.CONSENT) {
      throw new HttpProblem(404, "action " + id + " needs no consent: " + action.state());
    }
    return task("confirmation", links, action);
  }

  private ObjectNode autoConfirm(Target target, Links links) {
    ObjectNode root = Bodies.object();
    root.putObject("autoConfirm").put("active", target.autoConfirm());
    ObjectNode its = root.putObject("_links");
    String wish = target.autoConfirm() ? "deactivateAutoConfirm" : "activateAutoConfirm";
    links.put(its, wish, "/confirmationBase/" + wish);
    core.actions()
        .offered(target)
        .filter(action -> action.state() == ActionState.CONSENT)
        .ifPresent(
            action -> links.put(its, "confirmationBase", "/confirmationBase/" + action.id()));
    return root;
  }

  private Answer artifacts(Call call, List<String> rest, String controllerId, Links links) {
    if (rest.size() < 3 || rest.size() > 4 || !rest.get(2).equals("artifacts")) {
      throw nothing();
    }
    long moduleId = id(rest.get(1));
    call.expect("GET");
    if (rest.size() == 3) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Artifact artifact : core.software().artifactsFor(controllerId, moduleId)) {
        Documents.artifact(list.addObject(), links, artifact);
      }
      return Bodies.json(200, list);
    }
    String name = rest.get(3);
    Optional<Artifact> whole = core.software().artifactFor(controllerId, moduleId, name);
    if (whole.isPresent()) {
      Artifact artifact = whole.get();
      return FileAnswers.of(
          call.head(),
          core.rules(),
          core.software().file(artifact),
          artifact.sizeBytes(),
          artifact.sha256(),
          Instant.ofEpochMilli(artifact.createdAtMillis()),
          artifact.filename());
    }
    if (name.endsWith(MD5_SUFFIX)) {
      String plain = name.substring(0, name.length() - MD5_SUFFIX.length());
      Optional<Artifact> summed = core.software().artifactFor(controllerId, moduleId, plain);
      if (summed.isPresent()) {
        String line = summed.get().md5() + "  " + plain;
        return Answer.of(200, "text/plain", line.getBytes(StandardCharsets.UTF_8));
      }
    }
    throw new HttpProblem(
        404, "no update of this target has an artifact of this name in module " + moduleId);
  }

  /** Whether it is feedback; else it is a reading of the action itself. */
  private static boolean isFeedback(Call call, List<String> rest) {
    if (rest.size() == 3 && rest.get(2).equals("feedback")) {
      call.expect("POST");
      return true;
    }
    size(rest, 2);
    call.expect("GET");
    return false;
  }

  private static void size(List<String> rest, int expected) {
    if (rest.size() != expected) {
      throw nothing();
    }
  }

  private static long actionId(List<String> rest) {
    if (rest.size() < 2) {
      throw nothing();
    }
    return id(rest.get(1));
  }

  private static long id(String text) {
    if (text.isEmpty()
        || text.length() > ID_DIGITS
        || !text.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
      throw nothing();
    }
    return Long.parseLong(text);
  }

  private static JsonNode json(Call call) {
    call.expectJson();
    return Bodies.read(call.body());
  }
}
