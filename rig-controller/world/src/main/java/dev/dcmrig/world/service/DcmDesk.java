package dev.dcmrig.world.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.world.service.VehicleRecord.Command;
import dev.dcmrig.world.service.VehicleRecord.Features;
import java.util.Set;

/** What the DCM asks and tells (docs/DCM-INTERFACE.md, 2.4). */
final class DcmDesk {
  private static final int GONE = 410;

  private final TelematicsModel model;

  DcmDesk(TelematicsModel model) {
    this.model = model;
  }

  void routes(Routes routes) {
    add(routes, "GET", "configuration", this::configuration);
    add(routes, "POST", "telemetry", this::accept);
    add(routes, "POST", "emergency-events", this::accept);
    add(routes, "GET", "tracking-order", this::trackingOrder);
    add(routes, "POST", "positions", this::position);
    add(routes, "POST", "order-acknowledgements", this::accept);
    add(routes, "POST", "command-results", this::commandResult);
    add(routes, "POST", "security-events", this::accept);
  }

  /** Answers for a vehicle that is known. */
  @FunctionalInterface
  private interface OfVehicle {
    ApiAnswer answer(VehicleRecord vehicle, ApiCall call);
  }

  private void add(Routes routes, String method, String last, OfVehicle handler) {
    routes.add(
        method,
        "/v1/vehicles/{vin}/" + last,
        Set.of(Role.DCM),
        call ->
            model
                .vehicle(call.variables().getOrDefault("vin", ""))
                .map(vehicle -> handler.answer(vehicle, call))
                .orElseGet(() -> ApiAnswer.refused(404, "vehicle-unknown")));
  }

  private ApiAnswer configuration(VehicleRecord vehicle, ApiCall call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("dataConnectivity", vehicle.dataRestricted ? "restricted" : "allowed");
    answer.put("emergencyCall", vehicle.emergencyCallEnabled ? "enabled" : "disabled");
    boolean enabled = vehicle.features == Features.ENABLED && !vehicle.isTracked();
    answer.put("appFeatures", enabled ? "enabled" : "disabled");
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
    boolean open = request != null && vehicle.isTracked();
    if (request == null
        || !request.id.equals(call.body().path("order").asText())
        || !(open || model.has("service-keeps-positions-after-end"))) {
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
