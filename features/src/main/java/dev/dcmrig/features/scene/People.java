// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.ServiceApi.Answer;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people ask of the telematics service in one scenario, about which car, and what it answers.
 */
public final class People {
  public static final String GET = "GET";
  public static final String POST = "POST";
  public static final String PUT = "PUT";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The service's own form of an owner: "owner-" and the end of the VIN. */
  private static final int OWNER_DIGITS = 3;

  private final Scene scene;
  private final Map<String, String> requests = new HashMap<>();
  private final List<String> replies = new ArrayList<>();

  /** The newest answer's body; missing when there was none. */
  public JsonNode reply = MissingNode.getInstance();

  /** The newest command of the owner's app. */
  public String command = "";

  /** The newest payment method of the owner. */
  public String paymentMethod = "";

  private String owner = "";
  private String ownerBefore = "";

  public People(Scene scene) {
    this.scene = scene;
  }

  /** VIN of the car that the scenario is about now. */
  public String vin() {
    return scene.cars.vin();
  }

  /** Registration that the service knows a car by. */
  public static String registration(String vin) {
    return "DCM-" + tail(vin);
  }

  private static String tail(String vin) {
    return vin.substring(vin.length() - OWNER_DIGITS);
  }

  public String owner() {
    return owner.isEmpty() ? "owner-" + tail(vin()) : owner;
  }

  /** Who had the car before the owner, and nobody's app when it was not sold. */
  public String ownerBefore() {
    return ownerBefore.isEmpty() ? "owner-0" : ownerBefore;
  }

  public void owner(String newOwner) {
    ownerBefore = owner();
    owner = newOwner;
  }

  /** The newest tracking request of the car in view; one that never was before the first. */
  public String request() {
    return requests.getOrDefault(vin(), "TR-0");
  }

  public void request(String id) {
    requests.put(vin(), id);
  }

  /** What counts as the request of the car in view where there is none. */
  public void requestIfNone(String id) {
    requests.putIfAbsent(vin(), id);
  }

  /** A body to put fields into. */
  public static ObjectNode body() {
    return JSON.createObjectNode();
  }

  /** Asks something about the car in view, without a body. */
  public void askOfCar(Role role, String method, String rest) {
    ask(role, method, ofCar(rest));
  }

  /** Asks something about the car in view. */
  public void askOfCar(Role role, String method, String rest, ObjectNode body) {
    ask(role, method, ofCar(rest), body);
  }

  private String ofCar(String rest) {
    return "/v1/vehicles/" + vin() + "/" + rest;
  }

  /** Asks with one owner's app, or with the certificate of a DCM. */
  public int askAs(Role role, String name, String method, String path, String json) {
    return send(role, name, method, path, json);
  }

  /** Asks without a body. */
  public void ask(Role role, String method, String path) {
    send(role, name(role), method, path, "");
  }

  /** Asks. */
  public void ask(Role role, String method, String path, ObjectNode body) {
    send(role, name(role), method, path, body.toString());
  }

  /** An app is that of the owner whom the scenario is about. */
  private String name(Role role) {
    return role == Role.OWNER_APP ? owner() : "";
  }

  private int send(Role role, String name, String method, String path, String json) {
    Answer answer = scene.bench().backend().api().request(role, name, method, path, json);
    scene.answer = answer.status();
    replies.add(answer.body());
    reply = answer.body().isBlank() ? MissingNode.getInstance() : read(answer.body());
    return answer.status();
  }

  public boolean isGranted() {
    return scene.answer >= 200 && scene.answer < 300;
  }

  public String reason() {
    return reply.path("reason").asText();
  }

  /** The service's last answer, as evidence. */
  public EvidenceItem answered() {
    return new EvidenceItem("answer", Scene.nanos(scene.now()), said());
  }

  /** What the service answered, for a message. */
  public String said() {
    return scene.answer + (reply.isMissingNode() ? "" : " " + reply);
  }

  /** Every body that the service has answered with. */
  public List<String> replies() {
    return List.copyOf(replies);
  }

  /** The situation needs the service to grant this. */
  public void needGranted(String what) {
    scene.need(isGranted(), what + " was not granted, the service said " + said());
  }

  private JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // What a service says is the service's: this is no broken bench.
      scene.some(Subject.SERVICE, "answers to a person that are JSON", List.of());
      return MissingNode.getInstance();
    }
  }
}
