// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.telematics.domain.VehicleRecord.Command;
import dev.dcmrig.telematics.domain.VehicleRecord.Features;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.util.EnumSet;
import java.util.Set;

/** What the DCM asks and tells (docs/DCM-INTERFACE.md, 2.4). */
final class DcmHandler {
  private static final int GONE = 410;
  private static final Set<Role> DCM = EnumSet.of(Role.DCM);

  private final TelematicsModel model;
  private final TrackingRules rules;

  DcmHandler(TelematicsModel model, TrackingRules rules) {
    this.model = model;
    this.rules = rules;
  }

  void routes(Routes routes) {
    VehicleRoutes vehicles = new VehicleRoutes(routes, model);
    vehicles.add("GET", "configuration", DCM, this::configuration);
    vehicles.add("POST", "telemetry", DCM, this::accept);
    vehicles.add("POST", "emergency-events", DCM, this::accept);
    vehicles.add("GET", "tracking-order", DCM, this::trackingOrder);
    vehicles.add("POST", "positions", DCM, this::position);
    vehicles.add("POST", "order-acknowledgements", DCM, this::accept);
    vehicles.add("POST", "command-results", DCM, this::commandResult);
    vehicles.add("POST", "security-events", DCM, this::accept);
  }

  private ApiAnswer configuration(VehicleRecord vehicle, ApiCall call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("dataConnectivity", vehicle.dataRestricted ? "restricted" : "allowed");
    answer.put("emergencyCall", vehicle.emergencyCallEnabled ? "enabled" : "disabled");
    boolean enabled = vehicle.features == Features.ENABLED && !vehicle.isTracked();
    answer.put("appFeatures", enabled ? "enabled" : "disabled");
    if (!vehicle.updatesUrl.isEmpty()) {
      answer
          .putObject("updates")
          .put("url", vehicle.updatesUrl)
          .put("repositories", vehicle.repositoriesUrl);
    }
    for (String product : new String[] {"svt", "remote"}) {
      answer
          .withArray("subscriptions")
          .addObject()
          .put("id", product)
          .put("active", model.entitlements().isActive(vehicle.vin, product));
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer accept(VehicleRecord vehicle, ApiCall call) {
    vehicle.isNew(call.key());
    return ApiAnswer.done();
  }

  private ApiAnswer trackingOrder(VehicleRecord vehicle, ApiCall call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    TrackingRequest request = vehicle.request;
    boolean active = request != null && vehicle.isTracked();
    answer.put("active", active);
    if (request != null && active) {
      answer.put("order", model.startAgain(vehicle, request.id));
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer position(VehicleRecord vehicle, ApiCall call) {
    TrackingRequest request = vehicle.request;
    if (request == null
        || !request.id.equals(call.body().path("order").asText())
        || !rules.arePositionsOpen(request.isOpen())) {
      return ApiAnswer.refused(GONE, "no-order-in-force");
    }
    if (vehicle.isNew(call.key())) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      kept.put("received", model.now().toString());
      kept.set("timestamp", call.body().path("timestamp"));
      kept.set("sequence", call.body().path("sequence"));
      kept.set("position", call.body().path("position"));
      request.add(kept);
    }
    return ApiAnswer.done();
  }

  private ApiAnswer commandResult(VehicleRecord vehicle, ApiCall call) {
    JsonNode body = call.body();
    Command command = vehicle.commands.get(body.path("command").asText());
    if (command != null && vehicle.isNew(call.key())) {
      command.result = body.path("result").asText();
      command.reason = body.path("reason").asText();
      if (body.path("position").isObject()) {
        vehicle.location = body.path("position");
      }
    }
    return ApiAnswer.done();
  }
}
