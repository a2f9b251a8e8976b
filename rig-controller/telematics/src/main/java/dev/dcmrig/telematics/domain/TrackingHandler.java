// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.telematics.domain.VehicleRecord.Features;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the stolen-vehicle centre and the police ask (SVT-01, SVT-05, SVT-09, SVT-12). */
final class TrackingHandler {
  private static final Set<Role> CENTRE = EnumSet.of(Role.STOLEN_VEHICLE_CENTRE);
  private static final Set<Role> CENTRE_AND_POLICE =
      EnumSet.of(Role.STOLEN_VEHICLE_CENTRE, Role.POLICE);

  private final TelematicsModel model;
  private final TrackingRules rules;

  TrackingHandler(TelematicsModel model, TrackingRules rules) {
    this.model = model;
    this.rules = rules;
  }

  void routes(Routes routes) {
    routes.add("POST", "/v1/tracking-requests", CENTRE, this::begin);
    routes.add("GET", "/v1/tracking-requests/{id}", CENTRE_AND_POLICE, this::show);
    routes.add("POST", "/v1/tracking-requests/{id}/end", CENTRE_AND_POLICE, this::end);
    routes.add(
        "GET", "/v1/tracking-requests/{id}/positions", rules.whoSeesPositions(), this::positions);
    new VehicleRoutes(routes, model)
        .add("GET", "tracking-status", EnumSet.of(Role.OWNER_APP), this::status);
  }

  private ApiAnswer begin(ApiCall call) {
    String report = call.body().path("policeReport").asText();
    String vin = call.body().path("vin").asText();
    String registration = call.body().path("registration").asText();
    String refusal = rules.refusalOfReport(report);
    if (refusal.isEmpty() && vin.isEmpty() && registration.isEmpty()) {
      refusal = "vehicle-not-identified";
    }
    if (!refusal.isEmpty()) {
      return ApiAnswer.refused(422, refusal);
    }
    Optional<VehicleRecord> byVin = model.vehicle(vin);
    Optional<VehicleRecord> byPlate = model.byRegistration(registration);
    if ((!vin.isEmpty() && byVin.isEmpty()) || (!registration.isEmpty() && byPlate.isEmpty())) {
      return ApiAnswer.refused(422, "vehicle-unknown");
    }
    VehicleRecord vehicle = byVin.or(() -> byPlate).orElseThrow();
    if (byPlate.isPresent() && !rules.isIdentityRight(vehicle.vin, byPlate.get().vin)) {
      return ApiAnswer.refused(422, "identity-mismatch");
    }
    if (!rules.isTrackable(model.entitlements().isActive(vehicle.vin, "svt"))) {
      return ApiAnswer.refused(422, "subscription-inactive");
    }
    if (vehicle.isTracked()) {
      return ApiAnswer.refused(409, "already-active");
    }
    if (!model.hasRoom()) {
      return ApiAnswer.refused(503, "too-many-requests-open");
    }
    TrackingRequest request = model.open(vehicle);
    vehicle.features = Features.DISABLED;
    model.send(vehicle, "orders", request.id, "start");
    return ApiAnswer.created(shown(request));
  }

  private static ObjectNode shown(TrackingRequest request) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", request.id).put("state", request.isOpen() ? "active" : "ended");
    if (!request.isOpen()) {
      node.put("endedBy", request.endedBy());
    }
    return node;
  }

  private ApiAnswer show(ApiCall call) {
    return model
        .request(call.variables().getOrDefault("id", ""))
        .map(request -> ApiAnswer.ok(shown(request)))
        .orElseGet(() -> ApiAnswer.refused(404, "request-unknown"));
  }

  private ApiAnswer end(ApiCall call) {
    Optional<TrackingRequest> found = model.request(call.variables().getOrDefault("id", ""));
    if (found.isEmpty()) {
      return ApiAnswer.refused(404, "request-unknown");
    }
    TrackingRequest request = found.get();
    String by = call.body().path("requestedBy").asText();
    boolean police = by.equals("police");
    boolean requester = by.equals("requester") && call.role() == Role.STOLEN_VEHICLE_CENTRE;
    if (!police && !requester) {
      return ApiAnswer.refused(403, "not-entitled-to-end");
    }
    if (!request.isOpen()) {
      return ApiAnswer.refused(409, "already-ended");
    }
    request.end(by);
    VehicleRecord vehicle = model.vehicle(request.vin).orElseThrow();
    model.send(vehicle, "orders", request.id, "end");
    return ApiAnswer.ok(shown(request));
  }

  private ApiAnswer positions(ApiCall call) {
    Optional<TrackingRequest> found = model.request(call.variables().getOrDefault("id", ""));
    if (found.isEmpty()) {
      return ApiAnswer.refused(404, "request-unknown");
    }
    if (!rules.arePositionsOpen(found.get().isOpen())) {
      return ApiAnswer.refused(410, "request-ended");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode all = answer.putArray("positions");
    found.get().positions().forEach(all::add);
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer status(VehicleRecord vehicle, ApiCall call) {
    TrackingRequest request = vehicle.request;
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (request == null) {
      return ApiAnswer.ok(answer.put("status", "none"));
    }
    boolean active = request.isOpen() || !rules.isEndShownToOwner();
    answer.put("status", active ? "active" : "end-requested-by-" + request.endedBy());
    if (rules.isPositionShownToOwner()) {
      request.newest().ifPresent(newest -> answer.set("position", newest.path("position")));
    }
    return ApiAnswer.ok(answer);
  }
}
