// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.telematics.domain.VehicleRecord.Command;
import dev.dcmrig.telematics.domain.VehicleRecord.Features;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the owner's app asks (SVT-03, SVT-04, SUB-07, PRV-01). */
final class AppHandler {
  private static final Set<Role> APP = EnumSet.of(Role.OWNER_APP);
  private static final List<String> ACTIONS = List.of("lock", "unlock", "locate");

  private final TelematicsModel model;
  private final OwnershipRules rules;

  AppHandler(TelematicsModel model, OwnershipRules rules) {
    this.model = model;
    this.rules = rules;
  }

  void routes(Routes routes) {
    VehicleRoutes vehicles = new VehicleRoutes(routes, model);
    vehicles.add("POST", "commands", APP, this::command);
    vehicles.add("GET", "commands/{id}", APP, this::result);
    vehicles.add("GET", "location", APP, this::location);
    vehicles.add("POST", "reactivation", APP, this::reactivate);
    vehicles.add("PUT", "data-connectivity", APP, this::connectivity);
    routes.add("POST", "/v1/owners/{owner}/vehicles", APP, this::addVehicle);
    routes.add("GET", "/v1/owners/{owner}/vehicles", APP, this::vehicles);
  }

  private static String refusalOf(VehicleRecord vehicle) {
    if (vehicle.isTracked()) {
      return "tracking-active";
    }
    return vehicle.features == Features.ENABLED ? "" : "features-disabled";
  }

  private ApiAnswer command(VehicleRecord vehicle, ApiCall call) {
    String action = call.body().path("action").asText();
    if (!ACTIONS.contains(action)) {
      return ApiAnswer.refused(422, "action-unknown");
    }
    String refusal = refusalOf(vehicle);
    if (!refusal.isEmpty()) {
      return ApiAnswer.refused(409, refusal);
    }
    if (!model.entitlements().isActive(vehicle.vin, "remote")) {
      return ApiAnswer.refused(422, "subscription-inactive");
    }
    String id = model.nextCommand();
    vehicle.commands.put(id, new Command(action));
    model.send(vehicle, "commands", id, action);
    return new ApiAnswer(202, JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private ApiAnswer result(VehicleRecord vehicle, ApiCall call) {
    String id = call.variables().getOrDefault("id", "");
    Command command = vehicle.commands.get(id);
    if (command == null) {
      return ApiAnswer.refused(404, "command-unknown");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id).put("result", command.result);
    if (!command.reason.isEmpty()) {
      answer.put("reason", command.reason);
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer location(VehicleRecord vehicle, ApiCall call) {
    String refusal = refusalOf(vehicle);
    if (!refusal.isEmpty()) {
      return ApiAnswer.refused(409, refusal);
    }
    if (!model.entitlements().isActive(vehicle.vin, "remote")) {
      return ApiAnswer.refused(422, "subscription-inactive");
    }
    if (vehicle.location == null) {
      return ApiAnswer.refused(404, "location-unknown");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("latitude", "longitude", "fixTime")) {
      answer.set(field, vehicle.location.path(field));
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer reactivate(VehicleRecord vehicle, ApiCall call) {
    if (vehicle.isTracked()) {
      return ApiAnswer.refused(409, "tracking-active");
    }
    String step = call.body().path("step").asText();
    String wanted =
        switch (vehicle.features) {
          case ENABLED -> "";
          case DISABLED -> "reactivate";
          case IDENTITY_WANTED -> "confirm-identity";
          case TERMS_WANTED -> "accept-terms";
        };
    if (wanted.isEmpty()) {
      return ApiAnswer.refused(409, "nothing-to-reactivate");
    }
    if (!step.equals(wanted)) {
      return ApiAnswer.refused(409, "step-out-of-order");
    }
    String next;
    switch (step) {
      case "reactivate" -> {
        vehicle.features = Features.IDENTITY_WANTED;
        next = "confirm-identity";
      }
      case "confirm-identity" -> {
        vehicle.features = Features.TERMS_WANTED;
        next = "accept-terms";
      }
      default -> {
        vehicle.features = Features.ENABLED;
        next = "none";
      }
    }
    return ApiAnswer.ok(JsonNodeFactory.instance.objectNode().put("next", next));
  }

  private ApiAnswer connectivity(VehicleRecord vehicle, ApiCall call) {
    String wanted = call.body().path("dataConnectivity").asText();
    if (!wanted.equals("allowed") && !wanted.equals("restricted")) {
      return ApiAnswer.refused(422, "data-connectivity-unknown");
    }
    vehicle.dataRestricted = wanted.equals("restricted");
    return ApiAnswer.done();
  }

  private ApiAnswer addVehicle(ApiCall call) {
    String owner = call.variables().getOrDefault("owner", "");
    Optional<VehicleRecord> found = model.vehicle(call.body().path("vin").asText());
    if (found.isEmpty()) {
      return ApiAnswer.refused(404, "vehicle-unknown");
    }
    VehicleRecord vehicle = found.get();
    if (!rules.mayAdd(owner, vehicle.owner)) {
      return ApiAnswer.refused(403, "ownership-not-verified");
    }
    if (!vehicle.added.add(owner)) {
      return ApiAnswer.refused(409, "already-added");
    }
    return ApiAnswer.created(JsonNodeFactory.instance.objectNode().put("vin", vehicle.vin));
  }

  private ApiAnswer vehicles(ApiCall call) {
    String owner = call.variables().getOrDefault("owner", "");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("vehicles");
    for (VehicleRecord vehicle : model.vehicles()) {
      if (vehicle.added.contains(owner)) {
        list.add(vehicle.vin);
      }
    }
    return ApiAnswer.ok(answer);
  }
}
